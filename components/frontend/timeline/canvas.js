/* Paint the canvas: the tinted range, the histogram, the control strip and the overview line. */
import { barOf } from './event-counts.js'
import { readPalette, readTokens } from '../shared/colours.js'
import { createFills, stripesOf } from '../shared/control-fills.js'
import { makeCanvas } from '../shared/dom.js'
import { daysText, sharesText } from './control-history.js'
import { gridlines, span, ticks, xOf } from './time-scale.js'

/** The colours and fonts of the theme, read from the tokens that hold for `element`. */
export function paintsFor (element, scene, theme) {
  const palette = readPalette(scene, theme)
  return { ...readTokens(element), ...palette, fill: createFills(palette.controllers, makeCanvas) }
}

/** Paint everything. `view`: {layout, ratio, state, bars, unit, counts, overview, spans, scene, paints, words, selected}. */
export function paint (context, view) {
  const { layout, ratio } = view
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.translate(layout.padding, 0)
  paintHistogram(context, view)
  paintStrips(context, view)
  if (layout.overview) paintOverview(context, view)
}

/** Paint the tinted range, the bars and the axis below them, from the plot's left edge on. */
export function paintHistogram (context, view) {
  paintRange(context, view)
  paintGrid(context, view)
  paintBars(context, view)
  paintAxis(context, view)
}

const columnOf = ({ layout, state }, day) => xOf(state.window, layout.plotWidth, day)

function clipped (view, from, to) {
  const left = Math.max(0, columnOf(view, from))
  return [left, Math.min(view.layout.plotWidth, columnOf(view, to + 1)) - left]
}

function paintRange (context, view) {
  const { layout, paints, state } = view
  const [left, width] = clipped(view, state.from, state.to)
  if (width <= 0) return
  context.fillStyle = paints.rangeTint
  context.fillRect(left, layout.plotTop, width, layout.axis - layout.plotTop)
}

function paintGrid (context, view) {
  const { layout, paints } = view
  context.strokeStyle = paints.line
  context.lineWidth = 1
  for (const value of gridlines(view.largest)) {
    const y = Math.round(heightOf(view, value)) + 0.5
    context.beginPath()
    context.moveTo(0, y)
    context.lineTo(layout.plotWidth, y)
    context.stroke()
  }
}

/* The largest bar leaves a little air below the top of the plot. */
const heightOf = ({ layout, largest }, value) => layout.axis - value / Math.max(1, largest * 1.06) * (layout.axis - layout.plotTop)

function paintBars (context, view) {
  const { paints, state } = view
  for (const period of view.bars) {
    const bar = barOf(view.counts, period, state)
    if (!bar.total) continue
    const [left, width] = clipped(view, period.from, period.to)
    const gap = width > 6 ? 1 : 0.4
    const x = left + gap / 2
    const column = (low, high, colour) => {
      const bottom = heightOf(view, low)
      const top = heightOf(view, high)
      context.fillStyle = colour
      context.fillRect(x, Math.min(top, bottom - 1), width - gap, Math.max(1, bottom - top))
    }
    let stacked = 0
    bar.inside.forEach((count, category) => {
      if (count) column(stacked, stacked + count, paints.categories[category])
      stacked += count
    })
    if (stacked < bar.total) column(stacked, bar.total, paints.line2)
  }
}

function paintAxis (context, view) {
  const { layout, paints, state, words } = view
  context.fillStyle = paints.ink2 // Words on the range's tint: the lightest grey for words is too light there.
  context.fillRect(0, layout.axis, layout.plotWidth, 1)
  context.font = `400 12px ${paints.font}`
  context.textBaseline = 'middle'
  const middle = (layout.axis + layout.strip[0]) / 2 + 1
  const marks = ticks(state.window, layout.plotWidth)
  marks.forEach(({ day, unit, edge }, index) => {
    const x = columnOf(view, day)
    const shape = unit === 'day' ? 'dayOnly' : unit === 'month' && !edge && new Date(day * 86400000).getUTCMonth() ? 'monthOnly' : unit
    context.textAlign = edge ? 'left' : 'center'
    context.fillRect(Math.round(x), layout.axis, 1, 4)
    context.fillText(words.date(day, index === 0 && unit === 'month' ? 'month' : shape), x, middle)
  })
  const lines = gridlines(view.largest)
  if (lines.length && !layout.phone) paintCaption(context, view, lines[lines.length - 1])
}

