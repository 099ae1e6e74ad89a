/* What the notes of a first visit speak of, where the map shows it clear of all that stands over it. */
import { isDisc } from './cell-marks.js'
import { sharesOn } from './districts.js'
import { latOf, lonOf } from './geometry.js'

/** Room around a point that must be free, in pixels. */
const ROOM = 24

/** How far from an event that is pointed at the next mark is, in pixels: no ring may hold two. */
const APART = 34

/**
 * The points of the container for a striped district and for one event alone; null where none is in the clear.
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {DayLayer} days
 */
export function spoken (map, shared, { time, marks }) {
  const boxes = shared.covered()
  const { x: width, y: height } = map.getSize()
  const isClear = ({ x, y }) => x > ROOM && y > ROOM && x < width - ROOM && y < height - ROOM &&
    !boxes.some(({ left, right, top, bottom }) => x > left - ROOM && x < right + ROOM && y > top - ROOM && y < bottom + ROOM)
  const striped = shared.districts.points
    .filter((_point, position) => time !== null && sharesOn(shared.districts, position, time.day).length > 1)
    .map(({ x, y }) => map.latLngToContainerPoint([latOf(y), lonOf(x)]))
  const isAlone = (mark) => marks.every((other) => other === mark || Math.hypot(other.px - mark.px, other.py - mark.py) > APART)
  const single = marks.filter((mark) => mark.count === 1 && !isDisc(mark) && isAlone(mark)).map(({ px, py }) => map.layerPointToContainerPoint([px, py]))
  /* The nearest to the note's own corner: the line crosses least. */
  const nearest = (all, corner) => all.filter(isClear).sort((one, other) => Math.hypot(one.x - corner, one.y) - Math.hypot(other.x - corner, other.y))[0] ?? null
  return { stripes: nearest(striped, 0), ring: nearest(single, width) }
}
