/* More events than can be painted one by one are counted by square cells of the map, whose size follows the zoom. Each event
   has the number of the counter it belongs to (its slot) for a zoom, a view and a filter; a step of time then adds and takes
   away only the events that come into the range and leave it, whatever their number. Nothing here draws. */
import { begunBefore, binOf, isBinned, lowerBound, nowhereOf } from '../shared/scene.js'

/** Up to this many cells those of the whole scene are counted, so that moving the map needs no new slots. */
const ALL_CELLS = 4096

/** The first counters: events that the filter leaves out, placed ones outside the counted cells, those without a place (then
    one for each further set of districts). */
const LEFT_OUT = 0
const ELSEWHERE = 1
const SETS = 2

/** A family that holds more than this share of the events is told by its categories, if they are no more than these. */
const MAJORITY = 0.5
const FEW = 6

/** The kinds of events that are told apart: families, or the categories of one that nearly all events belong to. Those that
    occur: [{group} or {category}], and the kind of each category. */
export function kindsOf (scene) {
  const inCategory = new Int32Array(scene.categories.length)
  const { category, begins } = scene.columns
  for (let at = 0; at < category.length; at++) inCategory[category[at]] += begins ? begins[at] : 1
  const kinds = []
  const of = new Uint8Array(scene.categories.length)
  scene.groups.forEach(({ id }, group) => {
    const members = scene.categories.flatMap((entry, at) => entry.group === id && inCategory[at] ? [at] : [])
    const count = members.reduce((sum, at) => sum + inCategory[at], 0)
    if (count > MAJORITY * scene.events.count && members.length <= FEW) members.forEach((at) => { of[at] = kinds.push({ category: at }) - 1 })
    else if (count) { kinds.push({ group }); members.forEach((at) => { of[at] = kinds.length - 1 }) }
  })
  return { kinds, of }
}

/** Label and colour of a kind, in the palette of a theme. */
export const kindIn = ({ group, category }, scene, palette) => group === undefined
  ? { label: scene.categories[category].label, colour: palette.categories[category] }
  : { label: scene.groups[group].label, colour: palette.groups[group] }

/** What does not depend on view, filter and time: the events by last day, their kinds, and the box of all points. */
export function indexCells (scene) {
  const { x, y, category, long, long_last: longLast, set_start: setStart } = scene.columns
  const nowhere = nowhereOf(scene.columns)
  const { kinds, of } = kindsOf(scene)
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity }
  for (let index = 0; index < x.length; index++) {
    if (x[index] === nowhere) continue
    if (x[index] < box.left) box.left = x[index]
    if (x[index] > box.right) box.right = x[index]
    if (y[index] < box.top) box.top = y[index]
    if (y[index] > box.bottom) box.bottom = y[index]
  }
  return {
    scene,
    count: category.length,
    nowhere,
    box: box.left === Infinity ? { left: 0, right: 0, top: 0, bottom: 0 } : box,
    kinds,
    kindOf: of,
    parts: Math.max(1, kinds.length),
    sets: setStart.length - 1,
    ...(isBinned(scene) ? byBin(scene) : byLastDay(scene, long, longLast)),
    slots: null
  }
}

/* Entries of bins end with their bin: in the order in which they begin. */
const byBin = (scene) => ({ ends: Uint32Array.from(scene.columns.category, (_, at) => at), longEnds: new Int32Array(0) })

/** The events in the order of their last days: `ends`; and the sorted last days of those that last: `longEnds`. */
function byLastDay (scene, long, longLast) {
  const count = scene.columns.category.length
  const least = longLast.reduce((low, day) => Math.min(low, day), Infinity)
  const sorted = Float64Array.from(long, (_, at) => (longLast[at] - least) * long.length + at).sort()
  const ends = new Uint32Array(count)
  const longEnds = new Int32Array(long.length)
  const { day: days, day_start: start } = scene.columns
  let filled = 0
  let next = 0
  let lasting = 0
  const takeEnded = (day) => {
    for (; next < sorted.length; next++) {
      const at = sorted[next] % long.length
      if (longLast[at] >= day) break
      longEnds[next] = longLast[at]
      ends[filled++] = long[at]
    }
  }
  for (let at = 0; at < days.length; at++) {
    takeEnded(days[at])
    for (let index = start[at]; index < start[at + 1]; index++) {
      if (lasting < long.length && long[lasting] === index) lasting++
      else ends[filled++] = index
    }
  }
  takeEnded(Infinity)
  return { ends, longEnds }
}

/** How many events ended before a day: they are the first of `ends`. */
export function endedBefore ({ scene, longEnds }, day) {
  if (isBinned(scene)) return begunBefore(scene, binOf(day, scene.events.cells.bin))
  const begun = begunBefore(scene, day)
  return begun - lowerBound(scene.columns.long, begun) + lowerBound(longEnds, day)
}

