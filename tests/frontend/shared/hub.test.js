import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHub, hubFor, offerScene } from '../../../components/frontend/shared/hub.js'
import { packScene } from './pack.js'

class FakeChannel {
  constructor (name) { this.name = name; this.sent = [] }
  postMessage (message) { this.sent.push(message) }
}

const types = (hub) => hub.channel.sent.map((message) => message.type)

test('a map that says hello gets the scene and the view', () => {
  const hub = createHub('c', FakeChannel)
  hub.setScene(packScene({ version: 'a' }))
  hub.setView({ day: 5, from: 1, to: 9 })
  hub.channel.sent.length = 0
  hub.channel.onmessage({ data: { type: 'hello' } })
  assert.deepEqual(types(hub), ['scene', 'view'])
  assert.equal(hub.channel.sent[1].view.day, 5)
})

test('the same scene and the same view are not sent again', () => {
  const hub = createHub('c', FakeChannel)
  hub.setScene(packScene({ version: 'a' }))
  hub.setView({ day: 5 })
  const before = hub.channel.sent.length
  hub.setScene(packScene({ version: 'a' }))
  hub.setView({ day: 5 })
  assert.equal(hub.channel.sent.length, before)
})

test('time travels alone while a person drags and holds for a map that comes late', () => {
  const hub = createHub('c', FakeChannel)
  hub.setView({ day: 5, from: 1, to: 5, district: 'kalbajar' })
  hub.setTime({ day: 7, from: 1, to: 7 })
  assert.deepEqual(hub.channel.sent.at(-1), { type: 'time', day: 7, from: 1, to: 7, eased: false })
  hub.channel.onmessage({ data: { type: 'hello' } })
  assert.deepEqual(hub.channel.sent.at(-1).view, { day: 7, from: 1, to: 7, district: 'kalbajar' })
})

test('the map hears of a single step that it may fade', () => {
  const hub = createHub('c', FakeChannel)
  hub.setTime({ day: 7, from: 1, to: 7 }, true)
  assert.equal(hub.channel.sent.at(-1).eased, true)
  hub.channel.onmessage({ data: { type: 'hello' } })
  assert.equal('eased' in (hub.channel.sent.at(-1).view ?? {}), false)
})

test('without a channel the hub says that it is not live and still tells the page', () => {
  const hub = createHub('c', null)
  const heard = []
  hub.subscribe((kind) => heard.push(kind))
  hub.setView({ day: 1 })
  hub.setTime({ day: 2, from: 1, to: 2 })
  assert.equal(hub.live, false)
  assert.deepEqual(heard, ['view', 'time'])
})

test('a scene that is offered reaches the hubs there are and those to come', () => {
  const early = hubFor('early', FakeChannel)
  offerScene(packScene({ version: 'offered' }))
  assert.equal(early.scene.version, 'offered')
  assert.equal(hubFor('late', FakeChannel).scene.version, 'offered')
  assert.equal(hubFor('early', FakeChannel), early)
})

test('who unsubscribed hears nothing', () => {
  const hub = createHub('c', FakeChannel)
  const heard = []
  hub.subscribe((kind) => heard.push(kind))()
  hub.setView({ day: 1 })
  assert.deepEqual(heard, [])
})
