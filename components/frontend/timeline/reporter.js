/* The two ways out of the timeline: to the map at once, through the hub; to Python when the person lets go. */

const THROTTLE_MS = 150

/* Longer than any answer takes; a server that was started anew knows of no commit and never answers it. */
const ANSWER_MS = 2000

/** @returns {Time} */
const timeOf = ({ day, from, to, compare }) => ({ day, from, to, compare: compare ?? null })
const same = (one, other) => one !== null && other !== null && ['day', 'from', 'to', 'compare'].every((name) => one[name] === other[name])

/**
 * Where the map cannot be told live, Python is shown while the person drags, at most every 150 ms.
 * @param {object} ways
 * @param {{ live: boolean, setTime: (time: Time, eased?: boolean) => void }} ways.hub tells the map
 * @param {(commit: Commit) => void} ways.send tells Python
 * @param {Clock} ways.clock
 */
export function createReporter ({ hub, send, clock }) {
  /** @type {Time | null} */
  let current = null
  /** @type {Time | null} */
  let shown = null
  /** @type {Time | null} */
  let agreed = null
  let number = 0
  let framed = false
  let fades = false
  let timer = null
  let lastSent = -Infinity

  /** The time changed under the person's hand; `eased` where it was one step. */
  const live = (state, eased = false) => {
    current = timeOf(state)
    fades = eased
    if (!hub.live) return commitSoon(state, Math.max(0, THROTTLE_MS - (clock.now() - lastSent)), false)
    if (framed) return
    showNow()
    framed = true
    clock.frame(() => {
      framed = false
      showNow()
    })
  }
  /* At once, so that the map paints in the frame that is about to begin; what comes meanwhile waits for the next. */
  const showNow = () => {
    if (same(current, shown)) return
    shown = current
    if (current) hub.setTime(current, fades)
  }
  /** The person let go: Python follows. Each commit has a number, which comes back with the views that know of it. */
  const commit = (state) => {
    cancel()
    const time = timeOf(state)
    if (same(time, agreed)) return
    agreed = time
    lastSent = clock.now()
    send({ ...time, number: ++number })
  }
  /** Commit after a pause, for bursts of key presses; a new call starts the pause again unless told otherwise. */
  const commitSoon = (state, wait = THROTTLE_MS, again = true) => {
    if (timer !== null && again) cancel()
    current = timeOf(state)
    timer ??= clock.later(() => {
      timer = null
      commit(current)
    }, wait)
  }
  const cancel = () => {
    if (timer !== null) clock.cancel(timer)
    timer = null
  }
  /** Does Python's time say something new? Not when it was made before Python knew of the last commit, nor when it is
      what was last agreed. */
  const adopts = (view, known = number) => {
    const time = timeOf(view)
    const outdated = number > 0 && known !== number && clock.now() - lastSent < ANSWER_MS
    if (outdated || same(time, agreed)) return false
    agreed = time
    shown = null
    cancel()
    return true
  }
  return { live, commit, commitSoon, adopts, cancel }
}
