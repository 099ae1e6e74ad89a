/* A district: its names, facts, control, history and events. */
import { comparison } from './comparison.js'
import { pickButton, data, h, runs } from '../shared/dom.js'
import { cross, fillOf, swatch } from './icons.js'
import { eventList, sectionHead } from './event-list.js'
import { mending } from './mending.js'

export function district (model, palette) {
  const { words } = palette
  const { events } = model
  return [
    h('div', { class: 'head' },
      h('h2', { class: 'display' }, data(model.title)), h('span', { class: 'meta' }, runs(model.line, words)),
      pickButton(model.close, { class: 'close', 'aria-label': words.close }, cross())),
    h('ul', { class: 'names' }, model.names.map((name) => h('li', {}, h('abbr', { title: name.language }, name.code), ' ',
      name.values.length ? [h('span', { lang: name.code }, data(name.values.join('; '))), name.note && h('span', { class: 'missing' }, ` ${name.note}`)] : h('span', { class: 'missing' }, name.missing)))),
    model.note && h('p', { class: 'callout note' }, data(model.note)),
    comparison(model.comparison, palette),
    control(model.control, words),
    model.figures.length > 0 && figures(model, words),
    h('section', { class: 'events' },
      sectionHead(events.title, h('strong', {}, events.of), orders(events.orders, words.order)),
      eventList(events, palette)),
    model.more.facts.length > 0 && h('section', { class: 'more-facts' }, sectionHead(model.more.title),
      h('dl', { class: 'facts' }, model.more.facts.map((one) => fact(one, words)))),
    model.plain && h('p', { class: 'meta' }, h('a', { class: 'plain-page', href: model.plain }, words.plain_page)),
    mending(model, words)
  ]
}

function orders (choices, label) {
  return h('span', { class: 'orders', role: 'group', 'aria-label': label }, choices.map((choice) => pickButton(choice.pick, { 'aria-pressed': String(choice.pressed) }, choice.text)))
}

/** Who was displaced and who lives there: numbers that follow each other, their sources on demand. */
function figures ({ figures: all, figures_title: title, figures_sources: sources }, words) {
  return h('section', { class: 'figures' }, h('h3', { class: 'unseen' }, title),
    h('dl', {}, all.map((one) => h('div', {}, h('dt', {}, one.begins && [data(one.group), ': '], one.group && !one.begins && h('span', { class: 'unseen' }, data(one.group), ' '), data(one.short)), ' ',
      h('dd', { class: one.value ? 'fact-value' : 'fact-value missing' }, one.value ? runs([one.value], words) : one.missing), ' ',
      one.note && h('dd', { class: 'meta' }, one.note)))),
    h('details', { 'data-key': 'figures' }, h('summary', {}, sources),
      all.map((one) => one.details.length > 0 && h('div', {}, h('p', { class: 'control-title' }, data(one.label)),
        h('ul', {}, one.details.map((line) => h('li', {}, runs(line, words))))))))
}

function control (model, words) {
  return h('section', { class: 'control' },
    h('div', { class: 'now' },
      h('h3', { class: 'control-title' }, model.title),
      h('p', { class: 'held' }, held(model), ' ', h('span', { class: 'meta' }, model.since))),
    model.apart && parts(model, words),
    h('details', { 'data-key': 'history' }, h('summary', {}, model.history_title),
      !model.apart && parts(model, words),
      strip(model.history),
      h('ol', { class: 'history' }, model.history.rows.map((row) => h('li', { 'aria-current': row.now ? 'date' : null },
        h('div', { class: 'period' }, runs([row.period], words)),
        h('ul', { class: 'parts' }, row.parts.map((one) => part(one, words, true))))))))
}

/** Who held it; the swatch stays beside the first word. */
function held (model) {
  const [first, ...rest] = model.held.split(' ')
  return h('strong', {}, h('span', { class: 'whole' }, swatch(model.swatch), first), rest.length > 0 && ` ${rest.join(' ')}`)
}

function parts ({ parts: all, headed }, words) {
  return h('ul', { class: 'parts' }, all.map((one) => part(one, words, headed)))
}

function part (one, words, headed) {
  if (!headed && !one.lines.length) return null
  return h('li', {}, headed && h('p', {}, swatch(one.swatch), h('span', {}, runs(one.head, words))),
    one.lines.map((line) => h('p', { class: 'meta' }, runs(line, words))))
}

function strip (history) {
  return h('div', { class: 'strip', 'aria-hidden': 'true' },
    history.strip.map((segment) => h('span', { class: 'segment', title: segment.hint, style: { left: `${segment.at}%`, width: `${segment.width}%`, background: fillOf(segment.swatch, 1) } })),
    h('span', { class: 'day', style: { left: `${history.day.at}%` } }),
    history.ticks.map((tick) => h('span', { class: 'tick', style: { left: `${tick.at}%` } }, tick.text)))
}

function fact (model, words) {
  const value = model.value
    ? h('dd', { class: 'fact-value' }, runs([model.value], words), model.unit && ` ${model.unit}`)
    : h('dd', { class: 'fact-value missing' }, model.missing)
  return h('div', {}, h('dt', {}, model.label), value,
    model.details.length > 0 && h('dd', {}, h('details', { 'data-key': `fact ${model.label}` }, h('summary', {}, model.note),
      h('ul', {}, model.details.map((line) => h('li', {}, runs(line, words)))))))
}
