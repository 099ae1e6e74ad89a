/* Days are whole days since 1970-01-01, as everywhere in the project; all arithmetic is on the calendar, in UTC. */

const DAY_MS = 86400000
export const UNITS = ['day', 'month', 'year', 'event']
const BIGGER = { day: 'month', month: 'year', year: 'year', event: 'month' }

/** The calendar date of a day; month counts from 0. */
export function partsOf (day) {
  const date = new Date(day * DAY_MS)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), date: date.getUTCDate() }
}

/** The day of a calendar date; months and dates beyond their ends carry over. */
export const dayOf = (year, month, date) => Math.round(Date.UTC(year, month, date) / DAY_MS)

export const daysInMonth = (year, month) => dayOf(year, month + 1, 1) - dayOf(year, month, 1)

/** Months later (or earlier); a date that the month lacks becomes its last: 31 January + 1 = 28 or 29 February. */
export function addMonths (day, months) {
  const { year, month, date } = partsOf(day)
  const first = partsOf(dayOf(year, month + months, 1))
  return dayOf(first.year, first.month, Math.min(date, daysInMonth(first.year, first.month)))
}

/** `count` days, months or years after `day` (before it when negative). */
export function add (day, unit, count) {
  if (unit === 'day') return day + count
  return addMonths(day, unit === 'year' ? 12 * count : count)
}

/** The unit that Shift steps by. */
export const biggerUnit = (unit) => BIGGER[unit]

/** First day of the day, month or year that `day` lies in. */
export function floor (day, unit) {
  if (unit === 'day') return day
  const { year, month } = partsOf(day)
  return dayOf(year, unit === 'year' ? 0 : month, 1)
}

/** First day of the next day, month or year. */
export function following (day, unit) {
  if (unit === 'day') return day + 1
  const { year, month } = partsOf(day)
  return unit === 'year' ? dayOf(year + 1, 0, 1) : dayOf(year, month + 1, 1)
}
