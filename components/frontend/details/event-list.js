/* A list of events: a row each, the chosen one open as its full record. */
import { pickButton, data, h } from '../shared/dom.js'
import { categoryIcon, evidenceSign } from './icons.js'
import { record } from './record.js'

/** One event's row: icon, date, title, evidence. */
function eventRow (row, palette) {
  return pickButton({ event: row.id }, { class: 'row', 'aria-expanded': 'false' },
    categoryIcon(row.icon, palette.icons),
    h('span', { class: 'date' }, row.date),
    h('span', { class: 'name' }, data(row.title)),
    h('span', { class: 'evidence' }, evidenceSign(row.sign, false), h('span', { class: 'evidence-name' }, row.sources)))
}

/** The rows, or the words for none, and a button for the rest. */
export function eventList (list, palette, heading = 'h3') {
  const apart = list.apart && h('div', { class: 'apart' }, h('p', { class: 'meta' }, list.apart_note), record(list.apart, palette, heading))
  if (!list.rows.length) return [apart, h('p', { class: 'empty' }, list.empty)]
  return [
    apart,
    h('ul', { class: 'rows' }, list.rows.map((row) => h('li', {}, row.record ? record(row.record, palette, heading) : eventRow(row, palette)))),
    list.more && pickButton(list.more.pick, { class: 'plain more', 'data-key': 'more' }, list.more.text)
  ]
}

/** A section's label, with a figure or a control at its end. */
export function sectionHead (title, ...end) {
  return h('div', { class: 'section-head' }, h('h3', { class: 'eyebrow', 'aria-label': title }, title), h('div', { class: 'end' }, ...end))
}
