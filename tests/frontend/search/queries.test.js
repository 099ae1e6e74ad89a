import assert from 'node:assert/strict'
import { test } from 'node:test'

import { createQueries, PAUSE_MS } from '../../../components/frontend/search/queries.js'

function scene () {
  const sent = []
  const waiting = new Map()
  let handle = 0
  const clock = {
    later: (callback, ms) => { waiting.set(++handle, { callback, ms }); return handle },
    cancel: (which) => waiting.delete(which)
  }
  const rest = () => { for (const [which, { callback }] of [...waiting]) { waiting.delete(which); callback() } }
  return { sent, waiting, rest, queries: createQueries({ send: (question) => sent.push(question), clock, now: () => 1000 }) }
}

test('only the text at which the typing rests is asked', () => {
  const { queries, sent, waiting, rest } = scene()
  queries.soon('k')
  queries.soon('ka')
  queries.soon('kal')
  assert.deepEqual([...waiting.values()].map(({ ms }) => ms), [PAUSE_MS])
  assert.deepEqual(sent, [])
  rest()
  assert.deepEqual(sent, [{ seq: 1000, text: 'kal' }])
})

test('a question at once takes the place of the waiting one', () => {
  const { queries, sent, rest } = scene()
  queries.soon('ka')
  queries.ask('kal')
  rest()
  assert.deepEqual(sent.map(({ text }) => text), ['kal'])
})

test('numbers rise, and only the last question has an answer', () => {
  const { queries, sent } = scene()
  queries.ask('a')
  queries.ask('b')
  assert.deepEqual(sent.map(({ seq }) => seq), [1000, 1001])
  assert.equal(queries.isAnswer({ seq: 1000 }), false)
  assert.equal(queries.isAnswer({ seq: 1001 }), true)
  assert.equal(queries.isAnswer(null), false)
})

test('an answer that comes while the person types on, or after closing, is late', () => {
  const { queries, rest } = scene()
  queries.ask('a')
  queries.soon('ab')
  assert.equal(queries.isAnswer({ seq: 1000 }), false)
  queries.drop()
  rest()
  assert.equal(queries.isAnswer({ seq: 1000 }), false)
})
