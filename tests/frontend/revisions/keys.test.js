import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyOf } from '../../../components/frontend/revisions/keys.js'

const pressed = (key, more = {}) => keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, target: null, ...more })

test('the keys of the queue go on, decide and are off while something is typed', () => {
  assert.deepEqual(['j', 'K', 'a', 'r', 'Q', 'x'].map((key) => pressed(key)), ['next', 'previous', 'accept', 'refuse', 'ask_back', ''])
  assert.equal(pressed('Enter', { ctrlKey: true }), 'decide')
  assert.equal(pressed('j', { target: { tagName: 'INPUT', type: 'text' } }), '')
  assert.equal(pressed('j', { target: { tagName: 'TEXTAREA' } }), '')
  assert.equal(pressed('a', { target: { tagName: 'INPUT', type: 'radio' } }), 'accept')
  assert.equal(pressed('r', { ctrlKey: true }), '')
  assert.equal(pressed('Enter', { ctrlKey: true, target: { tagName: 'TEXTAREA' } }), 'decide')
})
