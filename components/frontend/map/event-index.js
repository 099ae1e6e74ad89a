/* The events as typed arrays: which of them a day range and a mask let through, and which stand at one spot on the screen.
   Nothing here makes an object for an event, so 300 and 300,000 take the same path. */
import { DEGREE, isCounted, lowerBound } from '../shared/scene.js'
import { pointOf } from './cell-counts.js'
import { worldX, worldY } from './geometry.js'

/** Badges closer than this many pixels become one; with many positions badges are larger and stand further apart. */
const REACH = 22
const WIDE_REACH = 40
const MANY_POSITIONS = 400

export const reachOf = (positionCount) => positionCount > MANY_POSITIONS ? WIDE_REACH : REACH

/** Up to this many distinct positions are grouped over the whole map; above, only those in view. */
const GROUP_ALL = 20000

/**
 * World coordinates of one event; null without a point.
 * @param {Scene} scene
 * @param {number} index
 * @returns {Point | null}
 */
export function spotOf (scene, index) {
  if (isCounted(scene)) return pointOf(scene, index)
  const { lon, lat, placing } = scene.columns
  return placing[index] === 0 ? { x: worldX(lon[index] / DEGREE), y: worldY(lat[index] / DEGREE) } : null
}

/**
 * World coordinates of each event and the distinct positions they stand at, most events first.
 * @param {Scene} scene
 */
export function indexEvents (scene) {
  const { lon, lat, placing } = scene.columns
  const count = lon.length
  const x = new Float64Array(count)
  const y = new Float64Array(count)
  const position = new Int32Array(count).fill(-1)
  const known = new Map()
  const sizes = []
  const samples = []
  for (let index = 0; index < count; index++) {
    if (placing[index] !== 0) continue
    x[index] = worldX(lon[index] / DEGREE)
    y[index] = worldY(lat[index] / DEGREE)
    const key = (lon[index] + 18e6) * 36e6 + lat[index] + 9e6
    let found = known.get(key)
    if (found === undefined) {
      found = sizes.length
      known.set(key, found)
      sizes.push(0)
      samples.push(index)
    }
    sizes[found]++
    position[index] = found
  }
  const order = Uint32Array.from(sizes.keys()).sort((one, other) => sizes[other] - sizes[one] || one - other)
  return {
    count,
    x,
    y,
    position,
    sample: Uint32Array.from(samples),
    order,
    visible: new Int32Array(count),
    next: new Int32Array(count)
  }
}

/**
 * Go once through the events of [from, to] that pass the mask. Fills `events.visible` with those placed inside the frame
 * (world coordinates) and returns how many they are, the total, those without a place, and those per district.
 * @param {Scene} scene
 * @param {ReturnType<typeof indexEvents>} events
 * @param {Uint8Array | null} mask
 * @param {DayRange} range
 * @param {Box} frame
 * @returns {Totals}
 */
export function selectEvents (scene, events, mask, { from, to }, frame) {
  const { first, last, placing, district_start: start, district_of: of } = scene.columns
  const { x, y, visible } = events
  const inDistrict = new Int32Array(scene.districts.length)
  const { left, top, right, bottom } = frame
  const end = lowerBound(first, to + 1)
  let total = 0
  let unplaced = 0
  let inView = 0
  for (let index = 0; index < end; index++) {
    if (last[index] < from || (mask !== null && ((mask[index >> 3] >> (index & 7)) & 1) === 0)) continue
    total++
    if (placing[index] === 0) {
      if (x[index] >= left && x[index] <= right && y[index] >= top && y[index] <= bottom) visible[inView++] = index
    } else if (placing[index] === 1) {
      for (let at = start[index]; at < start[index + 1]; at++) inDistrict[of[at]]++
    } else unplaced++
  }
  return { total, unplaced, inView, inDistrict }
}

/**
 * Give each distinct position the group it belongs to at this scale: the most eventful positions gather those within
 * reach. It does not depend on the day, so badges stay where they are while time moves.
 */
export function groupPositions (events, scale, frame) {
  const groups = new Int32Array(events.sample.length).fill(-1)
  const reach = reachOf(events.sample.length)
  const buckets = new Map()
  const all = events.sample.length <= GROUP_ALL
  for (const position of events.order) {
    const sample = events.sample[position]
    const worldAtX = events.x[sample]
    const worldAtY = events.y[sample]
    if (!all && (worldAtX < frame.left || worldAtX > frame.right || worldAtY < frame.top || worldAtY > frame.bottom)) continue
    const x = worldAtX * scale
    const y = worldAtY * scale
    const near = nearestAnchor(buckets, x, y, reach)
    if (near) groups[position] = near.group
    else {
      groups[position] = position
      addAnchor(buckets, { x, y, group: position }, reach)
    }
  }
  return { groups, all }
}

const bucketKey = (column, row) => column * 4294967296 + row

function addAnchor (buckets, anchor, reach) {
  const key = bucketKey(Math.floor(anchor.x / reach), Math.floor(anchor.y / reach))
  if (buckets.has(key)) buckets.get(key).push(anchor)
  else buckets.set(key, [anchor])
}

function nearestAnchor (buckets, x, y, reach) {
  const column = Math.floor(x / reach)
  const row = Math.floor(y / reach)
  let best = null
  let shortest = reach * reach
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) {
      for (const anchor of buckets.get(bucketKey(column + dx, row + dy)) ?? []) {
        const distance = (anchor.x - x) ** 2 + (anchor.y - y) ** 2
        if (distance < shortest) { shortest = distance; best = anchor }
      }
    }
  }
  return best
}

/**
 * Gather the visible events into marks, one for each group: {x, y, count, families, head, places}. x and y are world
 * coordinates of the group's most eventful place in the range; `head` starts the chain of its events in `events.next`.
 */
export function gatherMarks (scene, events, inView, groups, familyOf, familyCount) {
  const { visible, next, position, x, y } = events
  const { category } = scene.columns
  const marks = []
  const markOf = new Map()
  for (let at = 0; at < inView; at++) {
    const index = visible[at]
    const group = groups[position[index]]
    let mark = markOf.get(group)
    if (!mark) {
      mark = { x: 0, y: 0, count: 0, families: new Array(familyCount).fill(0), head: -1, places: new Map() }
      markOf.set(group, mark)
      marks.push(mark)
    }
    mark.count++
    mark.families[familyOf[category[index]]]++
    next[index] = mark.head
    mark.head = index
    mark.places.set(position[index], (mark.places.get(position[index]) ?? 0) + 1)
  }
  for (const mark of marks) {
    let most = 0
    for (const [place, count] of mark.places) {
      if (count <= most) continue
      most = count
      mark.x = x[events.sample[place]]
      mark.y = y[events.sample[place]]
    }
  }
  return marks
}

/**
 * The events of a mark, first day first.
 * @param {{ next: Int32Array }} events
 * @param {Mark} mark
 */
export function eventsOfMark (events, mark) {
  const found = []
  for (let index = mark.head ?? -1; index !== -1; index = events.next[index]) found.push(index)
  return found.reverse()
}
