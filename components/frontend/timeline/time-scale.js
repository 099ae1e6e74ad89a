/* Where things stand on the time axis. A window is {from, to}, both days inclusive; x runs over [0, width]. */
import { add, floor, following } from './calendar.js'

/** @type {Record<CalendarUnit, number>} */
const LENGTH = { day: 1, month: 30.44, year: 365.25 }
/** @type {[CalendarUnit, number][]} */
const TICKS = [['day', 1], ['day', 2], ['day', 7], ['day', 14], ['month', 1], ['month', 3], ['month', 6], ['year', 1], ['year', 2], ['year', 5], ['year', 10]]
const MONDAY = -3

/** How many days. */
export const span = (/** @type {DayRange} */ { from, to }) => to - from + 1

/**
 * The x of the beginning of a day; the end of the last day is the beginning of the next.
 * @param {DayRange} window
 * @param {number} width
 * @param {number} day
 */
export const xOf = (window, width, day) => (day - window.from) / span(window) * width

/**
 * The day under x, kept within the window.
 * @param {DayRange} window
 * @param {number} width
 * @param {number} x
 */
export function dayAt (window, width, x) {
  const day = window.from + Math.floor(x / width * span(window))
  return Math.min(Math.max(day, window.from), window.to)
}

/**
 * The finest of day, month and year whose bars are at least `minimum` pixels wide.
 * @param {DayRange} window
 * @param {number} width
 * @returns {CalendarUnit}
 */
export function barUnit (window, width, minimum = 4) {
  const pixels = width / span(window)
  const fine = /** @type {CalendarUnit[]} */ (['day', 'month'])
  return fine.find((unit) => LENGTH[unit] * pixels >= minimum) ?? 'year'
}

/**
 * The days, months or years that the window touches, cut at the limits of the data.
 * @param {DayRange} window
 * @param {CalendarUnit} unit
 * @param {{ first: number, last: number }} limits
 */
export function periods (window, unit, { first, last }) {
  const found = []
  const end = Math.min(window.to, last)
  for (let from = floor(Math.max(window.from, first), unit); from <= end; from = following(from, unit)) {
    found.push({ from: Math.max(from, first), to: Math.min(following(from, unit) - 1, last) })
  }
  return found
}

/** Labelled ticks at least `minimum` pixels apart; the first stands at the window's beginning. */
export function ticks (window, width, minimum = 62) {
  const pixels = width / span(window)
  const [unit, every] = TICKS.find(([name, count]) => LENGTH[name] * count * pixels >= minimum) || TICKS[TICKS.length - 1]
  const found = [{ day: window.from, unit, edge: true }]
  for (let day = firstTick(window.from, unit, every); day <= window.to; day = add(day, unit, every)) {
    const x = xOf(window, width, day)
    if (x >= minimum * (unit === 'month' ? 1.15 : 0.85) && x <= width - minimum * 0.35) found.push({ day, unit, edge: false })
  }
  return found
}

/* Ticks fall on round years, quarters and Mondays, not on whatever day the window begins with. */
function firstTick (from, unit, every) {
  if (unit === 'day') return from + (every % 7 ? 0 : mod(MONDAY - from, 7))
  let day = floor(from, unit)
  const round = (at) => unit === 'year' ? mod(new Date(at * 86400000).getUTCFullYear(), every) === 0 : mod(new Date(at * 86400000).getUTCMonth(), every) === 0
  while (day < from || !round(day)) day = following(day, unit)
  return day
}

const mod = (value, by) => ((value % by) + by) % by

/** Two or three round values up to the largest bar, for gridlines; none where there is nothing. */
export function gridlines (largest) {
  if (largest < 1) return []
  let step = 1
  for (let power = 1; largest / step > 3.9; power *= 10) {
    step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => largest / value <= 3.9) || power * 10
  }
  const found = []
  for (let value = step; value <= largest; value += step) found.push(value)
  return found
}

/**
 * Which labels to show where: earlier ones in the list win over later ones that would touch them.
 * Each label is {x, width}; the result has its index and left edge, kept within [0, width].
 */
export function placeLabels (labels, width, gap = 10) {
  const placed = []
  labels.forEach((label, index) => {
    if (label.x < 0 || label.x > width || label.width > width) return
    const left = Math.min(Math.max(label.x - label.width / 2, 0), width - label.width)
    const right = left + label.width
    if (placed.every((other) => right + gap <= other.left || left >= other.right + gap)) placed.push({ index, left, right })
  })
  return placed
}

/**
 * The window a range asks for: itself with margins when it is short, else everything.
 * @param {DayRange} range
 * @param {{ first: number, last: number }} limits
 */
export function windowFor ({ from, to }, { first, last }, short = 400) {
  const days = to - from + 1
  if (days > short) return { from: first, to: last }
  const margin = Math.max(7, Math.round(days * 0.16))
  return within({ from: from - margin, to: to + margin }, { first, last })
}

/**
 * The same window moved, or cut, into the limits.
 * @param {DayRange} window
 * @param {{ first: number, last: number }} limits
 */
export function within (window, { first, last }) {
  const days = Math.min(span(window), last - first + 1)
  const from = Math.min(Math.max(window.from, first), last - days + 1)
  return { from, to: from + days - 1 }
}

/**
 * Zoom by a factor (below 1: closer) so that the day `at` stays in its place; never below `least` days.
 * @param {DayRange} window
 * @param {{ first: number, last: number }} limits
 * @param {number} at
 * @param {number} factor
 */
export function zoom (window, limits, at, factor, least = 14) {
  const whole = limits.last - limits.first + 1
  const days = Math.round(Math.min(Math.max(span(window) * factor, Math.min(least, whole)), whole))
  const from = Math.round(at - (at - window.from) / span(window) * days)
  return within({ from, to: from + days - 1 }, limits)
}

/**
 * The window moved so that a day lies in it, a little off its edge.
 * @param {DayRange} window
 * @param {{ first: number, last: number }} limits
 * @param {number} day
 */
export function showing (window, limits, day) {
  if (day >= window.from && day <= window.to) return window
  const margin = Math.floor(span(window) * 0.12)
  const from = day < window.from ? day - margin : day + margin - span(window) + 1
  return within({ from, to: from + span(window) - 1 }, limits)
}
