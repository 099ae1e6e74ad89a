import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHints, nearer } from '../../../components/frontend/map/hints.js'

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
  globalThis.window = { document: globalThis.document, addEventListener () {} }
  globalThis.window.parent = globalThis.window
  return listeners
}

test('a first visit shows the hints once', () => {
  openDocument()
  const kept = memory()
  const first = createHints(words, { memory: kept })
  assert.equal(first.note.hidden, false)
  first.close()
  assert.equal(first.note.hidden, true)
  assert.equal(createHints(words, { memory: kept }).note.hidden, true)
})

test('Escape ends them, the button brings them back and closes them', () => {
  const listeners = openDocument()
  const hints = createHints(words, { memory: memory() })
  listeners.keydown({ key: 'Escape' })
  assert.equal(hints.note.hidden, true)
  const [opener] = hints.box.children
  opener.listeners.click()
  assert.equal(hints.note.hidden, false)
  assert.equal(opener.attributes['aria-expanded'], 'true')
  opener.listeners.click()
  assert.equal(hints.note.hidden, true)
})

test('while a story leads they wait, unless the button brings them', () => {
  openDocument()
  const kept = memory()
  const hints = createHints(words, { memory: kept })
  hints.wait(true)
  hints.close()
  assert.equal(hints.note.hidden, true)
  hints.wait(false)
  assert.equal(hints.note.hidden, false)
  hints.wait(true)
  const [opener] = hints.box.children
  opener.listeners.click()
  hints.wait(true)
  assert.equal(hints.note.hidden, false)
  hints.close()
  hints.wait(false)
  assert.equal(hints.note.hidden, true)
})

test('where nothing can be kept no hints come by themselves', () => {
  openDocument()
  assert.equal(createHints(words, { memory: null }).note.hidden, true)
})

test('the hints lead to the table of keys only where there is one', () => {
  openDocument()
  const buttons = (node) => [node, ...(node.children ?? []).flatMap((child) => child instanceof Element ? buttons(child) : [])].filter(({ listeners }) => listeners?.click)
  let asked = 0
  const [, keys] = buttons(createHints(words, { memory: null, showKeys: () => { asked++ } }).note)
  keys.listeners.click()
  assert.equal(asked, 1)
  assert.equal(buttons(createHints(words, { memory: null }).note).length, 1)
})

test('a line to an event ends at the ring around it', () => {
  assert.deepEqual(nearer({ x: 0, y: 0 }, { x: 0, y: 117 }), { x: 0, y: 100 })
  assert.deepEqual(nearer({ x: 0, y: 0 }, { x: 3, y: 4 }), { x: 0, y: 0 })
})
