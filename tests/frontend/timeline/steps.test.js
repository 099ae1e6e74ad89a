/* The dots of a story that is read: where they stand, and what the timeline's parts leave them. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { layoutFor } from '../../../components/frontend/timeline/layout.js'
import { initial, reduce } from '../../../components/frontend/timeline/state.js'
import { dotPlaces } from '../../../components/frontend/timeline/steps.js'

test('dots stand at equal distances within the plot, however close their days are', () => {
  for (const count of [1, 2, 12, 200]) {
    const places = dotPlaces(count, 900)
    assert.equal(places.length, count)
    assert.ok(places[0] >= 0 && places[count - 1] <= 900)
    for (let at = 2; at < count; at++) assert.ok(Math.abs(places[at] - 2 * places[at - 1] + places[at - 2]) < 1e-9)
  }
})

test('a story takes its dots room from the plot alone', () => {
  for (const width of [390, 936]) {
    const [usual, told] = [layoutFor(width, false), layoutFor(width, false, true)]
    assert.deepEqual([told.height, told.axis, told.strip], [usual.height, usual.axis, usual.strip])
    assert.ok(usual.plotTop < told.plotTop && told.plotTop < told.axis - 20)
  }
})

test('a step of a few days leaves all years in view, and its range is that of the step', () => {
  const before = initial([0, 10000], { day: 5000, from: 0, to: 10000 })
  const told = reduce(before, { type: 'view', day: 705, from: 700, to: 710, whole: true })
  assert.deepEqual(told.window, { from: 0, to: 10000 })
  assert.deepEqual([told.from, told.day, told.to], [700, 705, 710])
  assert.notDeepEqual(reduce(before, { type: 'view', day: 705, from: 700, to: 710 }).window, told.window)
})
