/* Playing: whole steps of the chosen unit at a constant rate, however long the browser takes for a frame. */
import { add } from './calendar.js'

/* Steps a second at single speed: the 35 years pass in about 40 seconds by months and by years. */
const RATE = { day: 4, month: 11, year: 1, event: 3 }
const REST_MS = 900

/** The day after `count` steps from `begin`; a date that a month lacks comes back in the next (31, 28, 31). */
export function dayAfter (begin, unit, count, nextEvent, end) {
  if (unit !== 'event') return Math.min(add(begin, unit, count), end)
  let day = begin
  for (let step = 0; step < count && day < end; step++) day = nextEvent(day) ?? end
  return Math.min(day, end)
}

/**
 * A player over a store ({state, dispatch}). `clock` gives `now` and `request`/`cancel` of animation frames;
 * with `reduced()` true it takes one step a second. `ended` is called when it stops by itself.
 */
export function createPlayer ({ store, nextEvent, reduced, ended, clock = browserClock }) {
  let handle = null
  let began = 0
  let steps = 0

  const start = () => {
    began = clock.now()
    steps = 0
    store.dispatch({ type: 'play' })
    request()
  }
  const request = () => { handle = clock.request(tick) }
  const tick = () => {
    handle = null
    const { playing, unit, speed, loop } = store.state
    if (!playing) return
    const rate = reduced() ? 1 : RATE[unit] * speed
    const due = Math.floor((clock.now() - began) / 1000 * rate)
    if (store.state.day >= playing.end) return atEnd(loop, due, rate)
    if (due > steps) {
      store.dispatch({ type: 'frame', day: next(due) })
      steps = due
    }
    request()
  }
  /* Steps by events go on from the last one: the events already passed are not looked up again. */
  const next = (due) => {
    const { playing, unit, day } = store.state
    const begin = unit === 'event' ? day : playing.begin
    return dayAfter(begin, unit, unit === 'event' ? due - steps : due, nextEvent, playing.end)
  }
  const atEnd = (loop, due, rate) => {
    if (!loop) return ended()
    if (due - steps > REST_MS / 1000 * rate) restart()
    request()
  }
  const restart = () => {
    store.dispatch({ type: 'restart' })
    began = clock.now()
    steps = 0
  }
  const stop = () => {
    if (handle !== null) clock.cancel(handle)
    handle = null
    store.dispatch({ type: 'stop' })
  }
  return { start, stop }
}

const browserClock = {
  now: () => performance.now(),
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle)
}
