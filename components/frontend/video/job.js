/* The making of one video: frames are painted one after the other, as fast as they can be, and handed to a worker that writes the
   file. It belongs to the page and not to the dialog, which may be closed meanwhile. */
import { framesOf, shownAt } from './plan.js'

const IN_FLIGHT = 4
const SAMPLES = 8
const SECOND = 1e6
const TURN_MS = 24

/**
 * @typedef {object} JobState
 * @property {'making' | 'done' | 'failed' | 'cancelled'} stage
 * @property {number} frames all of them
 * @property {number} made
 * @property {number} began when, in milliseconds
 * @property {Blob | null} file
 * @property {string} reason of a failure
 */

/**
 * Begin. `film` paints, `worker` writes; `tell` is called with the state whenever it changes.
 * @param {object} options
 * @param {{ canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, colours: string[], paint: (shown: any) => void }} options.film
 * @param {import('./plan.js').Shown[]} options.plan
 * @param {number} options.rate frames a second
 * @param {'mp4' | 'webm' | 'gif'} options.format
 * @param {Worker} options.worker
 * @param {(state: JobState) => void} options.tell
 */
export function startJob ({ film, plan, rate, format, worker, tell }) {
  const { width, height } = film.canvas
  /** @type {JobState} */
  let state = { stage: 'making', frames: framesOf(plan), made: 0, began: performance.now(), file: null, reason: '' }
  let flying = 0
  let land = () => {}

  const change = (/** @type {Partial<JobState>} */ changes) => {
    state = { ...state, ...changes }
    tell(state)
  }
  const finish = (/** @type {Partial<JobState>} */ changes) => {
    if (state.stage !== 'making') return
    worker.terminate()
    change(changes)
    land()
  }
  const send = (message, given = []) => worker.postMessage(message, given)
  const isOver = () => state.stage !== 'making'

  worker.onmessage = ({ data }) => {
    if (data.type === 'took') {
      flying -= 1
      land()
    } else if (data.type === 'done') finish({ stage: 'done', file: new Blob([data.bytes], { type: data.mime }) })
    else finish({ stage: 'failed', reason: data.reason })
  }
  worker.onerror = (event) => finish({ stage: 'failed', reason: event.message })

  const pixels = () => film.context.getImageData(0, 0, width, height).data.buffer
  async function room () {
    if (flying < IN_FLIGHT || isOver()) return
    await new Promise((resolve) => { land = () => resolve(null) })
    await room()
  }

  function sendFrame (number) {
    const timestamp = Math.round(number * SECOND / rate)
    const frame = new VideoFrame(film.canvas, { timestamp, duration: Math.round((number + 1) * SECOND / rate) - timestamp })
    flying += 1
    send({ type: 'frame', frame }, [frame])
  }

  async function run () {
    send({ type: 'begin', format, width, height, rate, colours: film.colours })
    if (format === 'gif') {
      for (let at = 0; at < SAMPLES; at++) {
        film.paint(shownAt(plan, Math.round(at * (state.frames - 1) / (SAMPLES - 1))))
        const sample = pixels()
        send({ type: 'sample', pixels: sample }, [sample])
      }
    }
    let turned = performance.now()
    for (const shown of plan) {
      film.paint(shown)
      for (let time = 0; time < (format === 'gif' ? 1 : shown.times); time++) {
        await room()
        if (isOver()) return
        if (format === 'gif') {
          const taken = pixels()
          flying += 1
          send({ type: 'pixels', pixels: taken, times: shown.times }, [taken])
        } else sendFrame(state.made)
        change({ made: state.made + (format === 'gif' ? shown.times : 1) })
        if (performance.now() - turned > TURN_MS) {
          await turn()
          turned = performance.now()
        }
        if (isOver()) return
      }
    }
    send({ type: 'end' })
  }

  tell(state)
  run().catch((error) => finish({ stage: 'failed', reason: String(error?.message ?? error) }))
  return { cancel: () => finish({ stage: 'cancelled' }), state: () => state }
}

/* Let the page answer meanwhile. A timer would wait a second where the page lies behind others. */
function turn () {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve(null)
    }
    port2.postMessage(null)
  })
}

/**
 * Seconds that are left at the speed so far, or null while it is not known.
 * @param {JobState} state
 * @param {number} [now]
 */
export function secondsLeft ({ made, frames, began }, now = performance.now()) {
  const passed = (now - began) / 1000
  return made < 10 || passed < 1 ? null : Math.ceil(passed / made * (frames - made))
}
