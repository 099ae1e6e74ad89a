import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createAsking, PAUSE_MS } from '../../../components/frontend/search/asking.js'

function scene () {
  const sent = []
  const waiting = new Map()
  let handle = 0
  const clock = {
    later: (callback, ms) => { waiting.set(++handle, { callback, ms }); return handle },
    cancel: (which) => waiting.delete(which)
  }
  const rest = () => { for (const [which, { callback }] of [...waiting]) { waiting.delete(which); callback() } }
  return { sent, waiting, rest, asking: createAsking({ send: (question) => sent.push(question), clock, now: () => 1000 }) }
}

test('only the text at which the typing rests is asked', () => {
  const { asking, sent, waiting, rest } = scene()
  asking.soon('k')
  asking.soon('ka')
  asking.soon('kal')
  assert.deepEqual([...waiting.values()].map(({ ms }) => ms), [PAUSE_MS])
  assert.deepEqual(sent, [])
  rest()
  assert.deepEqual(sent, [{ seq: 1000, text: 'kal' }])
})

test('a question at once takes the place of the waiting one', () => {
  const { asking, sent, rest } = scene()
  asking.soon('ka')
  asking.ask('kal')
  rest()
  assert.deepEqual(sent.map(({ text }) => text), ['kal'])
})

test('numbers rise, and only the last question has an answer', () => {
  const { asking, sent } = scene()
  asking.ask('a')
  asking.ask('b')
  assert.deepEqual(sent.map(({ seq }) => seq), [1000, 1001])
  assert.equal(asking.isAnswer({ seq: 1000 }), false)
  assert.equal(asking.isAnswer({ seq: 1001 }), true)
  assert.equal(asking.isAnswer(null), false)
})

test('an answer that comes while the person types on, or after closing, is late', () => {
  const { asking, rest } = scene()
  asking.ask('a')
  asking.soon('ab')
  assert.equal(asking.isAnswer({ seq: 1000 }), false)
  asking.drop()
  rest()
  assert.equal(asking.isAnswer({ seq: 1000 }), false)
})
