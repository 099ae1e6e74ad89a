import assert from 'node:assert/strict'
import { test } from 'node:test'

import { actOf, moved } from '../../../components/frontend/search/keyboard.js'

const OPEN = { open: true, active: 0, count: 3, text: 'susa', current: true }
const key = (name, more = {}) => ({ key: name, ...more })

test('the arrows go round the list at both ends', () => {
  assert.equal(moved('ArrowDown', 0, 3), 1)
  assert.equal(moved('ArrowDown', 2, 3), 0)
  assert.equal(moved('ArrowUp', 0, 3), 2)
  assert.equal(moved('ArrowUp', -1, 3), 2)
  assert.equal(moved('PageDown', 0, 3), 2)
  assert.equal(moved('PageUp', 2, 3), 0)
  assert.equal(moved('ArrowDown', 0, 0), -1)
})

test('enter chooses what is marked, and waits while the list answers another text', () => {
  assert.deepEqual(actOf(key('Enter'), OPEN), { type: 'choose' })
  assert.deepEqual(actOf(key('Enter'), { ...OPEN, current: false }), { type: 'wait' })
  assert.deepEqual(actOf(key('Enter'), { ...OPEN, open: false, active: -1 }), { type: 'ask' })
  assert.equal(actOf(key('Enter'), { ...OPEN, text: '' }), null)
})

test('escape closes the list first and empties the field then', () => {
  assert.deepEqual(actOf(key('Escape'), OPEN), { type: 'close' })
  assert.deepEqual(actOf(key('Escape'), { ...OPEN, open: false }), { type: 'empty' })
  assert.equal(actOf(key('Escape'), { ...OPEN, open: false, text: '' }), null)
})

test('an arrow opens a closed list, if there is anything to ask', () => {
  assert.deepEqual(actOf(key('ArrowDown'), { ...OPEN, open: false }), { type: 'ask' })
  assert.equal(actOf(key('ArrowDown'), { ...OPEN, open: false, text: '' }), null)
})

test('letters, shortcuts and half-written letters stay with the field', () => {
  for (const event of [key('k'), key('Home'), key('Tab'), key('Enter', { isComposing: true }), key('ArrowDown', { altKey: true }), key('Enter', { ctrlKey: true })]) {
    assert.equal(actOf(event, OPEN), null)
  }
})