/** The level whose cells are at least `side` pixels wide at a zoom, and less than twice as wide. */
export const levelAt = (zoom, finest, side) => Math.max(0, Math.min(finest, Math.floor(zoom + 8 - Math.log2(side))))

/** Columns and rows of the cells of a level that a frame (world coordinates) touches, or all of them where they are few. */
export function gridOf (cells, level, frame) {
  const { level: finest, x: west, y: north } = cells.scene.events.cells
  const { left, right, top, bottom } = cells.box
  const shift = finest - level
  const whole = { level, shift, column: (west + left) >> shift, row: (north + top) >> shift, lastColumn: (west + right) >> shift, lastRow: (north + bottom) >> shift }
  const sized = (grid) => ({ ...grid, columns: Math.max(0, grid.lastColumn - grid.column + 1), rows: Math.max(0, grid.lastRow - grid.row + 1) })
  const all = sized(whole)
  if (all.columns * all.rows <= ALL_CELLS) return all
  const side = 2 ** level
  return sized({
    ...whole,
    column: Math.max(whole.column, Math.floor(frame.left * side)),
    row: Math.max(whole.row, Math.floor(frame.top * side)),
    lastColumn: Math.min(whole.lastColumn, Math.floor(frame.right * side)),
    lastRow: Math.min(whole.lastRow, Math.floor(frame.bottom * side))
  })
}

const sameGrid = (one, other) => ['level', 'column', 'row', 'columns', 'rows'].every((part) => one[part] === other[part])

/** The slots of all events for a grid and a filter; kept until one of them changes. Two days that are compared share them. */
export function slotsOf (cells, grid, mask) {
  const kept = cells.slots
  if (kept && kept.mask === mask && sameGrid(kept.grid, grid)) return kept
  const first = SETS + cells.sets
  const size = grid.columns * grid.rows
  const slots = {
    grid,
    mask,
    first,
    size: first + size * cells.parts,
    of: kept?.of ?? new Uint32Array(cells.count),
    sumX: new Float64Array(size),
    sumY: new Float64Array(size),
    all: new Int32Array(size),
    version: (kept?.version ?? 0) + 1
  }
  fillSlots(cells, slots)
  cells.slots = slots
  return slots
}

function fillSlots ({ scene, nowhere, kindOf, parts }, { grid, mask, first, of, sumX, sumY, all }) {
  const { x, y, category, begins } = scene.columns
  const { x: west, y: north } = scene.events.cells
  const { shift, column: firstColumn, row: firstRow, columns, rows } = grid
  for (let index = 0; index < of.length; index++) {
    if (mask !== null && ((mask[index >> 3] >> (index & 7)) & 1) === 0) { of[index] = LEFT_OUT; continue }
    if (x[index] === nowhere) { of[index] = SETS + y[index]; continue }
    const column = ((west + x[index]) >> shift) - firstColumn
    const row = ((north + y[index]) >> shift) - firstRow
    if (column < 0 || row < 0 || column >= columns || row >= rows) { of[index] = ELSEWHERE; continue }
    const cell = row * columns + column
    const weight = begins ? begins[index] : 1
    sumX[cell] += weight * x[index]
    sumY[cell] += weight * y[index]
    all[cell] += weight
    of[index] = first + cell * parts + kindOf[category[index]]
  }
}

/** Counters of one day range: how many events each slot holds, and the sum of their indices (of a lone event: itself). */
export const createCounter = () => ({ version: 0, bins: null, sums: null, begun: 0, ended: 0 })

/** Bring a counter to the range [from, to]: an event is in it when it has begun by its end and not ended before it. */
export function countRange (counter, cells, slots, { from, to }) {
  if (counter.version !== slots.version) {
    Object.assign(counter, { version: slots.version, bins: new Int32Array(slots.size), sums: new Float64Array(slots.size), begun: 0, ended: 0 })
  }
  const { bins, sums } = counter
  const { of } = slots
  const { ends } = cells
  const begun = begunBefore(cells.scene, to + 1)
  const ended = endedBefore(cells, from)
  if (isBinned(cells.scene)) return countBins(counter, cells.scene.columns, of, begun, ended)
  for (let index = counter.begun; index < begun; index++) { const bin = of[index]; bins[bin]++; sums[bin] += index }
  for (let index = begun; index < counter.begun; index++) { const bin = of[index]; bins[bin]--; sums[bin] -= index }
  for (let at = counter.ended; at < ended; at++) { const index = ends[at]; const bin = of[index]; bins[bin]--; sums[bin] -= index }
  for (let at = ended; at < counter.ended; at++) { const index = ends[at]; const bin = of[index]; bins[bin]++; sums[bin] += index }
  counter.begun = begun
  counter.ended = ended
  return counter
}

