/* The legend of a video: the colours of who held a district on a day of it, in a box over the map. */
import { recordedHolders } from '../map/legend.js'
import { sharesOf } from '../shared/scene.js'

const INSET = 8
const ROW = 18
const SWATCH = { width: 16, height: 11, gap: 5 }
const SPACE = 14

/** Make it; `paint` draws it at the map's upper left corner, `box` is what it covers, in units of the drawing. */
export function createLegend ({ context, scene, tokens, fill, words, period, ratio, width }) {
  const font = `400 11px ${tokens.font}`
  const held = sharesWithin(scene, period)
  const entries = recordedHolders(scene)
    .filter((at) => held.some((shares) => shares.some(([holder]) => holder === at)))
    .map((at) => ({ label: scene.controllers[at].label, shares: [[at, 'whole']] }))
  const parted = held.filter((shares) => shares.length > 1)
  if (parted.length) entries.push({ label: words.say('legend.part'), shares: parted[0] })
  context.font = font
  let [x, y, widest] = [0, 0, 0]
  const placed = entries.map((entry) => {
    const wide = SWATCH.width + SWATCH.gap + Math.ceil(context.measureText(entry.label).width)
    if (x && x + wide > width - 2 * INSET) [x, y] = [0, y + ROW]
    const spot = { ...entry, x, y }
    x += wide + SPACE
    widest = Math.max(widest, x - SPACE)
    return spot
  })
  const size = { width: widest + 2 * INSET, height: y + ROW + 6 }
  const box = { left: INSET, top: INSET, right: INSET + size.width, bottom: INSET + size.height }
  return {
    box,
    height: size.height,
    paint (pen) {
      pen.beginPath()
      pen.roundRect(box.left, box.top, size.width, size.height, 5)
      pen.fillStyle = tokens.raised
      pen.fill()
      pen.strokeStyle = tokens.line
      pen.lineWidth = 1
      pen.stroke()
      for (const { label, shares, x: left, y: top } of placed) {
        const middle = box.top + 3 + top + ROW / 2
        pen.save()
        pen.translate(box.left + INSET + left, middle - SWATCH.height / 2)
        pen.fillStyle = fill(pen, shares, ratio)
        pen.fillRect(0, 0, SWATCH.width, SWATCH.height)
        pen.restore()
        Object.assign(pen, { font, fillStyle: tokens.ink, textAlign: 'left', textBaseline: 'middle' })
        pen.fillText(label, box.left + INSET + left + SWATCH.width + SWATCH.gap, middle + 0.5)
      }
    }
  }
}

/** The shares that any district had on a day of the period. */
function sharesWithin ({ districts, unrecorded }, { from, to }) {
  return districts.flatMap(({ segments }) => segments
    .filter((segment, at) => segment.from <= to && (segments[at + 1]?.from ?? Infinity) > from)
    .map((segment) => sharesOf(segment, unrecorded)))
}
