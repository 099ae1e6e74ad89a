/* Nothing selected: the chosen day. */
import { comparison } from './comparison.js'
import { pickButton, h, runs } from '../shared/dom.js'
import { calendar, categoryIcon, swatch, turn } from './icons.js'
import { eventList, sectionHead } from './event-list.js'

export function overview (model, palette) {
  const { words } = palette
  return [
    h('h2', { class: 'display' }, model.title),
    h('p', { class: 'meta' }, model.line),
    model.changed.map((change) => h('p', { class: 'callout' }, swatch(change.swatch), h('span', {}, runs(change.runs, words)))),
    comparison(model.comparison, palette),
    h('section', {},
      sectionHead(model.holders.title),
      h('ul', { class: 'lines holders' }, model.holders.rows.map((row) => h('li', {},
        swatch(row.swatch), h('span', { class: 'number' }, row.count), h('span', {}, runs(row.runs, words)))))),
    model.changes && h('section', {},
      sectionHead(model.changes.title, h('strong', {}, model.changes.count)),
      h('ul', { class: 'lines changes' }, model.changes.rows.map((row) => h('li', { 'aria-current': row.now ? 'date' : null },
        h('span', { class: 'date' }, runs([row.date], words)), h('span', { class: 'turn' }, turn(row.before, row.after)),
        h('strong', {}, runs(row.names, words)), h('span', { class: 'meta' }, runs(row.words, words)))))),
    counts(model.counts, palette),
    h('section', {},
      sectionHead(model.latest.title, model.latest.more && pickButton(model.latest.more.pick, { class: 'link', 'data-key': 'all' }, model.latest.more.text)),
      eventList({ ...model.latest, more: null }, palette),
      model.latest.later && h('p', { class: 'meta later' }, runs(model.latest.later, words))),
    model.city_day && h('p', { class: 'city-day' }, calendar(), h('span', {}, runs(model.city_day, words))),
    h('p', { class: 'record-age' }, runs(model.record, words))
  ]
}

function counts (model, palette) {
  return h('section', {},
    sectionHead(model.title, h('strong', {}, model.of)),
    h('div', { class: 'groups' }, model.groups.map((group) => h('div', { class: 'group' },
      h('h4', {}, h('span', { class: 'family', 'aria-hidden': 'true', style: { background: `var(--group-${Number(group.group)})` } }), h('span', {}, group.label), h('strong', {}, group.count)),
      h('ul', {}, group.rows.map((row) => h('li', { 'data-none': row.bar === 0 || null },
        categoryIcon(row.icon, palette.icons, false), h('span', { class: 'label' }, row.label),
        h('span', { class: 'gauge', 'aria-hidden': 'true' }, h('span', { style: { width: `${row.bar}%`, background: `var(--category-${Number(row.icon.category)})` } })),
        h('span', { class: 'number' }, row.count))))))))
}
