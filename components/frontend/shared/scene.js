/* The scene is everything the browser draws: one JSON header and typed columns in one buffer.
   `components/scene.py` writes it, this module reads it. Layout, little endian:
   u32 header length | UTF-8 JSON header | zero padding to a multiple of 8 | columns, each padded to 8 bytes.
   header.columns: [{name, type: 'i32' | 'u32' | 'u16' | 'u8', length, offset}], offset from the start of the first column. */

const TYPES = { i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array }

/** Coordinates travel as whole hundred-thousandths of a degree (about 1 m), as the data has them. */
export const DEGREE = 1e5

/**
 * Read a scene; columns are views when aligned, copies when not.
 * @param {ArrayBuffer | Uint8Array} input
 * @returns {Scene}
 */
export function decodeScene (input) {
  const bytes = input instanceof Uint8Array ? input : new Uint8Array(input)
  const aligned = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice()
  const { buffer, byteOffset, byteLength } = aligned
  const headerLength = new DataView(buffer, byteOffset, byteLength).getUint32(0, true)
  const header = JSON.parse(new TextDecoder().decode(aligned.subarray(4, 4 + headerLength)))
  const start = byteOffset + Math.ceil((4 + headerLength) / 8) * 8
  /** @type {Columns} */
  const columns = {}
  for (const { name, type, length, offset } of header.columns) {
    columns[name] = new TYPES[type](buffer, start + offset, length)
  }
  return { ...header, columns }
}

/**
 * First index in the sorted column whose value is at least `value`.
 * @param {ArrayLike<number>} column
 * @param {number} value
 */
export function lowerBound (column, value) {
  let low = 0
  let high = column.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (column[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The control of a district on a day: the last segment that begins on or before it (null before the first).
 * @param {Segment[]} segments
 * @param {number} day
 */
export function segmentAt (segments, day) {
  /** @type {Segment | null} */
  let found = null
  for (const segment of segments) {
    if (segment.from > day) break
    found = segment
  }
  return found
}

/**
 * Who held how much in a segment. Where nothing is recorded, the controller at `unrecorded`, which stands for that, has it all.
 * @param {Segment | null} segment
 * @param {number} unrecorded
 * @returns {Share[]}
 */
export const sharesOf = (segment, unrecorded) => segment && segment.shares.length ? segment.shares : [[unrecorded, 'whole']]

/**
 * Bytes of a base64 filter mask; null means that every event passes. Bit i of the mask is event i.
 * @param {string | null} text
 */
export function decodeMask (text) {
  if (!text) return null
  const raw = atob(text)
  const bytes = new Uint8Array(raw.length)
  for (let at = 0; at < raw.length; at++) bytes[at] = raw.charCodeAt(at)
  return bytes
}

/**
 * @param {Uint8Array | null} mask
 * @param {number} index of an event
 */
export function passes (mask, index) {
  return mask === null || ((mask[index >> 3] >> (index & 7)) & 1) === 1
}

/**
 * Whether the scene's events are counted by cell: more than can be painted one by one travel in columns of their own.
 * @param {Scene} scene
 */
export const isCounted = (scene) => Boolean(scene.events.cells)

/**
 * Whether the scene has counts: each of its entries stands for the events of a cell that begin, and those that end, in a bin of time.
 * @param {Scene} scene
 */
export const isBinned = (scene) => Boolean(scene.events.cells?.bin)

const WEEK = 7

/**
 * The first day of the bin of a day.
 * @param {number} day
 * @param {string} bin day, week, month or year
 */
export function binOf (day, bin) {
  if (bin === 'day') return day
  if (bin === 'week') return Math.floor((day + 3) / WEEK) * WEEK - 3 // The first of January 1970 was a Thursday.
  const date = new Date(day * 864e5)
  return Date.UTC(date.getUTCFullYear(), bin === 'month' ? date.getUTCMonth() : 0) / 864e5
}

/**
 * The entries that the filters of a view let through, as a mask; null where all pass.
 * @param {{ set: ArrayLike<number>, category: ArrayLike<number>, evidence: ArrayLike<number> }} entries
 * @param {string | null} text three base64 masks with points between: of lists of districts, categories and verdicts
 */
export function entryMask ({ set, category, evidence }, text) {
  if (!text) return null
  const [sets, categories, verdicts] = text.split('.').map(decodeMask)
  const mask = new Uint8Array(Math.ceil(set.length / 8))
  for (let at = 0; at < set.length; at++) {
    if (passes(sets, set[at]) && passes(categories, category[at]) && passes(verdicts, evidence[at])) mask[at >> 3] |= 1 << (at & 7)
  }
  return mask
}

/**
 * How many events begin before a day; events are sorted by first day, so they are the first ones.
 * @param {Scene} scene
 * @param {number} day
 */
export function begunBefore (scene, day) {
  if (!isCounted(scene)) return lowerBound(scene.columns.first, day)
  const { day: days, day_start: start } = scene.columns
  return start[lowerBound(days, day)]
}

/**
 * First and last day of one event.
 * @param {Scene} scene
 * @param {number} index
 * @returns {[first: number, last: number]}
 */
export function daysOf (scene, index) {
  if (!isCounted(scene)) return [scene.columns.first[index], scene.columns.last[index]]
  const { day: days, day_start: start, long, long_last: longLast } = scene.columns
  const first = days[lowerBound(start, index + 1) - 1]
  const at = lowerBound(long, index)
  return [first, long[at] === index ? longLast[at] : first]
}

/**
 * Indices of events that pass the mask and overlap the days [from, to]; of a scene whose events travel one by one.
 * @param {Scene} scene
 * @param {Uint8Array | null} mask
 * @param {number} from
 * @param {number} to
 */
export function eventsInRange (scene, mask, from, to) {
  const { first, last } = scene.columns
  const end = lowerBound(first, to + 1)
  /** @type {number[]} */
  const found = []
  for (let index = 0; index < end; index++) {
    if (last[index] >= from && passes(mask, index)) found.push(index)
  }
  return found
}

/** What an event without a point has in the columns x of a counted scene. */
export const nowhereOf = ({ x }) => 2 ** (8 * x.BYTES_PER_ELEMENT) - 1

/**
 * The district positions (in scene.districts) of one event; of a scene whose events travel one by one.
 * @param {Scene} scene
 * @param {number} index
 * @returns {Uint16Array}
 */
export function districtsOf (scene, index) {
  const { district_start: start, district_of: of } = scene.columns
  return of.subarray(start[index], start[index + 1])
}
