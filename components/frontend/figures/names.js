/* Room in a plot: marks that would lie on each other are moved aside, and as many as fit are named beside them. */
import { across } from './time-axis.js'

const LONGEST = 26
const MOST_STEPS = 6
/** Half the height of a line of words, and what stays free between words and the dots and axes around them. */
const HALF = 7
const GAP = 5
const DOT = 4

/**
 * The size of a plot in pixels: how far marks are moved apart at a time, and how wide words are written.
 * @typedef {{ width: number, height: number, step: number, widthOf: (text: string) => number }} Room
 */

/** A plot that has not been measured: one in a column of the page. @type {Room} */
export const ROOM = { width: 360, height: 220, step: 9, widthOf: (text) => text.length * 6.5 }

/**
 * How far each mark is moved to the right, in pixels, so that none hides another.
 * @param {Array<{ first: number, last: number, low: number, high: number }>} marks
 * @param {{ first: number, last: number }} time
 * @param {Room} [room]
 * @returns {number[]}
 */
export function shifts (marks, time, room = ROOM) {
  /** @type {Array<{ x: number, low: number, high: number }>} */
  const taken = []
  return marks.map((mark) => {
    const at = middle(mark, time) * room.width / 100
    const [low, high] = [mark.low, mark.high].map((part) => part * room.height / 100)
    const isFree = (x) => taken.every((other) => Math.abs(other.x - x) >= room.step || other.low > high + room.step || other.high < low - room.step)
    let shift = 0
    for (let step = 1; !isFree(at + shift) && step <= 2 * MOST_STEPS; step += 1) shift = room.step * Math.ceil(step / 2) * (step % 2 ? 1 : -1)
    taken.push({ x: at + shift, low, high })
    return shift
  })
}

/**
 * The marks that are named in the plot, the highest first as far as there is room, with the place of each name: the edge
 * of the mark that it stands at, in percent. A name lies on no dot, no box, no other name and no axis.
 * @param {Array<{ first: number, last: number, low: number, high: number, name: string }>} marks
 * @param {{ first: number, last: number }} time
 * @param {Room} [room]
 * @returns {Array<{ index: number, text: string, at: number, bottom: number, isLeft: boolean }>}
 */
export function names (marks, time, room = ROOM) {
  const moved = shifts(marks, time, room)
  const boxes = marks.map((mark, index) => boxOf(mark, moved[index], time, room))
  /** @type {Array<{ left: number, right: number, y: number }>} */
  const taken = []
  const order = marks.map((_mark, index) => index).sort((one, other) => marks[other].high - marks[one].high || one - other)
  const isFree = ({ left, right, y }, own) => left >= 0 && right <= room.width &&
    taken.every((other) => other.right + GAP < left || other.left - GAP > right || Math.abs(other.y - y) >= 2 * HALF) &&
    boxes.every((box, index) => index === own || box.right + GAP / 2 < left || box.left - GAP / 2 > right || box.high < y - HALF || box.low > y + HALF)
  return order.flatMap((index) => {
    const text = shortened(marks[index].name)
    const wide = room.widthOf(text)
    const box = boxes[index]
    const heights = [...new Set([box.high - DOT, box.low + DOT])].map((y) => Math.max(y, HALF + 1))
    const spots = heights.flatMap((y) => [
      { left: box.right + GAP, right: box.right + GAP + wide, y, isLeft: false },
      { left: box.left - GAP - wide, right: box.left - GAP, y, isLeft: true }
    ])
    const spot = spots.find((one) => isFree(one, index))
    if (!spot) return []
    taken.push(spot)
    const at = spot.isLeft ? box.left : box.right
    return [{ index, text, at: 100 * at / room.width, bottom: 100 * spot.y / room.height, isLeft: spot.isLeft }]
  })
}

/** What a mark takes up, with the dots at its ends. */
function boxOf (mark, moved, time, { width, height }) {
  const [left, right] = [mark.first, mark.last + 1].map((day) => inside(across(day, time)) * width / 100)
  const x = (left + right) / 2
  const half = Math.max(DOT, (right - left) / 2)
  return { left: x - half + moved, right: x + half + moved, low: mark.low * height / 100 - DOT, high: mark.high * height / 100 + DOT }
}

const inside = (at) => Math.min(100, Math.max(0, at))

function middle (mark, time) {
  return (inside(across(mark.first, time)) + inside(across(mark.last + 1, time))) / 2
}

function shortened (name) {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`
}
