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
    h('div', { class: 'callout note' }, h('p', {}, model.hint), model.chosen && h('p', { class: 'meta' }, data(model.chosen))),
    h('p', { class: 'buttons' }, model.buttons.map((one) => pickButton(one.pick, { class: one.primary ? 'primary' : 'plain' }, one.text)))
  ]
}
