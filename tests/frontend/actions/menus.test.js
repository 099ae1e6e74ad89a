import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leaves, stopsOf, watchMenus } from '../../../components/frontend/actions/menus.js'

const element = ({ stop = true, shown = true, disabled = false, inside = null, shadow = null } = {}) => ({
  tabIndex: stop ? 0 : -1,
  disabled,
  shadowRoot: shadow && { querySelectorAll: () => shadow },
  matches: () => inside === null,
  getClientRects: () => shown ? [{}] : []
})
const bodyOf = (...elements) => ({ querySelectorAll: () => elements })

test('the stops of a menu are those that Tab reaches, of components inside too', () => {
  const [first, inner, last] = [element(), element(), element()]
  const component = element({ inside: true, shadow: [inner] })
  const body = bodyOf(first, element({ stop: false }), element({ shown: false }), element({ disabled: true }), component, last)
  assert.deepEqual(stopsOf(body), [first, inner, last])
})

test('Tab leaves a menu past its last stop, Shift and Tab before its first', () => {
  const stops = [0, 1, 2].map(() => ({ closest: () => null }))
  assert.deepEqual(stops.map((at) => leaves(stops, at, false)), [false, false, true])
  assert.deepEqual(stops.map((at) => leaves(stops, at, true)), [true, false, false])
})

test('the choices of a toolbar are one stop: Tab leaves the menu from any of the last, Shift and Tab from any of the first', () => {
  const [first, last] = ['first toolbar', 'last toolbar']
  const stops = [first, first, last, last].map((toolbar) => ({ closest: () => toolbar }))
  assert.deepEqual(stops.map((at) => leaves(stops, at, false)), [false, false, true, true])
  assert.deepEqual(stops.map((at) => leaves(stops, at, true)), [true, true, false, false])
  assert.equal(leaves(stops, { closest: () => last }, false), false)
})

test('the focus goes to what is the first stop of a menu by then, until the person goes on', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] })
  const known = globalThis.Element
  globalThis.Element = class { closest () { return this } }
  t.after(() => { globalThis.Element = known })
  const focused = []
  const stop = (name) => ({ ...element(), focus: () => focused.push(name) })
  const listeners = { click: new Set(), keydown: new Set(), pointerdown: new Set() }
  let body = null
  const page = {
    addEventListener: (kind, act) => listeners[kind].add(act),
    removeEventListener: (kind, act) => listeners[kind].delete(act),
    querySelector: () => body
  }
  const send = (kind, event) => { for (const act of [...listeners[kind]]) act(event) }
  watchMenus(page)

  send('click', { target: new globalThis.Element(), detail: 0 })
  t.mock.timers.tick(10_000)
  assert.deepEqual(focused, [])
  const last = stop('last')
  body = bodyOf(last)
  t.mock.timers.tick(1000)
  body = bodyOf(stop('first'), last)
  t.mock.timers.tick(1000)
  assert.deepEqual(focused, ['last', 'first'])
  send('keydown', { key: 'ArrowDown' })
  body = bodyOf(stop('earlier'), last)
  t.mock.timers.tick(1000)
  assert.deepEqual(focused, ['last', 'first'])
  assert.deepEqual([listeners.keydown.size, listeners.pointerdown.size], [1, 0])
})
