/* The page of figures: its head, a chart for each thing that was counted, and the numbers of each with their sources. */
import { pickButton, data, h, runs, sourceLink } from '../shared/dom.js'
import { plot, value } from './plot.js'

/** The whole page. */
export function page (model) {
  const { words } = model.palette
  return [
    h('header', {},
      h('div', { class: 'head' }, h('h2', {}, runs(model.title, words)), h('p', {}, runs(model.line, words))),
      h('p', { class: 'quiet' }, model.rule),
      model.charts.length > 0 && legend(model.legend)),
    model.empty ? nothing(model.empty) : h('div', { class: 'charts' }, model.charts.map((one) => chart(one, model))),
    model.without && h('p', { class: 'quiet without' }, model.without),
    model.translated && h('p', { class: 'quiet machine' }, model.translated)
  ].filter(Boolean)
}

function legend ({ box, differ, dot, other }) {
  return h('ul', { class: 'legend' },
    h('li', {}, h('span', { class: 'sample box', 'aria-hidden': 'true' }), box),
    h('li', {}, h('span', { class: 'sample box', 'data-differ': true, 'aria-hidden': 'true' }), differ),
    h('li', {}, h('span', { class: 'sample dot', 'aria-hidden': 'true' }), dot),
    other && h('li', {}, h('span', { class: 'sample dot', 'data-other': true, 'aria-hidden': 'true' }), other))
}

function nothing ({ title, hint, buttons }) {
  return h('div', { class: 'nothing' },
    h('h3', {}, title), h('p', {}, hint),
    buttons.map(({ text, pick }) => pickButton(pick, { class: 'plain' }, text)))
}

function chart (one, { palette, time, sources, saving }) {
  return h('section', { class: 'chart', 'data-measure': one.id },
    h('h3', {}, data(one.title), h('span', { class: 'unit' }, ' ', data(one.unit))),
    h('p', { class: 'reading', 'data-own': one.line }, one.line),
    plot(one, time),
    one.scale_note && h('p', { class: 'quiet' }, one.scale_note),
    h('p', { class: 'added' }, one.added.title && h('strong', {}, one.added.title, ' '), data(one.added.text)),
    h('p', { class: 'keep' }, h('button', { type: 'button', class: 'link', 'data-keep': 'csv' }, saving.csv), h('button', { type: 'button', class: 'link', 'data-keep': 'png' }, saving.picture)),
    h('details', { 'data-key': `numbers ${one.id}` }, h('summary', {}, one.more), numbers(one, palette, sources)))
}

/** The same numbers as a table: the event, the range, and each value with who says so. */
function numbers (one, { words }, sources) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': one.title },
    h('table', {}, h('caption', { class: 'unseen' }, one.title),
      h('thead', {}, h('tr', {}, one.head.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, one.rows.map((row) => numbersRow(row, sources, words)))))
}

function numbersRow (row, sources, words) {
  return h('tr', {},
    h('th', { scope: 'row' },
      h('span', { class: 'date' }, row.date),
      pickButton({ event: row.event }, { class: 'link', 'data-key': `row ${row.key}` }, data(row.title))),
    h('td', { class: 'number' },
      h('strong', {}, row.range),
      row.of && h('span', { class: 'note' }, data(row.of)),
      row.left_out && h('span', { class: 'note' }, row.left_out)),
    h('td', {}, h('ul', {}, row.values.map((given) => h('li', {},
      value(given),
      h('ul', { class: 'sources' }, given.sources.map((id) => source(sources[id], words))),
      given.notes.map((note) => h('span', { class: 'note' }, data(note))))))))
}

function source ({ voice, url, name, hint, date }, words) {
  return h('li', {}, `${voice}: `, sourceLink(url, name, words.new_tab, hint || null), h('span', { class: 'quiet' }, `, ${date}`))
}
