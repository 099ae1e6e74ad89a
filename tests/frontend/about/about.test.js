import assert from 'node:assert/strict'
import { test } from 'node:test'

import { contents, sections } from '../../../components/frontend/about/sections.js'
import { classed, named, openPage } from '../fake-document.js'

const ATTACK = '<img src=x onerror=alert(1)>'
const SIGN = { evidence: 'disputed', label: 'Sources differ', meaning: ATTACK }
const MODEL = {
  palette: { icons: ['M2 2h12v12H2z'], words: { new_tab: 'opens in a new tab' } },
  lead: ATTACK,
  sizes: [{ value: '377', label: 'events' }],
  version: 'Data version 1',
  sections: [
    { id: 'method', title: 'Method', blocks: [{ kind: 'text', runs: [{ text: ATTACK, data: true }], quiet: false }, { kind: 'heading', text: 'Part' }] },
    { id: 'notes', title: 'Notes', blocks: [{ kind: 'list', rows: [['one'], ['two']] }, { kind: 'list', numbered: true, rows: [['first']] }] },
    { id: 'rules', title: 'Rules', blocks: [{ kind: 'rules', rows: [{ name: 'Numbers', text: 'Compared.' }] }, { kind: 'signs', rows: [SIGN] }, { kind: 'code', text: 'python -m geo check' }] },
    {
      id: 'missing',
      title: 'Missing',
      blocks: [
        { kind: 'bars', title: 'By side', note: 'of 10', rows: [{ label: 'Azerbaijani', percent: 60, text: '6' }, { icon: { category: 0, label: 'Mines' }, label: 'Mines', percent: 0, text: '0' }] },
        {
          kind: 'columns', title: 'By year', note: null, spoken: 'Most in 1993', most: '4', more: 'As a table', head: ['Year', 'Claims'],
          rows: [{ percent: 50, text: '1992: 2' }, { percent: 100, text: '1993: 4' }], ticks: [{ at: 0, text: '1992' }], table: [[['1992'], ['2']], [['1993'], ['4']]]
        },
        { kind: 'table', caption: 'Files', head: ['File'], rows: [[[{ text: 'events.csv', href: 'https://example.org/' }]]] }
      ]
    }
  ]
}

function drawn () {
  const page = openPage()
  page.append(contents(MODEL), ...sections(MODEL))
  return page
}

test('the contents name every section, and every section is there', () => {
  const page = drawn()
  const pressed = page.all((node) => node.attributes['data-section'] !== undefined)
  assert.deepEqual(pressed.map(({ attributes }) => attributes['data-section']), ['method', 'notes', 'rules', 'missing'])
  assert.deepEqual(page.all(named('section')).map(({ attributes }) => attributes.id), ['method', 'notes', 'rules', 'missing'])
})

test('words of the data stay words', () => {
  const page = drawn()
  assert.ok(page.textContent.includes(ATTACK))
  assert.equal(page.all(named('img')).length, 0)
})

test('bars and columns are as long as their numbers, and the numbers stand beside them or in a table', () => {
  const page = drawn()
  const lengths = page.all(classed('gauge')).map((gauge) => gauge.children[0].styles.width)
  assert.deepEqual(lengths, ['60%', '0%'])
  assert.deepEqual(page.all(classed('column')).map((column) => column.children[0].styles.height), ['50%', '100%'])
  assert.match(page.all(named('table'))[0].textContent, /1993.*4/)
  assert.equal(page.all(classed('columns'))[0].attributes['aria-label'], 'Most in 1993')
})

test('a list is numbered where its order matters', () => {
  const points = drawn().all(classed('points'))
  assert.deepEqual(points.map(({ nodeName }) => nodeName), ['ul', 'ol'])
})
