import assert from 'node:assert/strict'
import { test } from 'node:test'
import { onEscape } from '../../../components/frontend/shared/escape.js'

/* A window whose document and itself are heard: events by name. */
function openWindow (parent = null) {
  const frame = new EventTarget()
  frame.document = new EventTarget()
  frame.parent = parent ?? frame
  return frame
}

const press = (target, key) => target.dispatchEvent(Object.assign(new Event('keydown'), { key }))

test('Escape is heard in the own document and in that of the page around', () => {
  const page = openWindow()
  const frame = openWindow(page)
  let heard = 0
  const stop = onEscape(() => { heard++ }, frame)
  press(frame.document, 'Escape')
  press(page.document, 'Escape')
  press(page.document, 'Enter')
  assert.equal(heard, 2)
  stop()
  press(page.document, 'Escape')
  assert.equal(heard, 2)
})

test('the page hears it too when the map in its frame has the focus', () => {
  const page = openWindow()
  const frame = openWindow(page)
  let heard = 0
  onEscape(() => { heard++ }, page)
  onEscape(() => {}, frame)
  press(frame.document, 'Escape')
  assert.equal(heard, 1)
})

test('a frame that is gone leaves nothing behind in the page', () => {
  const page = openWindow()
  const frame = openWindow(page)
  let heard = 0
  onEscape(() => { heard++ }, frame)
  frame.dispatchEvent(new Event('pagehide'))
  press(page.document, 'Escape')
  assert.equal(heard, 0)
})
