/* Room in a plot: marks that would lie on each other are moved aside, and as many as fit are named beside them. */
import { across } from './time-axis.js'

/** The size that a plot is taken to have where its marks are laid out, in pixels; a wider one has more room still. */
const WIDTH = 360
const HEIGHT = 220
const STEP = 9
const LETTER = 6
const LINE = 14
const LONGEST = 26
const MOST_STEPS = 6

/**
 * How far each mark is moved to the right, in pixels, so that none hides another.
 * @param {Array<{ first: number, last: number, low: number, high: number }>} marks
 * @param {{ first: number, last: number }} time
 * @returns {number[]}
 */
export function shifts (marks, time) {
  /** @type {Array<{ x: number, low: number, high: number }>} */
  const taken = []
  return marks.map((mark) => {
    const at = middle(mark, time) * WIDTH / 100
    const [low, high] = [mark.low, mark.high].map((part) => part * HEIGHT / 100)
    const isFree = (x) => taken.every((other) => Math.abs(other.x - x) >= STEP || other.low > high + STEP || other.high < low - STEP)
    let shift = 0
    for (let step = 1; !isFree(at + shift) && step <= 2 * MOST_STEPS; step += 1) shift = STEP * Math.ceil(step / 2) * (step % 2 ? 1 : -1)
    taken.push({ x: at + shift, low, high })
    return shift
  })
}

/**
 * The marks that are named in the plot, the highest first as far as there is room, with the place of each name.
 * @param {Array<{ first: number, last: number, low: number, high: number, name: string }>} marks
 * @param {{ first: number, last: number }} time
 * @returns {Array<{ index: number, text: string, at: number, bottom: number, isLeft: boolean }>}
 */
export function names (marks, time) {
  const moved = shifts(marks, time)
  const dots = marks.map((mark, index) => ({ x: middle(mark, time) * WIDTH / 100 + moved[index], y: mark.high * HEIGHT / 100 }))
  /** @type {Array<{ left: number, right: number, y: number }>} */
  const taken = []
  const order = marks.map((_mark, index) => index).sort((one, other) => marks[other].high - marks[one].high || one - other)
  return order.flatMap((index) => {
    const text = shortened(marks[index].name)
    const { x, y } = dots[index]
    const isLeft = x + 10 + text.length * LETTER > WIDTH
    const [left, right] = isLeft ? [x - 10 - text.length * LETTER, x - 10] : [x + 10, x + 10 + text.length * LETTER]
    const isFree = left >= -40 && taken.every((other) => other.right < left || other.left > right || Math.abs(other.y - y) >= LINE) &&
      dots.every((dot, other) => other === index || dot.x < left - 4 || dot.x > right + 4 || Math.abs(dot.y - y) >= LINE - 2)
    if (!isFree) return []
    taken.push({ left, right, y })
    return [{ index, text, at: 100 * x / WIDTH, bottom: marks[index].high, isLeft }]
  })
}

function middle (mark, time) {
  const inside = (at) => Math.min(100, Math.max(0, at))
  return (inside(across(mark.first, time)) + inside(across(mark.last + 1, time))) / 2
}

function shortened (name) {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`
}
