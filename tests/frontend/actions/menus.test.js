import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leaves, stopsOf } from '../../../components/frontend/actions/menus.js'

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