/* Whole bins come into the range and leave it, each with its number of events. */
function countBins (counter, { begins, ends }, of, begun, ended) {
  const { bins } = counter
  for (let at = counter.begun; at < begun; at++) bins[of[at]] += begins[at]
  for (let at = begun; at < counter.begun; at++) bins[of[at]] -= begins[at]
  for (let at = counter.ended; at < ended; at++) bins[of[at]] -= ends[at]
  for (let at = ended; at < counter.ended; at++) bins[of[at]] += ends[at]
  return Object.assign(counter, { begun, ended })
}

/** The numbers of a counted range: all events, those without a place, those per district whose place is not known. */
export function totalsOf ({ bins }, { scene, sets }) {
  const { set_start: start, set_of: of } = scene.columns
  const inDistrict = new Int32Array(scene.districts.length)
  for (let set = 1; set < sets; set++) {
    for (let at = start[set]; at < start[set + 1]; at++) inDistrict[of[at]] += bins[SETS + set]
  }
  let total = 0
  for (let bin = LEFT_OUT + 1; bin < bins.length; bin++) total += bins[bin]
  return { total, unplaced: bins[SETS], inDistrict }
}

/**
 * The cells that hold events of the counted range: [{name, column, row, count, parts, event, x, y}]: `parts` the counts by kind, `event` the only
 * one's index, else -1, x and y the middle (world coordinates) of all events of the cell, whatever the range, so that a mark
 * stays where it is while time moves.
 */
export function cellsOf ({ bins, sums }, cells, slots) {
  const { parts, scene } = cells
  const { grid, first, all, sumX, sumY } = slots
  const { level: finest, x: west, y: north } = scene.events.cells
  const found = []
  for (let cell = 0, bin = first; cell < all.length; cell++, bin += parts) {
    let count = 0
    for (let part = 0; part < parts; part++) count += bins[bin + part]
    if (count === 0) continue
    const column = grid.column + cell % grid.columns
    const row = grid.row + Math.floor(cell / grid.columns)
    found.push({
      name: `${grid.level}/${column}/${row}`,
      column,
      row,
      bin,
      count,
      parts: Array.from(bins.subarray(bin, bin + parts)),
      event: count === 1 && !isBinned(scene) ? sums.subarray(bin, bin + parts).reduce((sum, one) => sum + one, 0) : -1,
      x: (west + sumX[cell] / all[cell] + 0.5) / 2 ** finest,
      y: (north + sumY[cell] / all[cell] + 0.5) / 2 ** finest
    })
  }
  return found
}

/**
 * How many events of each category a cell (one of `cellsOf`) holds in the range [from, to].
 * @param {any} mark
 * @param {any} cells
 * @param {any} slots
 * @param {any} range
 */
export function categoriesIn ({ bin }, { scene, parts }, slots, { from, to }) {
  const { category, long, long_last: longLast } = scene.columns
  const counts = new Int32Array(scene.categories.length)
  const begin = begunBefore(scene, from)
  const end = begunBefore(scene, to + 1)
  if (isBinned(scene)) return binsIn(counts, scene, slots, bin, parts, { from, to })
  const take = (index) => {
    const slot = slots.of[index]
    if (slot >= bin && slot < bin + parts) counts[category[index]]++
  }
  for (let at = 0; at < long.length && long[at] < begin; at++) if (longLast[at] >= from) take(long[at])
  for (let index = begin; index < end; index++) take(index)
  return counts
}

function binsIn (counts, scene, slots, bin, parts, { from, to }) {
  const { category, begins, ends } = scene.columns
  const add = (stop, amounts, sign) => {
    for (let at = 0; at < stop; at++) if (slots.of[at] >= bin && slots.of[at] < bin + parts) counts[category[at]] += sign * amounts[at]
  }
  add(begunBefore(scene, to + 1), begins, 1)
  add(begunBefore(scene, binOf(from, scene.events.cells.bin)), ends, -1)
  return counts
}

/** World coordinates of an event of a counted scene; null without a point. */
export function pointOf (scene, index) {
  const { x, y } = scene.columns
  if (!(x[index] < nowhereOf(scene.columns))) return null
  const { level, x: west, y: north } = scene.events.cells
  return { x: (west + x[index] + 0.5) / 2 ** level, y: (north + y[index] + 0.5) / 2 ** level }
}

/** The square of a cell by its name, in world coordinates; null for what is no name of a cell. */
export function squareOf (name) {
  const [level, column, row] = /^\d+\/\d+\/\d+$/.test(name ?? '') ? name.split('/').map(Number) : []
  if (level === undefined) return null
  const side = 2 ** -level
  return { left: column * side, top: row * side, right: (column + 1) * side, bottom: (row + 1) * side }
}
