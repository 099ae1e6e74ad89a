/* The small box beside the mouse: what a bar counts, who held a district. */
import { beginning } from './event-counts.js'
import { h } from '../shared/dom.js'
import { daysText, sharesText } from './control-history.js'
import { rowAt, zoneAt } from './layout.js'
import { dayAt, periods } from './time-scale.js'

const MOST = 5

/** What stands under a point: {title, lines: [{text, count, colour}]}, or null. */
export function tipAt (view, point) {
  const { layout, state } = view
  if (point.x < 0 || point.x > layout.plotWidth) return null
  const zone = zoneAt(layout, point.y)
  const day = dayAt(state.window, layout.plotWidth, point.x)
  if (zone === 'strip') return stripTip(view, point.y, day)
  return zone === 'plot' ? barTip(view, day) : null
}

function barTip ({ counts, scene, state, paints, unit, words }, day) {
  const bar = periods({ from: day, to: day }, unit, state)[0]
  const total = bar ? beginning(counts, bar.from, bar.to) : 0
  if (!total) return null
  const lines = scene.categories
    .map(({ label }, code) => ({ text: label, count: beginning(counts, bar.from, bar.to, code), colour: paints.categories[code] }))
    .filter(({ count }) => count)
    .sort((one, other) => other.count - one.count)
  const rest = lines.slice(MOST).reduce((sum, { count }) => sum + count, 0)
  const shown = lines.slice(0, MOST)
  if (rest) shown.push({ text: words.say('other_categories'), count: rest, colour: null })
  return { title: `${words.date(bar.from, unit === 'day' ? 'short' : unit)}: ${words.count('events', total)}`, lines: shown }
}

function stripTip ({ layout, spans, scene, selected, words }, y, day) {
  const rowIndex = rowAt(layout, spans.length, y) ?? 0
  const row = spans[rowIndex]
  const index = row.findIndex(({ from, to }) => day >= from && day <= to)
  const name = scene.districts[selected ?? rowIndex].name
  if (index < 0) return { title: name, lines: [] }
  const texts = [sharesText(row[index].shares, scene, words), daysText(row[index], index, row, words)]
  return { title: name, lines: texts.filter(Boolean).map((text) => ({ text, count: null, colour: null })) }
}

/** Show a tip near a point of the chart, or hide it (null). */
export function showTip (box, tip, point, layout) {
  box.hidden = tip === null
  if (!tip) return
  box.replaceChildren(h('strong', { class: 'tl-tip-title' }, tip.title), ...tip.lines.map(lineOf))
  const x = point.x + layout.padding
  const width = layout.plotWidth + 2 * layout.padding
  box.style.left = `${Math.min(Math.max(4, x + 14), width - box.offsetWidth - 4) - (x + 14 + box.offsetWidth > width ? box.offsetWidth / 3 : 0)}px`
  box.style.top = `${Math.min(point.y + 12, layout.chartHeight - box.offsetHeight - 4)}px`
}

function lineOf ({ text, count, colour }) {
  const words = h('span', { class: 'tl-tip-text' }, text)
  if (count === null) return h('div', { class: 'tl-tip-line' }, words)
  return h('div', { class: 'tl-tip-line' },
    h('span', { class: 'tl-swatch', style: colour && { background: colour } }), words, h('span', { class: 'tl-tip-count' }, count))
}
