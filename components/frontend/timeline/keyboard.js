/* What a key does. Pure: the key, the part that has the focus and the state give an act. */
import { add, biggerUnit } from './calendar.js'

const WAY = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }
const PAGE = { PageUp: 1, PageDown: -1 }
const ZOOM = { '+': 0.5, '=': 0.5, '-': 2 }

/** The day one step of a unit away; an event's is the next or last day on which one begins. */
export function stepped (day, unit, way, neighbour, limits) {
  if (unit === 'event') return neighbour(day, way) ?? day
  return Math.min(Math.max(add(day, unit, way), limits.first), limits.last)
}

/** The act for a key on the slider `part` ('day', 'from', 'to', 'compare'), or null. */
export function sliderAct ({ key, shiftKey }, part, state, neighbour) {
  const day = state[part]
  if (key in WAY) {
    const unit = shiftKey ? biggerUnit(state.unit) : state.unit
    return { type: 'move', part, day: stepped(day, unit, WAY[key], neighbour, state) }
  }
  if (key in PAGE) return { type: 'move', part, day: stepped(day, 'year', PAGE[key], neighbour, state) }
  if (key === 'Home') return { type: 'move', part, day: edge(part, state, 'from', 'first'), grow: false }
  if (key === 'End') return { type: 'move', part, day: edge(part, state, 'to', 'last'), grow: false }
  return null
}

/* The day goes to the range's edge first, and from there to the edge of the data. */
const edge = (part, state, near, far) => part === 'day' && state.day !== state[near] ? state[near] : state[far]

/** The act for a key anywhere on the timeline that is not on a slider's own keys: zoom, or null. */
export function zoomAct ({ key }, state) {
  if (key in ZOOM) return { type: 'zoom', at: state.day, factor: ZOOM[key] }
  return key === '0' ? { type: 'window', from: state.first, to: state.last } : null
}
