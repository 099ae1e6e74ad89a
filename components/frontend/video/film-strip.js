/* The histogram of a video: the events of its period, and the day on it. */
import { paintHistogram } from '../timeline/canvas.js'
import { beginning, countEvents } from '../timeline/event-counts.js'
import { barUnit, periods, xOf } from '../timeline/time-scale.js'
import { decodeMask } from '../shared/scene.js'

const PADDING = 14
const LAYOUT = { padding: PADDING, plotTop: 34, axis: 70, strip: [88, 88], phone: true }
const PILL = { height: 26, inset: 10 }
const HEIGHT = 90

/** Make it: `height` in units of the drawing, `paint(pen, shown, days)` with the days of a story's steps. */
export function createStrip ({ scene, tokens, palette, words, period, width, mask }) {
  const [first, last] = scene.range
  const window = { from: Math.max(first, period.from), to: Math.min(last, period.to) }
  const plotWidth = width - 2 * PADDING
  const counts = countEvents(scene.columns, decodeMask(mask), scene.categories.length, scene.range)
  const unit = barUnit(window, plotWidth)
  const bars = periods(window, unit, { first, last })
  const largest = Math.max(0, ...bars.map(({ from, to }) => beginning(counts, from, to)))
  const view = { layout: { ...LAYOUT, plotWidth }, bars, largest, counts, unit, words, paints: { ...tokens, ...palette } }
  const at = (day) => xOf(window, plotWidth, day + 0.5)

  function paint (pen, { day, from, to }, days) {
    pen.save()
    pen.translate(PADDING, 0)
    paintHistogram(pen, { ...view, state: { window, from: Math.max(from, window.from), to: Math.min(to, window.to) } })
    pen.fillStyle = tokens.ink2
    for (const one of days) {
      pen.beginPath()
      pen.arc(at(one), LAYOUT.axis, 2.6, 0, 2 * Math.PI)
      pen.fill()
    }
    const x = Math.min(Math.max(at(day), 0), plotWidth)
    pen.fillStyle = tokens.ink
    pen.fillRect(x - 1, PILL.height, 2, LAYOUT.axis - PILL.height)
    pill(pen, words.date(day), x)
    pen.restore()
  }

  function pill (pen, text, x) {
    pen.font = `600 17px ${tokens.font}`
    const wide = Math.ceil(pen.measureText(text).width) + 2 * PILL.inset
    const left = Math.min(Math.max(x - wide / 2, 0), plotWidth - wide)
    pen.beginPath()
    pen.roundRect(left, 3, wide, PILL.height, 4)
    pen.fill()
    Object.assign(pen, { fillStyle: tokens.surface, textAlign: 'center', textBaseline: 'middle' })
    pen.fillText(text, left + wide / 2, 3 + PILL.height / 2 + 0.5)
  }

  return { height: HEIGHT, paint }
}
