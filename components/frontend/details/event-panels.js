/* One event by itself, a list of events, and nothing found. */
import { pickButton, data, h } from '../shared/dom.js'
import { cross } from './icons.js'
import { record } from './record.js'
import { eventList } from './event-list.js'

export function eventPanel (model, palette) {
  return [
    pickButton({ event: null }, { class: 'plain back', 'data-key': 'back' }, '← ', model.back),
    record(model.record, palette, 'h2')
  ]
}

export function list (model, palette) {
  return [
    h('div', { class: 'head' }, h('h2', { class: 'title' }, model.title), pickButton(model.close, { class: 'close', 'aria-label': palette.words.close }, cross())),
    h('p', { class: 'meta' }, model.line),
    model.note && h('p', { class: 'callout note' }, data(model.note)),
    eventList(model.events, palette)
  ]
}

export function nothing (model) {
  return [
    h('h2', { class: 'display' }, model.title),
    h('p', {}, model.line),
    h('section', { class: 'callout note set-filters' },
      h('h3', { class: 'control-title' }, model.filters_title),
      h('ul', {}, model.filters.map(({ label, chosen, without, remove }) => h('li', {},
        h('p', {}, label, ': ', h('strong', {}, data(chosen)), h('span', { class: 'meta' }, without)),
        pickButton(remove.pick, { class: 'plain', 'aria-label': remove.label }, remove.text)))),
      h('p', { class: 'meta' }, model.hint)),
    h('p', { class: 'buttons' }, model.buttons.map((one) => pickButton(one.pick, { class: one.primary ? 'primary' : 'plain' }, one.text))),
    h('p', { class: 'meta' }, model.note)
  ]
}
