import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextStop } from '../../../components/frontend/sheet/index.js'

test('a tap goes round the three heights', () => {
  assert.deepEqual(['peek', 'half', 'full'].map((stop) => nextStop(stop, 0, 844)), ['half', 'full', 'peek'])
})

test('a draw moves the sheet the way the finger went, and stops at the ends', () => {
  assert.equal(nextStop('half', -100, 844), 'full')
  assert.equal(nextStop('half', 100, 844), 'peek')
  assert.equal(nextStop('peek', -700, 844), 'full')
  assert.equal(nextStop('full', -100, 844), 'full')
  assert.equal(nextStop('peek', 300, 844), 'peek')
})
