/* The timeline's state and what each act does to it. Everything here is pure; always
   first <= from <= day <= to <= playEnd <= last, and the window lies within [first, last].
   `playEnd` is the day that playing runs up to: the end of what the person chose, whatever the range shows by now. */
import { UNITS } from './calendar.js'
import { showing, windowFor, within, zoom } from './time-scale.js'

export const SPEEDS = [0.5, 1, 2, 4]
const MODES = ['grow', 'window']
const YEAR = 365
const FEW_WEEKS = 120
const CHOICES = { unit: UNITS, speed: SPEEDS, loop: [false, true], mode: MODES }

const clamp = (value, low, high) => Math.min(Math.max(value, low), high)

/**
 * A state over the days [first, last], showing the time that Python tells.
 * @param {[first: number, last: number]} range
 * @param {Time} time
 * @param {DayRange[]} [jumps]
 * @returns {TimelineState}
 */
export function initial ([first, last], time, jumps = []) {
  /** @type {TimelineState} */
  const state = { first, last, from: first, to: last, day: last, compare: null, unit: 'month', ownUnit: false, speed: 1, loop: false, mode: 'grow', playing: null, playEnd: last, window: { from: first, to: last } }
  return reduce(state, { type: 'view', ...time, jumps })
}

/**
 * The state after an act; the same object when the act changes nothing.
 * @param {TimelineState} state
 * @param {{ type: keyof typeof acts } & Record<string, any>} act
 * @returns {TimelineState}
 */
export function reduce (state, act) {
  const changed = /** @type {any} */ (acts[act.type])(state, act)
  if (changed === state) return state
  const next = { ...state, ...changed }
  return { ...next, playEnd: Math.max(next.playEnd, next.to) }
}

const acts = {
  /* Python says what to show: a link was opened, Back was pressed, another component chose a day. */
  view (state, { day, from, to, compare = null, jumps = [], whole = false }) {
    const range = ordered(state, from, to)
    const shown = clamp(day, range.from, range.to)
    const jump = jumps.some((one) => one.from === range.from && one.to === range.to)
    const moved = range.from !== state.from || range.to !== state.to
    const all = { from: state.first, to: state.last } // A story's dots lead to days of all years.
    const window = whole ? all : moved ? windowFor(range, state) : showing(state.window, state, shown)
    const playEnd = jump || shown < range.to ? range.to : state.last
    return { ...range, ...moved && { unit: unitFor(state, range) }, day: shown, compare: compare === null ? null : clamp(compare, state.first, state.last), playEnd, window, playing: null }
  },
  /* A cursor or a handle goes to a day. `base` is the state when it was grasped, so that dragging back undoes. */
  move (state, { part, day, base = state, grow = true }) {
    const moved = moves[part](base, clamp(day, state.first, state.last), grow)
    const shown = moved[part] ?? moved.day
    return { ...moved, playing: null, window: showing(state.window, state, shown) }
  },
  /* The whole range is dragged; the day goes with it. */
  shift (state, { by, base = state }) {
    const days = clamp(by, state.first - base.from, state.last - base.to)
    return { from: base.from + days, to: base.to + days, day: base.day + days, playing: null }
  },
  step (state, { day }) {
    if (state.mode === 'window' && state.day === state.to) {
      const moved = acts.shift(state, { by: day - state.day })
      return { ...moved, window: showing(state.window, state, moved.day) }
    }
    return acts.move(state, { part: 'day', day })
  },
  jump (state, { from, to }) {
    const range = ordered(state, from, to)
    const inside = state.day >= range.from && state.day <= range.to
    return { ...range, unit: unitFor(state, range), day: inside ? state.day : range.to, playEnd: range.to, window: windowFor(range, state), playing: null }
  },
  zoom: (state, { at, factor }) => ({ window: zoom(state.window, state, at, factor) }),
  window: (state, { from, to }) => ({ window: within({ from, to }, state) }),
  choose (state, { name, value }) {
    return CHOICES[name].includes(value) ? { [name]: value, playing: null, ...name === 'unit' && { ownUnit: true } } : state
  },
  /* A year before the day shown: the same day twice would show nothing. */
  compare: (state) => ({ compare: state.compare === null ? clamp(state.day - YEAR < state.first ? state.day + YEAR : state.day - YEAR, state.first, state.last) : null }),
  play (state) {
    const playing = state.mode === 'grow' ? growing(state) : sliding(state)
    return acts.frame({ ...state, playing }, { day: playing.begin })
  },
  /* A step of playing: the range's end follows the day; its beginning stays, or follows at a constant distance. */
  frame (state, { day }) {
    const { end, width } = state.playing
    const to = clamp(day, state.first, end)
    const from = width === null ? Math.min(state.from, to) : Math.max(state.first, to - width)
    return { playing: state.playing, from, to, day: to, window: showing(state.window, state, to) }
  },
  /* Playing in a loop begins again. */
  restart (state) {
    const playing = { ...state.playing, begin: state.playing.restart }
    return acts.frame({ ...state, playing }, { day: playing.begin })
  },
  stop: (state) => state.playing ? { playing: null } : state
}

const moves = {
  /* At the end of the range the day takes the end along: the range grows and shrinks. Elsewhere the day moves inside
     the range and extends it where it is pushed past an edge. */
  day (base, day, grow) {
    if (!grow || base.day !== base.to) return stretched(base, day)
    if (day < base.from) return { day, from: day, to: base.from }
    return { day, from: base.from, to: day }
  },
  from (base, day) {
    const from = Math.min(day, base.to)
    return { from, to: base.to, day: Math.max(base.day, from) }
  },
  to (base, day) {
    const to = Math.max(day, base.from)
    return { from: base.from, to, day: Math.min(base.day, to), playEnd: to }
  },
  compare: (base, day) => ({ compare: day })
}

function stretched (base, day) {
  return { day, from: Math.min(base.from, day), to: Math.max(base.to, day) }
}

/* Play up to the end of what was chosen (a jump, a handle), else up to the last day; from the start when already there. */
function growing (state) {
  const end = state.playEnd > state.from ? state.playEnd : state.last
  return { begin: state.day < end ? state.day : state.from, restart: state.from, end, width: null }
}

/* A window that covers most of the years has nowhere to go: it becomes a year wide. */
function sliding (state) {
  const wide = state.to - state.from > (state.last - state.first) / 2
  const width = wide ? Math.min(YEAR - 1, state.last - state.first) : state.to - state.from
  const restart = state.first + width
  return { begin: state.day < state.last ? state.day : restart, restart, end: state.last, width }
}

/* A few weeks are looked at by days, years by months; a unit that a person has chosen stays. */
function unitFor ({ unit, ownUnit }, { from, to }) {
  if (ownUnit) return unit
  return to - from < FEW_WEEKS ? 'day' : 'month'
}

function ordered (state, from, to) {
  const low = clamp(from, state.first, state.last)
  return { from: low, to: clamp(to ?? state.last, low, state.last) }
}
