/* A story that is read: the bar above the map, the step in the panel, the note of a step that was left, the paper. */
import { button, data, h, pickButton, s, sourceLink } from '../shared/dom.js'
import { addressIn, copyWith } from '../shared/clipboard.js'
import { cross, evidenceSign } from '../details/icons.js'
import { mending } from '../details/mending.js'
import { rangeChart } from '../details/range-chart.js'
import { told } from './list.js'

const LINK = 'M10.6 13.4a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 1 0-5.7-5.7l-1.5 1.5M13.4 10.6a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 1 0 5.7 5.7l1.5-1.5'
const PIN = 'M12 21s6.500-6.200 6.500-11a6.500 6.500 0 1 0-13 0c0 4.800 6.500 11 6.500 11zM12 12.200a2.300 2.300 0 1 0 0-4.600 2.300 2.300 0 0 0 0 4.600z'
const STYLES = { em: 'em', strong: 'strong' }

/** The story that is read, and the ways out of it. */
export function bar (model) {
  return h('div', { class: 'story-bar' },
    pickButton({ all: null }, { class: 'plain all' }, chevron('back'), h('span', {}, model.all)),
    h('h2', { class: 'story-name' }, told(model.title)),
    h('p', { class: 'meta size' }, model.size.join(' · ')),
    model.keys.length > 0 && h('p', { class: 'meta keys', 'aria-hidden': 'true' }, model.keys.map(({ keys, text }) => h('span', {}, keys.map((key) => h('kbd', {}, key)), ' ', text))),
    model.edit && pickButton(model.edit.pick, { class: 'plain edit' }, model.edit.text),
    model.link && linkButton(model.link),
    pickButton({ leave: null }, { class: 'plain leave', 'aria-label': model.leave, title: model.leave }, cross(), h('span', {}, model.leave)))
}

function linkButton (link) {
  const status = h('span', { role: 'status', class: 'unseen' })
  const words = h('span', {}, link.label)
  const press = button({ class: 'plain link-to-step', 'data-key': 'link', 'aria-label': link.label, title: link.label },
    s('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: LINK, fill: 'none', stroke: 'currentColor', 'stroke-width': 2 })), words)
  press.addEventListener('click', () => copyWith(press, addressIn(link.language), { ...link, words, status }))
  return [press, status]
}

/** One step: its text with marks, who says so, its sources; the buttons stay at the foot. */
export function step (model) {
  const { buttons, palette: { words } } = model
  return [
    h('article', { class: 'step', lang: model.lang },
      h('p', { class: 'eyebrow place-of-step' }, h('span', {}, model.place), ` · ${model.date}`),
      h('h2', { class: 'display' }, told(model.title)),
      written(model)),
    model.pictures.map(({ title, differ, picture }) => h('section', { class: 'step-figure' },
      h('h3', { class: 'claims-title' }, `${title}: `, h('strong', {}, differ)), rangeChart(picture))),
    model.support && support(model.support),
    sources(model, words),
    mending(model, words),
    h('nav', { class: 'ways', 'aria-label': model.place },
      way(buttons.previous, 'previous', { class: 'plain', 'aria-label': buttons.previous_text, title: buttons.previous_text }, chevron('back')),
      pickButton({ explore: null }, { class: 'plain explore', 'data-key': 'explore', 'aria-label': buttons.explore, title: buttons.explore }, pin(), h('span', {}, buttons.explore)),
      buttons.next
        ? way(buttons.next, 'next', { class: 'primary' }, h('span', {}, data(buttons.next.text)), chevron('on'))
        : pickButton({ all: null }, { class: 'primary', 'data-key': 'end' }, buttons.end)),
    h('div', { hidden: true }, way(buttons.first, 'first', {}), pickButton({ leave: null }, { 'data-way': 'leave' }))
  ]
}

function way (target, name, attributes, ...children) {
  return pickButton(target && target.pick, { ...attributes, disabled: !target, 'data-way': target ? name : null, 'data-key': name }, ...children)
}

function written ({ paragraphs, mark }) {
  return paragraphs.map((runs) => h('p', { class: 'told' }, runs.map((run) => run.note
    ? h('sup', {}, button({ class: 'link mark', 'data-note': run.note, 'aria-label': mark.replace('{number}', String(run.note)) }, String(run.note)))
    : h(STYLES[run.style] || 'span', {}, run.text))))
}

function support (model) {
  return h('section', { class: 'who-says' },
    h('h3', { class: 'claims-title' }, model.title),
    h('ul', { class: 'sides' }, model.sides.map(({ label, count }) => h('li', {}, label, ' ', h('strong', {}, count)))),
    model.silent && h('p', { class: 'meta' }, model.silent),
    h('p', { class: 'meta events-title' }, model.events_title),
    h('ul', { class: 'step-events' }, model.events.map((event) => h('li', {},
      h('p', {}, data(event.title), h('span', { class: 'quiet' }, ` · ${event.date}`)),
      h('span', { class: 'badge', 'data-evidence': event.badge.evidence, title: event.badge.meaning }, evidenceSign(event.badge, false), event.badge.text)))))
}

function sources (model, words) {
  return model.sources.length > 0 && h('section', { class: 'sources step-sources' },
    h('h3', { class: 'eyebrow' }, model.sources_title),
    h('ol', {}, model.sources.map((source, index) => h('li', { 'data-number': index + 1, tabindex: -1 },
      h('span', { class: 'number' }, `${index + 1}. `),
      sourceLink(source.url, source.name, words.new_tab),
      source.title && [', ', h('span', { lang: source.lang || null }, data(source.title))], source.date && `, ${source.date}`, source.language && `, ${source.language}`,
      source.voice && h('span', { class: 'quiet' }, ` · ${source.voice}`)))))
}

/** The way back to the step that a person left to explore. */
export function note (model) {
  return h('aside', { class: 'left-story' },
    h('p', {}, h('strong', {}, model.title), h('span', { class: 'meta' }, data(model.text))),
    pickButton(model.back.pick, { class: 'primary' }, chevron('back'), h('span', {}, model.back.text)),
    pickButton({ leave: null }, { class: 'close', 'aria-label': model.close, title: model.close }, cross()))
}

/** The whole story, as it is printed. */
export function paper (model) {
  return [
    h('h2', { class: 'display' }, told(model.title)),
    h('p', { class: 'meta' }, model.years),
    h('p', {}, told(model.summary)),
    model.steps.map((one) => h('section', { class: 'step', lang: one.lang },
      h('p', { class: 'eyebrow' }, `${one.place} · ${one.date}`),
      h('h3', { class: 'title' }, told(one.title)),
      written(one), sources(one, model.palette.words)))
  ]
}

const pin = () => s('svg', { class: 'icon pin', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: PIN, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8 }))

const chevron = (side) => s('svg', { class: 'icon chevron', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
  s('path', { d: side === 'back' ? 'M10.6 2.4 5 8l5.6 5.6 1.2-1.2L7.4 8l4.4-4.4z' : 'M5.4 2.4 11 8l-5.6 5.6-1.2-1.2L8.6 8 4.2 3.6z' }))
