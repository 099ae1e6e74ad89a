/* The making of a video: each frame of the plan is painted and sent once, no more are under way than the worker takes, and what is
   cancelled ends at once. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { secondsLeft, startJob } from '../../../components/frontend/video/job.js'
import { timelinePlan } from '../../../components/frontend/video/plan.js'

const size = { width: 4, height: 2 }

function setting ({ answers = true } = {}) {
  const sent = []
  const painted = []
  const worker = /** @type {any} */ ({
    terminated: false,
    terminate () { worker.terminated = true },
    postMessage (message) {
      sent.push(message)
      if (!answers) return
      if (message.type === 'frame' || message.type === 'pixels') queueMicrotask(() => worker.onmessage({ data: { type: 'took' } }))
      if (message.type === 'end') queueMicrotask(() => worker.onmessage({ data: { type: 'done', bytes: new Uint8Array(3), mime: 'video/mp4' } }))
    }
  })
  const film = /** @type {any} */ ({
    canvas: size,
    colours: ['#000000'],
    context: { getImageData: () => ({ data: new Uint8ClampedArray(32) }) },
    paint: (shown) => painted.push(shown.day)
  })
  globalThis.VideoFrame = /** @type {any} */ (class { constructor (_, times) { Object.assign(this, times) } })
  return { sent, painted, worker, film }
}

const finished = (options) => new Promise((resolve) => {
  startJob({ ...options, tell: (state) => { if (state.stage !== 'making') resolve(state) } })
})

test('every frame of the plan is sent once, at its time', async () => {
  const { sent, painted, worker, film } = setting()
  const plan = timelinePlan({ from: 0, to: 100, seconds: 1, rate: 30, holds: [50] })
  const state = await finished({ film, plan, rate: 30, format: 'mp4', worker })
  const frames = sent.filter(({ type }) => type === 'frame').map(({ frame }) => frame)
  assert.equal(state.stage, 'done')
  assert.equal(state.made, 60)
  assert.equal(frames.length, 60)
  assert.deepEqual(painted, plan.map(({ day }) => day))
  frames.forEach((frame, at) => assert.equal(frame.timestamp, Math.round(at * 1e6 / 30)))
  frames.slice(1).forEach((frame, at) => assert.equal(frames[at].timestamp + frames[at].duration, frame.timestamp))
  assert.equal(state.file.size, 3)
  assert.ok(worker.terminated)
})

test('a GIF gets samples of its colours first, and a frame that stands is written once', async () => {
  const { sent, worker, film } = setting()
  const plan = timelinePlan({ from: 0, to: 100, seconds: 1, rate: 10, holds: [50] })
  await finished({ film, plan, rate: 10, format: 'gif', worker })
  const types = sent.map(({ type }) => type)
  assert.ok(types.lastIndexOf('sample') < types.indexOf('pixels'))
  const pixels = sent.filter(({ type }) => type === 'pixels')
  assert.equal(pixels.length, 10)
  assert.equal(pixels.reduce((sum, { times }) => sum + times, 0), 20)
})

test('no more frames are under way than the worker takes, and cancelling ends it', async () => {
  const { sent, worker, film } = setting({ answers: false })
  const plan = timelinePlan({ from: 0, to: 100, seconds: 2, rate: 30 })
  const stages = []
  const job = startJob({ film, plan, rate: 30, format: 'webm', worker, tell: ({ stage }) => stages.push(stage) })
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(sent.filter(({ type }) => type === 'frame').length, 4)
  job.cancel()
  assert.equal(stages.at(-1), 'cancelled')
  assert.ok(worker.terminated)
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(sent.filter(({ type }) => type === 'frame').length, 4)
})

test('what the worker cannot do is told', async () => {
  const { worker, film } = setting({ answers: false })
  const done = finished({ film, plan: timelinePlan({ from: 0, to: 9, seconds: 1, rate: 10 }), rate: 10, format: 'mp4', worker })
  worker.onmessage({ data: { type: 'failed', reason: 'codec' } })
  const state = await done
  assert.deepEqual([state.stage, state.reason], ['failed', 'codec'])
})

test('what is left is known from the speed so far', () => {
  const state = /** @type {any} */ ({ frames: 300, made: 100, began: 0 })
  assert.equal(secondsLeft(state, 5000), 10)
  assert.equal(secondsLeft({ ...state, made: 2 }, 5000), null)
})
