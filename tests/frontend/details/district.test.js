/* Control in a district's panel. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { district } from '../../../components/frontend/details/district.js'
import { classed, openPage } from '../fake-document.js'

const PALETTE = { words: { close: 'Close', new_tab: 'opens in a new tab' }, icons: [] }
const PART = { swatch: [[1, 12]], head: ['Armenian forces, a town or village'], lines: [['the town']] }

function controlOf (changes) {
  const page = openPage()
  const control = {
    title: 'Held by', swatch: [[2, 12]], held: 'No holder recorded', since: '', parts: [PART], headed: true, history_title: 'History',
    history: { strip: [], rows: [], ticks: [], day: { at: 0 } }, ...changes
  }
  page.append(...district({
    title: 'Lachin', line: [], close: { district: null }, names: [], note: null, comparison: null, control, figures: [], more: { facts: [] },
    events: { title: 'Events', of: '0', orders: [], rows: [], empty: 'None', more: null, apart: null }
  }, PALETTE).flat(Infinity).filter(Boolean))
  return page.all(classed('parts'))[0]
}

test('where a town alone is recorded the panel says who held it', () => {
  const parts = controlOf({})
  assert.equal(parts.textContent, 'Armenian forces, a town or villagethe town')
  assert.equal(parts.all(classed('swatch')).length, 1)
})

test('one part that is told above already is not told again', () => {
  assert.equal(controlOf({ headed: false }).textContent, 'the town')
})
