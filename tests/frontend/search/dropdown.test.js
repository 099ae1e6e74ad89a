import assert from 'node:assert/strict'
import { test } from 'node:test'

import { placeOf } from '../../../components/frontend/search/dropdown.js'

const box = (left, top, width) => ({ left, top, width, bottom: top + 38, right: left + width })

test('under the field, and wider where the field is narrow', () => {
  assert.deepEqual(placeOf(box(24, 72, 340), { width: 1440, height: 900 }), { left: 24, top: 116, width: 460, height: 480 })
})

test('within the window on a phone', () => {
  const found = placeOf(box(12, 52, 366), { width: 390, height: 844 })
  assert.ok(found.left >= 8 && found.left + found.width <= 382)
  assert.equal(found.width, 374)
})

test('not into the keyboard of a phone, and never too low to read', () => {
  assert.equal(placeOf(box(12, 52, 366), { width: 390, height: 420 }).height, 316)
  assert.equal(placeOf(box(12, 52, 366), { width: 390, height: 150 }).height, 120)
})

test('a field at the right keeps its list in the window', () => {
  const { left, width } = placeOf(box(1200, 72, 200), { width: 1440, height: 900 })
  assert.equal(left + width, 1432)
})
