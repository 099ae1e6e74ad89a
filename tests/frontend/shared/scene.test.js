import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  decodeMask, decodeScene, districtsOf, eventsInRange, lowerBound, passes, segmentAt, sharesOf
} from '../../../components/frontend/shared/scene.js'
import { packScene } from './pack.js'

const scene = () => decodeScene(packScene({ version: 'v', label: 'Քարվաճառ' }, {
  first: ['i32', [1, 3, 3, 8]],
  last: ['i32', [9, 3, 4, 8]],
  district_start: ['u32', [0, 2, 2, 3, 3]],
  district_of: ['u16', [0, 4, 1]]
}))

test('header and columns come back as they were packed', () => {
  const read = scene()
  assert.equal(read.label, 'Քարվաճառ')
  assert.deepEqual([...read.columns.last], [9, 3, 4, 8])
  assert.deepEqual([...districtsOf(read, 0)], [0, 4])
  assert.deepEqual([...districtsOf(read, 1)], [])
})

test('a scene inside a larger buffer at an odd place is read all the same', () => {
  const bytes = packScene({ version: 'v' }, { first: ['i32', [7]] })
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  assert.deepEqual([...decodeScene(shifted.subarray(3)).columns.first], [7])
})

test('an event is in the range when any of its days is', () => {
  assert.deepEqual(eventsInRange(scene(), null, 4, 7), [0, 2])
  assert.deepEqual(eventsInRange(scene(), null, 1, 9), [0, 1, 2, 3])
  assert.deepEqual(eventsInRange(scene(), null, 10, 12), [])
})

test('a mask keeps the events whose bit is set', () => {
  const mask = decodeMask(btoa(String.fromCharCode(0b1010)))
  assert.deepEqual([0, 1, 2, 3].map((index) => passes(mask, index)), [false, true, false, true])
  assert.deepEqual(eventsInRange(scene(), mask, 1, 9), [1, 3])
  assert.equal(decodeMask(null), null)
})

test('the lower bound equals a plain search', () => {
  const column = Int32Array.from([1, 1, 2, 5, 5, 9])
  for (let value = 0; value <= 10; value++) {
    const plain = [...column].findIndex((entry) => entry >= value)
    assert.equal(lowerBound(column, value), plain < 0 ? column.length : plain)
  }
})

test('control on a day is the last segment begun by then', () => {
  const segments = [{ from: 10 }, { from: 20 }]
  assert.equal(segmentAt(segments, 9), null)
  assert.equal(segmentAt(segments, 10).from, 10)
  assert.equal(segmentAt(segments, 25).from, 20)
})

test('where nothing is recorded, before the first segment or in one without shares, the controller for that has it all', () => {
  const segments = [{ from: 10, shares: [[0, 'larger'], [1, 'smaller']] }, { from: 20, shares: [] }, { from: 30, shares: [[1, 'whole']] }]
  const on = (day) => sharesOf(segmentAt(segments, day), 2)
  assert.deepEqual([on(9), on(19), on(20), on(30)], [[[2, 'whole']], [[0, 'larger'], [1, 'smaller']], [[2, 'whole']], [[1, 'whole']]])
})
