import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lostOwn } from '../../../components/frontend/connection/index.js'

test('own events that a new session does not have are lost', () => {
  assert.equal(lostOwn({ session: 'a', own: 'mine.csv' }, { session: 'b', own: null }), 'mine.csv')
})

test('own events that were removed, replaced, or never there are not', () => {
  assert.equal(lostOwn({ session: 'a', own: 'mine.csv' }, { session: 'a', own: null }), null)
  assert.equal(lostOwn({ session: 'a', own: 'mine.csv' }, { session: 'b', own: 'mine.csv' }), null)
  assert.equal(lostOwn({ session: 'a', own: null }, { session: 'b', own: null }), null)
  assert.equal(lostOwn(null, { session: 'b', own: null }), null)
})
