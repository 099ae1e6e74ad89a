/* How many events begin on, and overlap, a span of days: sums by day and category, so that any span of days is one
   subtraction, whatever the number of events. */
import { decodeMask, entryMask, passes } from '../shared/scene.js'

/**
 * Sums over the events that pass the mask, for the days [first, last].
 * `begun[c][i]`: events of category c (last row: of all) with first day < first + i; `ended` likewise by last day.
 * @param {Columns} columns
 * @param {Uint8Array | null} mask
 * @param {number} categories
 * @param {[first: number, last: number]} range
 * @returns {Counts}
 */
export function countEvents (columns, mask, categories, [first, last]) {
  const days = last - first + 1
  const rows = () => Array.from({ length: categories + 1 }, () => new Int32Array(days + 2))
  const counts = { begun: rows(), ended: rows(), first, last, categories }
  const place = (day) => Math.min(Math.max(day - first + 1, 0), days + 1)
  if (columns.bin_day) countByBin(counts, columns, mask, place)
  else if (columns.first) countOneByOne(counts, columns, mask, place)
  else countByDay(counts, columns, mask, place)
  for (const table of [counts.begun, counts.ended]) total(table, categories)
  return counts
}

function countOneByOne ({ begun, ended }, /** @type {Columns} */ { first: firsts, last: lasts, category }, mask, place) {
  for (let index = 0; index < firsts.length; index++) {
    if (!passes(mask, index)) continue
    begun[category[index]][place(firsts[index])]++
    ended[category[index]][place(lasts[index])]++
  }
}

/* The columns of a scene with counts by bin: as many as begin, and end, in each. */
function countByBin ({ begun, ended }, /** @type {Columns} */ { bin_day: days, bin_category: category, bin_begins: begins, bin_ends: ends }, mask, place) {
  for (let at = 0; at < days.length; at++) {
    if (!passes(mask, at)) continue
    const day = place(days[at])
    begun[category[at]][day] += begins[at]
    ended[category[at]][day] += ends[at]
  }
}

/** The mask of a view for what is counted over time: of events, or of the bins of a scene that has bins. */
export const timeMask = (/** @type {Columns} */ columns, /** @type {string | null} */ text) => columns.bin_day
  ? entryMask(/** @type {any} */ ({ set: columns.bin_set, category: columns.bin_category, evidence: columns.bin_evidence }), text)
  : decodeMask(text)

/* The columns of a scene whose events are counted by cell: they begin day by day, and few of them last. */
function countByDay ({ begun, ended }, /** @type {Columns} */ { day: days, day_start: start, category, long, long_last: longLast }, mask, place) {
  let lasting = 0
  for (let at = 0; at < days.length; at++) {
    const day = place(days[at])
    for (let index = start[at]; index < start[at + 1]; index++) {
      const isLong = long[lasting] === index
      if (isLong) lasting++
      if (!passes(mask, index)) continue
      begun[category[index]][day]++
      ended[category[index]][isLong ? place(longLast[lasting - 1]) : day]++
    }
  }
}

function total (table, categories) {
  const all = table[categories]
  for (let row = 0; row < categories; row++) {
    const sums = table[row]
    for (let day = 0; day < sums.length; day++) {
      if (day) sums[day] += sums[day - 1]
      all[day] += sums[day]
    }
  }
}

/**
 * Sums by day: `begun` and `ended` have a row for each category, and a last one for all.
 * @typedef {{ begun: Int32Array[], ended: Int32Array[], first: number, last: number, categories: number }} Counts
 */

/** Events (of one category, or of all) that overlap [from, to]: begun by `to` less ended before `from`. */
export function overlapping (counts, from, to, category = counts.categories) {
  return counts.begun[category][to - counts.first + 1] - counts.ended[category][from - counts.first]
}

/** Events (of one category, or of all) whose first day lies in [from, to]; days outside the counted span have none. */
export function beginning (counts, from, to, category = counts.categories) {
  const low = Math.max(from, counts.first)
  const high = Math.min(to, counts.last)
  if (high < low) return 0
  const sums = counts.begun[category]
  return sums[high - counts.first + 1] - sums[low - counts.first]
}

/** A bar of the histogram: how many events begin in it, and of those in the range, how many by category. */
export function barOf (counts, period, range) {
  const from = Math.max(period.from, range.from)
  const to = Math.min(period.to, range.to)
  const inside = []
  for (let category = 0; category < counts.categories; category++) {
    inside.push(from <= to ? beginning(counts, from, to, category) : 0)
  }
  return { ...period, total: beginning(counts, period.from, period.to), inside }
}

/** The nearest first day after (sign 1) or before (sign -1) `day` on which a counted event begins, or null. */
export function neighbouringEvent (counts, day, sign) {
  const begins = (at) => beginning(counts, at, at) > 0
  for (let at = day + sign; at >= counts.first && at <= counts.last; at += sign) if (begins(at)) return at
  return null
}
