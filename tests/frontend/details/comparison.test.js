import assert from 'node:assert/strict'
import { test } from 'node:test'

import { comparison } from '../../../components/frontend/details/comparison.js'
import { pickOf } from '../../../components/frontend/shared/dom.js'
import { classed, named, openPage } from '../fake-document.js'

const PALETTE = { words: { new_tab: 'opens in a new tab' } }
const ROW = {
  before: [[1, 12]],
  after: [[0, 8], [1, 4]],
  runs: [{ text: 'Kalbajar', data: true, pick: { district: 'kalbajar' } }, ': <b>Armenian</b> forces, then Azerbaijan'],
  notes: [['Began with: ', { text: 'Handover', data: true, pick: { event: 'handover' } }]]
}
const model = (changes) => ({ title: 'Compared with 1 Apr 1993: what changed', line: '1 of 13', rows: [ROW], returned: null, ...changes })

function drawn (changes) {
  const page = openPage()
  page.append(comparison(model(changes), PALETTE))
  return page
}

test('nothing is drawn where no second day is chosen', () => {
  assert.equal(comparison(null, PALETTE), null)
})

test('each district is a sentence as text, with links to the district and the event', () => {
  const page = drawn()
  assert.match(page.textContent, /Kalbajar: <b>Armenian<\/b> forces, then Azerbaijan/)
  assert.deepEqual(page.all(named('button')).map(pickOf), [{ district: 'kalbajar' }, { event: 'handover' }])
  assert.equal(page.all(classed('swatch')).length, 2)
})

test('without a difference there is a line and no list', () => {
  const page = drawn({ rows: [], line: 'Both days are the same: nothing differs.' })
  assert.equal(page.all(named('ul')).length, 0)
  assert.match(page.textContent, /nothing differs/)
})

test('districts that changed there and back are named below', () => {
  const page = drawn({ rows: [], returned: ['Alike on both days: ', { text: 'Shusha', data: true, pick: { district: 'shusha' } }] })
  assert.deepEqual(page.all(named('button')).map(pickOf), [{ district: 'shusha' }])
})

test('a change of parts that no swatch shows has one swatch and no arrow', () => {
  const page = drawn({ rows: [{ ...ROW, before: [[0, 12]], after: [[0, 12]] }] })
  assert.equal(page.all(classed('swatch')).length, 1)
  assert.equal(page.all(classed('to')).length, 0)
})
