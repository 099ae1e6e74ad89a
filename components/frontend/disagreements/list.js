/* Where sources disagree: how many, what counts as one, and each with its values side by side and who gives them. */
import { pickButton, data, h, runs, sourceLink } from '../shared/dom.js'
import { voicesBanner } from '../details/voices-banner.js'
import { categoryIcon } from '../details/icons.js'
import { rangeChart } from '../details/range-chart.js'

const PICTURE_PX = 320

/** The elements of the page. */
export function disagreements (model, palette, seen = null) {
  return [
    voicesBanner(seen),
    h('header', { class: 'top' },
      h('h2', { class: 'display' }, model.title),
      h('p', { class: 'meta' }, model.line),
      rules(model.rules)),
    model.empty ? nothing(model.empty) : [
      h('div', { class: 'controls' }, model.choices.map(choice)),
      model.sections.map((section) => h('section', { class: 'kind' },
        section.title && h('h3', { class: 'kind-title' }, section.title, ' ', h('span', {}, section.note)),
        h('ol', { class: 'list' }, section.rows.map((row) => item(row, palette))))),
      model.more && pickButton(model.more.pick, { class: 'plain more', 'data-key': 'more' }, model.more.text)
    ]
  ].flat(Infinity).filter(Boolean)
}

function rules ({ first, title, rest }) {
  return [
    h('p', { class: 'rule' }, first),
    rest.length > 0 && h('details', { class: 'rules', 'data-key': 'rules' },
      h('summary', {}, title),
      h('dl', {}, rest.map(({ name, sentence }) => [h('dt', {}, name), h('dd', {}, sentence)])))
  ]
}

function choice ({ label, options }) {
  return h('div', { class: 'choice', role: 'group', 'aria-label': label },
    h('span', { class: 'choice-label', 'aria-hidden': 'true' }, label),
    options.map((option) => pickButton(option.pick, { class: 'option', 'aria-pressed': String(option.pressed) },
      option.text, option.count && h('span', { class: 'count' }, ' ', option.count))))
}

function nothing ({ title, text, buttons }) {
  return h('div', { class: 'callout note' },
    h('p', {}, h('strong', {}, title)), h('p', {}, text),
    h('p', { class: 'buttons' }, buttons.map((one) => pickButton(one.pick, { class: 'plain' }, one.text))))
}

function item (row, palette) {
  const { words } = palette
  return h('li', { class: 'item', 'data-event': row.event, 'data-kind': row.kind, 'aria-current': row.current || null },
    h('div', { class: 'what' },
      h('h4', {}, pickButton({ event: row.event }, { class: 'link', title: row.open }, data(row.title))),
      h('p', { class: 'meta' }, categoryIcon(row.icon, palette.icons), h('span', {}, row.date, ' · ', runs(row.districts, words)))),
    h('div', { class: 'field-line' }, h('strong', {}, row.field), row.scope && h('span', { class: 'quiet' }, ' ', data(row.scope)),
      h('span', { class: 'size' }, row.size)),
    row.picture && rangeChart(row.picture, PICTURE_PX),
    h('ul', { class: row.kind === 'statement' ? 'values accounts' : 'values' }, row.values.map((value) => valueItem(value, words))),
    h('p', { class: 'support' }, row.sources))
}

function valueItem (value, words) {
  return h('li', { class: 'value-item' },
    h('p', { class: value.large ? 'value large' : 'value' }, data(value.text), value.unit && h('span', { class: 'unit' }, ' ', data(value.unit))),
    value.notes.map((note) => h('p', { class: 'note' }, data(note))),
    h('ul', { class: 'who' }, value.who.map((voice) => h('li', { 'data-chosen': voice.chosen || null },
      h('span', { class: 'whose' }, voice.label, ': '),
      voice.sources.map((source, index) => [index > 0 && ', ', sourceLink(source.url, source.name, words.new_tab, source.hint), source.date && h('span', { class: 'quiet' }, ` ${source.date}`)]),
      voice.rest && h('span', { class: 'quiet' }, ' ', voice.rest)))))
}
