import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesOf, createSender, receive } from '../../../components/frontend/map/main.js'

test('picks carry a number that rises even within a millisecond', () => {
  const sent = []
  const send = createSender(() => ({ setComponentValue: (value) => sent.push(value) }), () => 5)
  send({ district: 'a' })
  send({ district: 'a' })
  assert.deepEqual(sent, [{ seq: 5, pick: { district: 'a' } }, { seq: 6, pick: { district: 'a' } }])
})

test('messages reach the stage, unknown ones do not', () => {
  const calls = []
  const stage = { setScene: (bytes) => calls.push(['scene', bytes]), setView: (view) => calls.push(['view', view]), setTime: (time) => calls.push(['time', time.day]) }
  for (const message of [{ type: 'scene', bytes: 1 }, { type: 'view', view: 2 }, { type: 'time', day: 3 }, { type: 'hello' }, null, 7]) receive(stage, message)
  assert.deepEqual(calls, [['scene', 1], ['view', 2], ['time', 3]])
})

test('an embedded scene is the same bytes', () => {
  assert.deepEqual([...bytesOf(Buffer.from([0, 255, 7]).toString('base64'))], [0, 255, 7])
})
