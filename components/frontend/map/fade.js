/* A step of time fades the districts that change hands. A drag shows every day at once, and so does everything where less
   motion is wanted. */

export const FADE_MS = 160
const FRAME_MS = 16

const browserClock = {
  now: () => performance.now(),
  frame: (callback) => requestAnimationFrame(callback),
  calm: () => matchMedia('(prefers-reduced-motion: reduce)').matches
}

/** A fade that calls `repaint` for each of its frames. */
export function createFade (repaint, clock = browserClock) {
  let from = null
  let began = 0
  let framed = false

  /** Begin at what was shown on `day`. */
  const begin = (day) => {
    if (clock.calm()) return stop()
    from = day
    began = clock.now() - FRAME_MS
  }
  const stop = () => { from = null }
  /** The day the fade began at and how much of it (1 to 0) still shows, or null; asks for the next frame. */
  const now = () => {
    if (from === null) return null
    const share = 1 - (clock.now() - began) / FADE_MS
    if (share <= 0) stop()
    if (!framed && share > 0) {
      framed = true
      clock.frame(() => { framed = false; repaint() })
    }
    return from === null ? null : { day: from, share: Math.min(1, share) }
  }
  return { begin, stop, now }
}
