/* The words around a picture keep to its width. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wrapped } from '../../../components/frontend/map/picture.js'

const pen = { measureText: (text) => ({ width: [...text].length * 10 }) }

test('words are kept whole where they fit', () => {
  assert.deepEqual(wrapped(pen, 'one two three four', 90), ['one two', 'three', 'four'])
})

test('a word that is wider than the picture is cut, and nothing is lost', () => {
  const address = `https://map.example/?q=${'w'.repeat(40)}`
  const lines = wrapped(pen, `at ${address}`, 200)
  assert.ok(lines.every((line) => pen.measureText(line).width <= 200))
  assert.equal(lines.join('').replace('at', '').trim(), address)
})

test('letters of two units are not torn apart', () => {
  assert.deepEqual(wrapped(pen, '\u{1F5FA}'.repeat(3), 20), ['\u{1F5FA}\u{1F5FA}', '\u{1F5FA}'])
})

test('no words are no lines', () => {
  assert.deepEqual(wrapped(pen, '', 100), [])
})
