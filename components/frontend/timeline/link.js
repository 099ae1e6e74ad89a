/* The two ways out of the timeline: to the map at once, through the hub; to Python when the person lets go. */

const THROTTLE_MS = 150

const timeOf = ({ day, from, to, compare }) => ({ day, from, to, compare: compare ?? null })
const same = (one, other) => one !== null && other !== null && ['day', 'from', 'to', 'compare'].every((name) => one[name] === other[name])

/**
 * `hub` tells the map, `send(time)` tells Python. `clock`: {now, later(callback, ms), cancel(handle), frame(callback)}.
 * Where the map cannot be told live, Python is told while the person drags, at most every 150 ms.
 */
export function createLink ({ hub, send, clock }) {
  let current = null
  let told = null
  let sent = []
  let received = null
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
    framed = true
    clock.frame(() => {
      framed = false
      if (same(current, told)) return
      told = current
      hub.setTime(current, fades)
    })
  }
  /** The person let go: Python follows. */
  const commit = (state) => {
    cancel()
    const time = timeOf(state)
    if (same(time, sent[sent.length - 1] ?? received)) return
    sent.push(time)
    lastSent = clock.now()
    send(time)
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
  /** Does Python's time say something new? Not when it is what was said before, or the echo of a commit. */
  const adopts = (view) => {
    const time = timeOf(view)
    const echo = sent.findIndex((one) => same(one, time))
    const known = same(time, received)
    received = time
    if (echo >= 0) sent = sent.slice(echo + 1)
    const news = echo < 0 && !known
    if (news) {
      sent = []
      cancel()
    }
    return news
  }
  return { live, commit, commitSoon, adopts, cancel }
}
