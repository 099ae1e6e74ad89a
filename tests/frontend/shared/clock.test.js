import assert from 'node:assert/strict'
import { test } from 'node:test'
import { followClock, tellClock } from '../../../components/frontend/shared/clock.js'

globalThis.CustomEvent ??= class extends Event {
  constructor (name, { detail }) { super(name); this.detail = detail }
}

const words = { day: (day) => `day ${day}`, say: (key, { day, first, last }) => `${key}: ${day}, ${first} to ${last}` }
const rootIn = (isConnected) => ({ isConnected, behind: null, toggleAttribute (_name, now) { this.behind = now } })

test('the panel says the time under the hand, and is behind until it is drawn for it', () => {
  const page = new EventTarget()
  const root = rootIn(true)
  const line = { textContent: '' }
  followClock(root, () => ({ line, time: [5, 1, 9] }), page)
  tellClock({ day: 6, from: 1, to: 9 }, words, page)
  assert.equal(line.textContent, 'clock: day 6, day 1 to day 9')
  assert.equal(root.behind, true)
  tellClock({ day: 5, from: 1, to: 9 }, words, page)
  assert.equal(root.behind, false)
})

test('a panel that is gone no longer listens', () => {
  const page = new EventTarget()
  const root = rootIn(false)
  followClock(root, () => assert.fail('asked'), page)
  tellClock({ day: 6, from: 1, to: 9 }, words, page)
  tellClock({ day: 7, from: 1, to: 9 }, words, page)
  assert.equal(root.behind, null)
})
