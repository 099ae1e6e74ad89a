import assert from 'node:assert/strict'
import { test } from 'node:test'

import { pickOf } from '../../../components/frontend/shared/dom.js'
import { disagreements } from '../../../components/frontend/disagreements/list.js'
import { classed, named, openPage } from '../fake-document.js'

const SCRIPT = ['javascript', 'alert(1)'].join(':')
const ATTACK = '<img src=x onerror=alert(1)>'
const PALETTE = { icons: ['M2 2h12v12H2z'], words: { new_tab: 'opens in a new tab' } }

const source = (changes = {}) => ({ name: 'Outlet', hint: 'A title', date: '3 Aug 2023', url: 'https://example.org/', ...changes })
const value = (text, changes = {}) => ({
  text, unit: 'persons', large: true, notes: [], who: [{ label: 'Azerbaijani', chosen: false, sources: [source()], rest: '' }], ...changes
})
const rowModel = (changes = {}) => ({
  event: 'an-event',
  kind: 'number',
  current: false,
  title: 'Title',
  open: 'Show this event on the map',
  icon: { category: 0, label: 'Displacement' },
  date: 'Apr 1993',
  districts: [{ text: 'Kalbajar', data: true, pick: { district: 'kalbajar' } }],
  field: 'People displaced',
  scope: '',
  size: '1.1 to 1',
  values: [value('53,340'), value('60,000')],
  picture: {
    marks: [{ low: 66, high: 66, bound: 'exact', text: '53,340', voices: 'Azerbaijani' }, { low: 75, high: 75, bound: 'exact', text: '60,000', voices: 'Reference works' }],
    others: [],
    ticks: [{ at: 0, text: '0' }, { at: 100, text: '80,000' }],
    spread: true,
    unit: 'persons'
  },
  sources: '3 sources, 2 sides',
  ...changes
})
const pageModel = (changes = {}) => ({
  title: 'Sources disagree once, in 1 event',
  line: 'All',
  rules: { first: 'What counts', title: 'How they are found', rest: [{ name: 'Numbers', sentence: 'Compared in one unit.' }] },
  choices: [{ label: 'Sort by', options: [{ text: 'Size', count: '', pressed: true, pick: { sort: 'size' } }, { text: 'Date', count: '', pressed: false, pick: { sort: 'date' } }] }],
  sections: [{ title: 'Numbers', note: 'the widest apart first', rows: [rowModel()] }],
  more: null,
  empty: null,
  ...changes
})

function drawn (model) {
  const page = openPage()
  page.append(...disagreements(model, PALETTE))
  return page
}

test('each disagreement opens its event with one press, and its district with another', () => {
  const page = drawn(pageModel())
  const [item] = page.all(classed('item'))
  assert.deepEqual(item.all(named('button')).map(pickOf), [{ event: 'an-event' }, { district: 'kalbajar' }])
  assert.match(item.textContent, /People displaced.*1\.1 to 1.*53,340.*60,000/)
})

test('a value says which voice gives it, through which source, and when', () => {
  const [item] = drawn(pageModel()).all(classed('value-item'))
  assert.equal(item.all(named('a'))[0].attributes.href, 'https://example.org/')
  assert.match(item.textContent, /53,340 persons.*Azerbaijani: Outlet.*3 Aug 2023/)
})

test('the choices say which of them holds', () => {
  const options = drawn(pageModel()).all(classed('option'))
  assert.deepEqual(options.map((one) => [one.textContent, one.attributes['aria-pressed'], pickOf(one)]), [
    ['Size', 'true', { sort: 'size' }], ['Date', 'false', { sort: 'date' }]
  ])
})

test('numbers have a picture, and accounts are given room for their words', () => {
  const account = rowModel({ kind: 'statement', picture: null, values: [value('It was', { large: false, unit: '' })] })
  const page = drawn(pageModel({ sections: [{ title: '', note: '', rows: [rowModel(), account] }] }))
  assert.deepEqual(page.all(classed('item')).map((item) => item.all(classed('picture')).length), [1, 0])
  assert.equal(page.all(classed('accounts')).length, 1)
})

test('hostile texts stay text, and an unsafe address is no link', () => {
  const hostile = rowModel({
    title: ATTACK,
    field: ATTACK,
    scope: ATTACK,
    values: [value(ATTACK, { unit: ATTACK, notes: [ATTACK], who: [{ label: ATTACK, chosen: true, sources: [source({ name: ATTACK, hint: ATTACK, date: ATTACK, url: SCRIPT })], rest: '' }] })]
  })
  const page = drawn(pageModel({ sections: [{ title: '', note: '', rows: [hostile] }] }))
  assert.equal(page.all(named('img')).length + page.all(named('a')).length, 0)
  assert.equal(page.all(named('h4'))[0].textContent, ATTACK)
})

test('where there is none, the page says so and offers to remove the filters', () => {
  const empty = { title: 'None', text: 'In the whole dataset there are 116.', buttons: [{ text: 'Reset all filters', pick: { reset: 'all' } }] }
  const page = drawn(pageModel({ empty, sections: [] }))
  assert.equal(page.all(classed('value-item')).length + page.all(classed('option')).length, 0)
  assert.deepEqual(page.all(named('button')).map(pickOf), [{ reset: 'all' }])
})