function paintCaption (context, view, value) {
  const { paints, words } = view
  const y = heightOf(view, value)
  const text = words.say(`per_${view.unit}`, { events: words.count('events', value) })
  context.textAlign = 'left'
  context.strokeStyle = paints.surface
  context.lineWidth = 3
  context.lineJoin = 'round'
  const middle = y - view.layout.plotTop > 16 ? y - 8 : y + 9
  context.strokeText(text, 3, middle)
  context.fillText(text, 3, middle)
}

function paintStrips (context, view) {
  if (view.layout.strip[0] === view.layout.strip[1]) return
  if (view.spans.length === 1) return paintHistory(context, view)
  const [top, bottom] = view.layout.strip
  const edge = (index) => Math.round((top + index * (bottom - top) / view.spans.length) * view.ratio) / view.ratio
  view.spans.forEach((row, index) => {
    const y = edge(index)
    const height = edge(index + 1) - y
    for (const one of row) paintRow(context, view, one, y, height - (height > 2 ? 1 : 0.5))
  })
}

/* A thin row has no room for stripes: a part-held district is split along, more for who held more. */
function paintRow (context, view, { from, to, shares }, y, height) {
  const [left, width] = clipped(view, from, to)
  if (width <= 0) return
  const stripes = stripesOf(shares)
  const whole = stripes.reduce((sum, stripe) => sum + stripe.width, 0)
  let top = y
  for (const stripe of stripes) {
    const part = height * stripe.width / whole
    context.fillStyle = view.paints.controllers[stripe.controller]
    context.fillRect(left, top, width, part)
    top += part
  }
}

function paintHistory (context, view) {
  const [row] = view.spans
  const [y, bottom] = view.layout.strip
  const height = bottom - y
  row.forEach((one, index) => {
    const [left, width] = clipped(view, one.from, one.to)
    if (width <= 0) return
    context.fillStyle = view.paints.fill(context, one.shares, view.ratio)
    context.fillRect(left, y, width, height)
    context.fillStyle = view.paints.surface
    if (index && left > 0) context.fillRect(left - 0.5, y, 1, height)
    label(context, view, { left, width, y, height, texts: textsOf(view, one, index, row) })
  })
}

const textsOf = ({ scene, words }, one, index, row) => [sharesText(one.shares, scene, words), daysText(one, index, row, words)]

function label (context, { paints }, { left, width, y, height, texts }) {
  const lines = [[`600 13px ${paints.font}`, texts[0]], [`400 12px ${paints.font}`, texts[1]]]
  const fits = lines.filter(([font, text]) => { context.font = font; return text && context.measureText(text).width + 12 <= width })
  const shown = fits.length && fits[0] === lines[0] ? fits.slice(0, height > 34 ? 2 : 1) : []
  context.textAlign = 'left'
  context.lineWidth = 3
  context.lineJoin = 'round'
  context.strokeStyle = paints.districtHalo
  shown.forEach(([font, text], index) => {
    const middle = y + height / 2 + (shown.length === 2 ? index * 15 - 7 : 0.5)
    context.font = font
    context.strokeText(text, left + 7, middle)
    context.fillStyle = paints.districtLabel
    context.fillText(text, left + 7, middle)
  })
}

function paintOverview (context, { layout, overview, paints, scene, state, words }) {
  const [top, bottom] = layout.overview
  const whole = { from: state.first, to: state.last }
  const width = layout.plotWidth
  context.fillStyle = paints.surface2
  context.fillRect(0, top, width, bottom - top)
  const largest = Math.max(1, ...overview.map((bar) => bar.total))
  context.fillStyle = paints.line2
  for (const bar of overview) {
    const left = xOf(whole, width, bar.from)
    const height = bar.total / largest * (bottom - top)
    context.fillRect(left, bottom - height, xOf(whole, width, bar.to + 1) - left - 0.5, height)
  }
  context.font = `400 12px ${paints.font}`
  context.fillStyle = paints.ink2
  context.strokeStyle = paints.surface2
  context.lineWidth = 3
  const middle = (top + bottom) / 2 + 0.5
  for (const [day, align, x] of [[scene.range[0], 'left', 4], [scene.range[1], 'right', width - 4]]) {
    context.textAlign = align
    context.strokeText(words.date(day, 'year'), x, middle)
    context.fillText(words.date(day, 'year'), x, middle)
  }
  const left = xOf(whole, width, state.window.from)
  const size = Math.max(8, span(state.window) / span(whole) * width)
  context.lineWidth = 2
  context.strokeStyle = paints.ink
  context.fillStyle = paints.rangeTint
  context.beginPath()
  context.roundRect(Math.min(left, width - size), top - 1, size, bottom - top + 2, 3)
  context.fill()
  context.stroke()
}
