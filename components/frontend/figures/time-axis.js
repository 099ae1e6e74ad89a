/* Days on the axis of a plot. */

/**
 * Where a day begins on the axis, in percent; days before and after the axis are beyond 0 and 100.
 * @param {number} day
 * @param {{ first: number, last: number }} time
 */
export const across = (day, { first, last }) => 100 * (day - first) / (last + 1 - first)
