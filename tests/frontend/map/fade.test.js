import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFade, FADE_MS } from '../../../components/frontend/map/fade.js'

function stand ({ calm = false } = {}) {
  let now = 0
  const frames = []
  const shares = []
  const fade = createFade(() => paint(), { now: () => now, frame: (callback) => frames.push(callback), calm: () => calm })
  const paint = () => { shares.push(fade.now()?.share ?? 0) }
  const pass = (ms) => {
    now += ms
    for (const callback of frames.splice(0)) callback()
  }
  return { fade, paint, pass, shares, frames }
}

test('what was shown before fades away within its time, frame by frame, and then rests', () => {
  const { fade, paint, pass, shares, frames } = stand()
  fade.begin(10)
  paint()
  for (let frame = 0; frame < 20; frame++) pass(FADE_MS / 8)
  assert.ok(shares[0] > 0.8 && shares[0] < 1)
  assert.ok(shares.every((share, at) => at === 0 || share <= shares[at - 1]))
  assert.equal(shares.at(-1), 0)
  assert.equal(frames.length, 0)
})

test('a drag ends the fade at once', () => {
  const { fade, paint, shares } = stand()
  fade.begin(10)
  fade.stop()
  paint()
  assert.deepEqual(shares, [0])
})

test('nothing fades where less motion is wanted', () => {
  const { fade, paint, shares, frames } = stand({ calm: true })
  fade.begin(10)
  paint()
  assert.deepEqual(shares, [0])
  assert.equal(frames.length, 0)
})

test('however often the sheet is painted, one frame is asked for', () => {
  const { fade, paint, frames } = stand()
  fade.begin(10)
  for (let time = 0; time < 5; time++) paint()
  assert.equal(frames.length, 1)
})
