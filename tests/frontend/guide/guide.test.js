import assert from 'node:assert/strict'
import { test } from 'node:test'
import { group } from '../../../components/frontend/guide/keys.js'
import { goTo, inside } from '../../../components/frontend/guide/targets.js'
import { named, openPage } from '../fake-document.js'

test('each key stands in a row head of its own, with what it does beside it', () => {
  openPage()
  const table = group({ title: 'Map', rows: [{ keys: ['+', '−'], text: 'Zoom' }, { keys: ['Esc'], text: 'Leave' }] })
  assert.equal(table.all(named('caption'))[0].textContent, 'Map')
  assert.deepEqual(table.all(named('kbd')).map((key) => key.textContent), ['+', '−', 'Esc'])
  assert.deepEqual(table.all(named('th')).map((head) => head.attributes.scope), ['row', 'row'])
  assert.deepEqual(table.all(named('td')).map((cell) => cell.textContent), ['Zoom', 'Leave'])
})

const element = (name, children = [], shadow = null) => ({
  name,
  tabIndex: -1,
  shadowRoot: shadow,
  focus () { this.isFocused = true },
  querySelector: (selector) => children.find((child) => selector.includes(child.name)) ?? null,
  querySelectorAll: () => children
})

test('a heading inside a component is found and takes the focus', () => {
  const heading = element('h2')
  const part = element('details', [element('div', [], element('shadow', [heading]))])
  assert.equal(inside(part, 'h2, h1'), heading)
  goTo({ querySelector: (selector) => selector === '.st-key-details' ? part : null }, 'details')
  assert.equal(heading.isFocused, true)
})

test('a part that is not on the page is not gone to', () => {
  assert.doesNotThrow(() => goTo({ querySelector: () => null }, 'map'))
})
