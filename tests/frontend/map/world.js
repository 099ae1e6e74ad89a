/* A small scene for the map's tests: two districts side by side and events on and off the map. */
import { decodeScene } from '../../../components/frontend/shared/scene.js'
import { packScene } from '../shared/pack.js'

const SQUARES = [[4600000, 4000000, 50000, 0, 0, -50000, -50000, 0, 0, 50000], [4650000, 4000000, 50000, 0, 0, -50000, -50000, 0, 0, 50000]]

/** Events: [first, last, category, evidence, placing, lon, lat, [districts]]. */
export function makeScene (events, extra = {}) {
  const starts = [0]
  for (const event of events) starts.push(starts.at(-1) + event[7].length)
  const column = (at) => events.map((event) => event[at])
  return decodeScene(packScene({
    version: 'test',
    bounds: [[39.5, 46], [40, 47]],
    controllers: [{ id: 'a' }, { id: 'b' }, { id: 'nobody' }],
    unrecorded: 2,
    groups: [{ id: 'one', label: 'One' }, { id: 'two', label: 'Two' }],
    categories: [{ id: 'x', label: 'X', group: 'one' }, { id: 'y', label: 'Y', group: 'two' }],
    evidence: [{ id: 'several', label: 'Several' }, { id: 'single', label: 'Single' }],
    districts: [
      { id: 'west', name: 'West', label: [46.25, 39.75], seat: null, outlined: true, segments: [{ from: 10, shares: [[0, 'whole']], text: 'a' }, { from: 20, shares: [[1, 'larger'], [0, 'smaller']], text: 'b, a' }] },
      { id: 'east', name: 'East', label: [46.75, 39.75], seat: null, outlined: true, segments: [{ from: 10, shares: [[0, 'whole']], text: 'a' }] },
      { id: 'seat', name: 'Seat', label: [46.8, 39.8], seat: [46.8, 39.8], outlined: false, segments: [] }
    ],
    events: { count: events.length, ids: null, titles: events.map((_, at) => `Event ${at}`), places: null },
    ...extra
  }, {
    districts_xy: ['i32', SQUARES.flat()],
    districts_rings: ['u32', [5, 5]],
    districts_ring_of: ['u16', [0, 1]],
    first: ['i32', column(0)],
    last: ['i32', column(1)],
    category: ['u8', column(2)],
    evidence: ['u8', column(3)],
    placing: ['u8', column(4)],
    lon: ['i32', column(5)],
    lat: ['i32', column(6)],
    district_start: ['u32', starts],
    district_of: ['u16', events.flatMap((event) => event[7])]
  }))
}

export const at = (day, lon, lat, { category = 0, last = day, districts = [] } = {}) =>
  [day, last, category, 0, 0, Math.round(lon * 1e5), Math.round(lat * 1e5), districts]

export const within = (day, districts) => [day, day, 0, 0, 1, 0, 0, districts]

export const nowhere = (day) => [day, day, 0, 0, 2, 0, 0, []]

export const EVERYWHERE = { left: 0, right: 1, top: 0, bottom: 1 }

export const FINEST = 16

/** A scene whose events are counted by cell, from the finest cell `origin` on: {first, last, category, x, y} of those with a
    point, {first, last, category, set} of the others: set 0 is nowhere, 1 the first district, 2 the first two. */
export function countedScene (events, origin) {
  const days = [...new Set(events.map(({ first }) => first))]
  const long = events.flatMap(({ first, last }, index) => last > first ? [index] : [])
  const { columns: { districts_xy: xy, districts_rings: rings, districts_ring_of: ringOf }, ...scene } = makeScene([])
  return decodeScene(packScene({ ...scene, events: { count: events.length, ids: null, titles: null, places: null, cells: { level: FINEST, ...origin } } }, {
    districts_xy: ['i32', xy],
    districts_rings: ['u32', rings],
    districts_ring_of: ['u16', ringOf],
    day: ['i32', days],
    day_start: ['u32', [...days.map((day) => events.findIndex(({ first }) => first === day)), events.length]],
    x: ['u16', events.map(({ x = 0xffff }) => x)],
    y: ['u16', events.map(({ y, set }) => y ?? set)],
    category: ['u8', events.map(({ category }) => category)],
    evidence: ['u8', events.map(() => 0)],
    set_start: ['u32', [0, 0, 1, 3]],
    set_of: ['u16', [0, 0, 1]],
    long: ['u32', long],
    long_last: ['i32', long.map((index) => events[index].last)]
  }))
}
