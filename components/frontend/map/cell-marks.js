/* How a cell's count looks: a disc that grows with the number of events, its ring split by kind, the number within; and the
   cell's own square where it is pointed at or listed. The size says the same number at every zoom and on every day. */
import { cellsOf, countRange, createCounter, gridOf, levelAt, slotsOf, squareOf, totalsOf } from './cell-counts.js'
import { circle } from './geometry.js'
import { MARK } from './event-marks.js'

const TURN = 2 * Math.PI
const RING = 2.6
const GAP = 0.1

/** Numbers of events whose discs the legend shows. */
const SIZES = [10, 10000]

/** The smallest side of a cell, the smallest disc and what each tenfold adds to its radius, in pixels; on narrow maps cells
    and discs are smaller. */
const WIDE_MAP = { side: 48, least: 8, step: 2.8 }
const NARROW_MAP = { side: 40, least: 7.2, step: 2.6 }
const NARROW = 600

/** The sizes for a map this wide. */
export const sizesFor = (width) => width < NARROW ? NARROW_MAP : WIDE_MAP

/** No disc covers more of its cell. */
const WIDEST = 0.45

/** Radius of the disc of this many events, in pixels, in a map and a cell this wide. */
export function discRadius (count, width, side = Infinity) {
  const { least, step } = sizesFor(width)
  return Math.min(side * WIDEST, least + step * Math.log10(count))
}

/** Count one day range of a counted scene by cell; `select` returns {stats, marks} for a frame, marks in layer pixels. */
export function createCellMarks (shared) {
  const counter = createCounter()
  const fineCounter = createCounter()

  function select (time, zoom, { width, frame, scale, corner }) {
    const { cells, mask } = shared
    const slots = slotsOf(cells, gridOf(cells, levelAt(zoom, shared.scene.events.cells.level, sizesFor(width).side), frame), mask)
    countRange(counter, cells, slots, time)
    const fine = shared.fine?.at(levelAt(zoom, Infinity, sizesFor(width).side), frame)
    if (fine) return selectFine(fine, time, zoom, { width, frame, scale, corner }, totalsOf(counter, cells))
    const across = 2 ** slots.grid.level
    const isSeen = ({ column, row }) => column + 1 >= frame.left * across && column <= frame.right * across &&
      row + 1 >= frame.top * across && row <= frame.bottom * across
    const marks = cellsOf(counter, cells, slots).filter(isSeen)
      .map((cell) => markOf(shared.fine ? keptIn(frame, cell) : cell, { width, side: scale / across, scale, corner }))
    const inView = marks.reduce((sum, { count }) => sum + count, 0)
    return { stats: { ...totalsOf(counter, cells), inView }, marks, slots, counted: cells }
  }

  /* The finer cells of a store; the numbers of the whole range are those of the scene. */
  function selectFine ({ cells, mask }, time, zoom, { width, frame, scale, corner }, totals) {
    const slots = slotsOf(cells, gridOf(cells, levelAt(zoom, cells.scene.events.cells.level, sizesFor(width).side), frame), mask)
    countRange(fineCounter, cells, slots, time)
    const side = scale / 2 ** slots.grid.level
    const marks = cellsOf(fineCounter, cells, slots).map((cell) => markOf(cell, { width, side, scale, corner }))
    return { stats: { ...totals, inView: marks.reduce((sum, { count }) => sum + count, 0) }, marks, slots, counted: cells }
  }

  return { select }
}

/* A cell that is larger than the view has its disc where it is seen, until finer cells are there. */
function keptIn ({ left, right, top, bottom }, cell) {
  const room = 0.2
  const within = (at, low, high) => Math.min(high - room * (high - low), Math.max(low + room * (high - low), at))
  return { ...cell, x: within(cell.x, left, right), y: within(cell.y, top, bottom) }
}

/* Discs keep within their cells, so that none covers another; a lone event stands where it happened. */
function markOf (cell, { width, side, scale, corner }) {
  const isEvent = cell.event >= 0
  const radius = isEvent ? MARK.disc : discRadius(cell.count, width, side)
  const within = (at, place) => Math.min((at + 1) * side - radius, Math.max(at * side + radius, place * scale))
  return {
    ...cell,
    cell: cell.name,
    head: cell.event,
    radius,
    px: (isEvent ? cell.x * scale : within(cell.column, cell.x)) - corner.x,
    py: (isEvent ? cell.y * scale : within(cell.row, cell.y)) - corner.y
  }
}

/**
 * Whether a mark is drawn as the disc of a cell: of several events, or of one that is counted and not here, as in a store.
 * @param {{ cell?: string, count: number, head?: number }} mark
 */
export const isDisc = ({ cell, count, head = -1 }) => Boolean(cell) && (count > 1 || head < 0)

/**
 * Draw the disc of a cell.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {{ radius: number, count: number, text: string, parts?: number[], colours?: string[], tokens: Tokens }} disc
 */
export function paintDisc (context, x, y, { radius, count, text, parts = [], colours = [], tokens }) {
  context.fillStyle = 'rgba(20, 26, 33, .2)'
  circle(context, x, y + 0.8, radius + 0.7)
  context.fill()
  context.fillStyle = tokens.raised
  circle(context, x, y, radius)
  context.fill()
  paintRing(context, x, y, radius - RING / 2 - 0.8, { count, parts, colours })
  context.font = `600 ${radius < 17 ? 11 : 12}px ${tokens.font}`
  if (context.measureText(text).width > 2 * (radius - RING) - 1) return
  context.fillStyle = tokens.ink
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, x, y + 0.5)
}

function paintRing (context, x, y, radius, { count, parts, colours }) {
  const several = parts.filter((share) => share > 0).length > 1
  const gap = several ? Math.min(GAP, 1 / radius) : 0
  let angle = -Math.PI / 2
  context.lineWidth = RING
  context.lineCap = 'butt'
  parts.forEach((share, part) => {
    if (!share) return
    const end = angle + TURN * share / count
    context.strokeStyle = colours[part]
    context.beginPath()
    context.arc(x, y, radius, angle + gap / 2, Math.max(angle + gap / 2 + 0.02, end - gap / 2))
    context.stroke()
    angle = end
  })
}

/** The discs of the legend of a map this wide, in a row: {width, height, paint(context, y)}. */
export function discSamples ({ tokens, words }, mapWidth) {
  const gap = 8
  const discs = SIZES.map((count) => ({ count, radius: discRadius(count, mapWidth), parts: [count], colours: [tokens.ink3], text: words.brief(count), tokens }))
  const radii = discs.map(({ radius }) => radius)
  const width = radii.reduce((sum, radius) => sum + 2 * radius + gap, -gap)
  const paint = (context, y) => {
    let x = 0
    for (const disc of discs) {
      paintDisc(context, x + disc.radius, y, disc)
      x += 2 * disc.radius + gap
    }
  }
  return { width, height: 2 * Math.max(...radii), paint }
}

/** Outline the square of a cell, if the name is one's. */
export function paintSquare (context, name, { scale, corner, tokens }) {
  const square = squareOf(name)
  if (!square) return
  const left = square.left * scale - corner.x
  const top = square.top * scale - corner.y
  const side = (square.right - square.left) * scale
  context.beginPath()
  context.roundRect(left + 1, top + 1, side - 2, side - 2, 4)
  context.strokeStyle = tokens.raised
  context.lineWidth = 4.5
  context.stroke()
  context.strokeStyle = tokens.ink
  context.lineWidth = 2
  context.stroke()
}
