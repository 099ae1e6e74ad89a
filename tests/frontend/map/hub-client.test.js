import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listenToHub } from '../../../components/frontend/map/hub-client.js'
import { createHub, HUBS } from '../../../components/frontend/shared/hub.js'

class FakeChannel {
  static made = []
  constructor (name) {
    Object.assign(this, { name, sent: [], closed: false })
    FakeChannel.made.push(this)
  }

  postMessage (message) { this.sent.push(message) }
  close () { this.closed = true }
}

/** The map's window in a page with these hubs. */
function pageWith (hubs, parent = { [HUBS]: hubs }) {
  FakeChannel.made.length = 0
  const heard = []
  const hidden = []
  const page = { parent, addEventListener: (kind, act) => { if (kind === 'pagehide') hidden.push(act) } }
  listenToHub('c', (message) => heard.push(message), { page, Channel: FakeChannel })
  return { heard, channel: FakeChannel.made[0], hide: () => hidden.forEach((act) => act()) }
}

test('a map that finds its hub gets the view at once and each time within the call', () => {
  const hub = createHub('c', FakeChannel)
  hub.setView({ day: 5 })
  const { heard, channel } = pageWith(new Map([['c', hub]]))
  hub.setTime({ day: 6 })
  assert.deepEqual(heard.map(({ type }) => type), ['view', 'time'])
  assert.equal(heard[1].day, 6)
  assert.deepEqual([channel.sent, channel.closed], [[], true])
})

test('a map that stands before its hub says hello and joins when it hears of it', () => {
  const hubs = new Map()
  const { heard, channel } = pageWith(hubs)
  assert.deepEqual(channel.sent, [{ type: 'hello' }])
  const hub = createHub('c', FakeChannel)
  hub.setView({ day: 5 })
  hubs.set('c', hub)
  channel.onmessage({ data: { type: 'view', view: { day: 4 } } })
  assert.deepEqual(heard, [{ type: 'view', view: { day: 5 } }])
  assert.equal(channel.closed, true)
})

test('a map in a page of another origin hears over the channel', () => {
  const closed = { get [HUBS] () { throw new Error('SecurityError') } }
  const { heard, channel } = pageWith(null, closed)
  channel.onmessage({ data: { type: 'time', day: 7 } })
  assert.deepEqual(heard, [{ type: 'time', day: 7 }])
  assert.equal(channel.closed, false)
})

test('a new view is told when the page is idle, once, and before the time that follows it', () => {
  const idle = []
  const hub = createHub('c', FakeChannel, (act) => idle.push(act))
  const { heard } = pageWith(new Map([['c', hub]]))
  hub.setView({ day: 5 })
  hub.setView({ day: 6 })
  assert.deepEqual(heard, [])
  for (const act of idle.splice(0)) act()
  assert.deepEqual(heard.splice(0), [{ type: 'view', view: { day: 6 } }])
  hub.setView({ day: 7, district: 'a' })
  hub.setTime({ day: 8 })
  assert.deepEqual(heard.map(({ type }) => type), ['view', 'time'])
  for (const act of idle.splice(0)) act()
  assert.equal(heard.length, 2)
})

test('a map that is gone hears nothing, and the one after it everything', () => {
  const hub = createHub('c', FakeChannel)
  const hubs = new Map([['c', hub]])
  const one = pageWith(hubs)
  const other = pageWith(hubs)
  one.hide()
  hub.setTime({ day: 8 })
  assert.deepEqual([one.heard.length, other.heard.length], [0, 1])
  other.hide()
  hub.setTime({ day: 9 })
  assert.equal(other.heard.length, 1)
  assert.equal(hub.channel.sent.at(-1).day, 9)
})
