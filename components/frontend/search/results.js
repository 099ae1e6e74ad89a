/* The list under the field: groups of choices, what was tried where nothing is found, and the filter as the last choice. */
import { data, h, s } from '../shared/dom.js'

const OUTLINES = {
  district: { viewBox: '0 0 16 16', d: 'M2.2 4.6 6 2.4l4 1.8 3.8-1.6v8.8L10 13.6l-4-1.8-3.8 1.6z', line: true },
  place: { viewBox: '0 0 16 16', d: 'M8 14.2S3.4 9.6 3.4 6.4a4.6 4.6 0 0 1 9.2 0C12.6 9.6 8 14.2 8 14.2zM8 8a1.7 1.7 0 1 0 0-3.4A1.7 1.7 0 0 0 8 8z', line: true },
  day: { viewBox: '0 0 16 16', d: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.2v3M10.5 2.2v3', line: true },
  filter: { viewBox: '0 0 16 16', d: 'M2.4 3.4h11.2L9.4 8.6v4.2L6.6 11.4V8.6z', line: true }
}
const PATH = /^[MmLlHhVvCcSsQqTtAaZz0-9eE\s,.+-]+$/

/** The elements of an answer, and its choices in their order: {elements, choices: [{element, pick}]}. */
export function resultsOf (answer, prefix) {
  const choices = []
  const add = (element, pick) => {
    element.id = `${prefix}-${choices.length}`
    choices.push({ element, pick })
    return element
  }
  const elements = [
    answer.nothing && nothing(answer.nothing),
    ...answer.groups.map(({ id, label, choices: found }) => h('div', { role: 'group', class: 'group', 'aria-labelledby': `${prefix}-${id}` },
      h('div', { id: `${prefix}-${id}`, class: 'heading', role: 'presentation' }, label),
      found.map((hit) => add(resultElement(hit), hit.pick)))),
    answer.note && h('p', { class: 'about note', role: 'presentation' }, answer.note),
    answer.filter && add(filterElement(answer.filter), answer.filter.pick)
  ].filter(Boolean)
  return { elements, choices }
}

function resultElement ({ kind, icon: outline, title, name, lang, language, about }) {
  return option(icon(kind, outline), [
    h('div', { class: 'line' },
      h('span', { class: 'title' }, data(title)),
      name && h('span', { class: 'name' }, h('bdi', { lang }, name)),
      language && h('span', { class: 'language' }, language)),
    h('div', { class: 'about' }, data(about))
  ])
}

function filterElement ({ before, text, count }) {
  return option(icon('filter'), [
    h('div', { class: 'line' }, h('span', {}, before), ' ', h('span', { class: 'quoted' }, '“', data(text), '”'), h('span', { class: 'count' }, `(${count})`))
  ], 'filters')
}

const option = (sign, lines, kind = '') =>
  h('div', { role: 'option', class: `option ${kind}`.trim(), 'aria-selected': 'false' }, sign, h('div', { class: 'lines' }, lines))

function nothing ({ before, text, label, tried }) {
  return h('div', { class: 'nothing', role: 'presentation' },
    h('p', { class: 'missing' }, before, ' ', h('span', { class: 'quoted' }, '“', data(text), '”'), '.'),
    h('p', { class: 'about' }, label),
    h('ul', {}, tried.map((one) => h('li', { class: 'about' }, data(one)))))
}

function icon (kind, outline = null) {
  const { viewBox, d, line } = OUTLINES[kind] ?? { viewBox: '0 0 16 16', d: PATH.test(outline ?? '') ? outline : '', line: false }
  return s('svg', { class: line ? 'icon outline' : 'icon', viewBox, 'aria-hidden': 'true' }, s('path', { d, 'fill-rule': 'evenodd' }))
}
