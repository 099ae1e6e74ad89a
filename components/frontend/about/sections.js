/* The sections of the page about the data, and their blocks: words, lists, rules, signs, bars, columns, tables, code. */
import { data, h, runs } from '../shared/dom.js'
import { categoryIcon, evidenceSign } from '../details/icons.js'

/** The list of sections; pressing one brings it into sight. */
export function contents ({ sections: all }) {
  return h('ol', {}, all.map(({ id, title }) => h('li', {}, h('button', { type: 'button', 'data-section': id }, title))))
}

/** The head and every section. */
export function sections (model) {
  return [
    h('header', {},
      h('p', { class: 'lead' }, data(model.lead)),
      h('dl', { class: 'sizes' }, model.sizes.map(({ value, label }) => h('div', {}, h('dt', {}, label), h('dd', {}, value)))),
      h('p', { class: 'quiet' }, model.version)),
    ...model.sections.map(({ id, title, blocks }) => h('section', { id },
      h('h2', { tabindex: '-1' }, title),
      blocks.map((block) => BLOCKS[block.kind](block, model.palette))))
  ]
}

const BLOCKS = {
  text: (block, { words }) => h('p', { class: block.quiet ? 'quiet' : null }, runs(block.runs, words)),
  heading: (block) => h('h3', {}, block.text),
  list: (block, { words }) => h(block.numbered ? 'ol' : 'ul', { class: 'points' }, block.rows.map((row) => h('li', {}, runs(row, words)))),
  more: (block, { words }) => h('details', {}, h('summary', {}, block.title), h('ul', { class: 'points' }, block.rows.map((row) => h('li', {}, runs(row, words))))),
  rules: (block) => h('dl', { class: 'rules' }, block.rows.map(({ name, text }) => h('div', {}, h('dt', {}, data(name)), h('dd', {}, data(text))))),
  signs: (block) => h('dl', { class: 'rules signs' }, block.rows.map((row) => h('div', {},
    h('dt', {}, evidenceSign(row, false), data(row.label)), h('dd', {}, data(row.meaning))))),
  code: (block) => h('pre', {}, h('code', {}, block.text)),
  bars,
  columns,
  table
}

/** Horizontal bars: a label, how many, and a share of the whole. */
function bars (block, { icons }) {
  return h('figure', {},
    h('figcaption', {}, h('strong', {}, block.title), block.note && h('span', { class: 'quiet' }, block.note)),
    h('ul', { class: 'bars' }, block.rows.map((row) => h('li', { 'data-none': row.percent === 0 || null },
      row.icon && categoryIcon(row.icon, icons, false),
      h('span', { class: 'label' }, data(row.label)),
      h('span', { class: 'gauge', 'aria-hidden': 'true' }, h('span', { style: { width: `${row.percent}%`, background: row.icon ? `var(--category-${Number(row.icon.category)})` : null } })),
      h('span', { class: 'number' }, row.text)))))
}

/** Upright bars along the years; the same numbers follow as a table for whoever asks. */
function columns (block) {
  return h('figure', {},
    h('figcaption', {}, h('strong', {}, block.title), block.note && h('span', { class: 'quiet' }, block.note)),
    h('div', { class: 'columns', role: 'img', 'aria-label': block.spoken },
      h('span', { class: 'most' }, block.most),
      block.rows.map((row) => h('span', { class: 'column', title: row.text }, h('span', { style: { height: `${row.percent}%` } })))),
    h('div', { class: 'ticks', 'aria-hidden': 'true' }, block.ticks.map(({ at, text }) => h('span', { style: { left: `${at}%` } }, text))),
    h('details', {}, h('summary', {}, block.more), table({ caption: block.title, head: block.head, rows: block.table }, { words: {} })))
}

function table ({ caption, head, rows }, { words }) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
    h('table', {}, h('caption', { class: 'unseen' }, caption),
      h('thead', {}, h('tr', {}, head.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, index) => index === 0
        ? h('th', { scope: 'row' }, runs(cell, words))
        : h('td', {}, runs(cell, words))))))))
}
