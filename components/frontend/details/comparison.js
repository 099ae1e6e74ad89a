/* What changed between the two days that are compared. */
import { h, runs } from '../shared/dom.js'
import { turn } from './icons.js'
import { sectionHead } from './event-list.js'

/** The section, or nothing where no second day is chosen. */
export function comparison (model, { words }) {
  return model && h('section', { class: 'comparison' },
    sectionHead(model.title),
    h('p', { class: 'meta' }, model.line),
    model.rows.length > 0 && h('ul', { class: 'lines' }, model.rows.map((row) => h('li', {},
      h('span', { class: 'turn', 'aria-hidden': 'true' }, turn(row.before, row.after)),
      h('div', {},
        h('p', {}, runs(row.runs, words)),
        row.notes.map((note) => h('p', { class: 'meta' }, runs(note, words))))))),
    model.returned && h('p', { class: 'meta' }, runs(model.returned, words)))
}
