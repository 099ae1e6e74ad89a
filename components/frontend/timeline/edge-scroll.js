/* Something held at the edge of a zoomed window moves the window on, faster the further out it is held. */
import { span } from './time-scale.js'

const EDGE = 16
const SLOWEST = 60
const FASTEST = 900
const STEEPNESS = 12
const LONGEST_FRAME_MS = 100

const browserClock = {
  now: () => performance.now(),
  frame: (callback) => requestAnimationFrame(callback)
}

/** Pixels a second by which the window moves for a pointer at `x` that was grasped at `start`; 0 away from the edges. */
export function edgeSpeed (x, start, width) {
  const out = x < EDGE ? x - EDGE : Math.max(0, x - (width - EDGE))
  if (out === 0 || (x - start) * out <= 0) return 0
  return Math.sign(out) * Math.min(FASTEST, SLOWEST + STEEPNESS * Math.abs(out))
}

/**
 * `host`: {state(), layout(), dispatch(act)}. `again(point)` is called after each move of the window, for what is held to
 * follow; `hold(point, start)` at each move of the pointer, `release()` when it lets go.
 */
export function createEdgeScroll (host, again, clock = browserClock) {
  let held = null
  let framed = false
  let last = 0
  let rest = 0

  const hold = (point, start) => {
    held = edgeSpeed(point.x, start.x, host.layout().plotWidth) ? { point, start } : null
    if (!held || framed) return
    last = clock.now()
    rest = 0
    request()
  }
  const request = () => {
    framed = true
    clock.frame(tick)
  }
  const tick = () => {
    framed = false
    if (!held) return
    const { window } = host.state()
    const { plotWidth } = host.layout()
    const passed = Math.min(LONGEST_FRAME_MS, clock.now() - last)
    last = clock.now()
    rest += edgeSpeed(held.point.x, held.start.x, plotWidth) * passed / 1000 / plotWidth * span(window)
    const days = Math.trunc(rest)
    rest -= days
    if (days) {
      host.dispatch({ type: 'window', from: window.from + days, to: window.to + days })
      if (host.state().window.from === window.from) return
      again(held.point)
    }
    request()
  }
  const release = () => { held = null }
  return { hold, release }
}
