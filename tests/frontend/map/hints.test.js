import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHints } from '../../../components/frontend/map/hints.js'

/* As much of a document as the note needs. */
class Element {
  constructor () { Object.assign(this, { children: [], listeners: {}, attributes: {}, hidden: false, style: { setProperty () {} } }) }
  setAttribute (name, value) { this.attributes[name] = value }
  append (...nodes) { this.children.push(...nodes) }
  addEventListener (type, act) { this.listeners[type] = act }
  contains () { return false }
  focus () { this.focused = true }
}

const words = { say: (key) => key }
const memory = (...seen) => {
  const kept = new Map(seen.map((key) => [key, '1']))
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) }
}

function openDocument () {
  const listeners = {}
  globalThis.document = {
    createElement: () => new Element(),
    createElementNS: () => new Element(),
    addEventListener: (type, act) => { listeners[type] = act }
  }
  return listeners
}

test('a first visit shows the hints once', () => {
  openDocument()
  const kept = memory()
  const first = createHints(words, kept)
  assert.equal(first.note.hidden, false)
  first.close()
  assert.equal(first.note.hidden, true)
  assert.equal(createHints(words, kept).note.hidden, true)
})

test('Escape ends them, the button brings them back and closes them', () => {
  const listeners = openDocument()
  const hints = createHints(words, memory())
  listeners.keydown({ key: 'Escape' })
  assert.equal(hints.note.hidden, true)
  const [opener] = hints.box.children
  opener.listeners.click()
  assert.equal(hints.note.hidden, false)
  assert.equal(opener.attributes['aria-expanded'], 'true')
  opener.listeners.click()
  assert.equal(hints.note.hidden, true)
})

test('where nothing can be kept no hints come by themselves', () => {
  openDocument()
  assert.equal(createHints(words, null).note.hidden, true)
})
