import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventsOfMark, gatherMarks, groupPositions, indexEvents, reachOf, selectEvents } from '../../../components/frontend/map/event-index.js'
import { scaleOf, worldX } from '../../../components/frontend/map/geometry.js'
import { at, EVERYWHERE, makeScene, nowhere, within } from './world.js'

const ALL = { from: 0, to: 100000 }

function marksOf (scene, range = ALL, mask = null, zoom = 8) {
  const events = indexEvents(scene)
  const { inView } = selectEvents(scene, events, mask, range, EVERYWHERE)
  const { groups } = groupPositions(events, scaleOf(zoom), EVERYWHERE)
  return { events, marks: gatherMarks(scene, events, inView, groups, [0, 1], 2) }
}

test('a range keeps what overlaps it, and counts places, districts and the rest apart', () => {
  const scene = makeScene([at(1, 46.2, 39.7, { last: 9 }), at(5, 46.3, 39.7), within(6, [0, 1]), within(7, [1]), nowhere(8), at(11, 46.2, 39.7)])
  const events = indexEvents(scene)
  const stats = selectEvents(scene, events, null, { from: 7, to: 10 }, EVERYWHERE)
  assert.deepEqual({ ...stats, inDistrict: [...stats.inDistrict] }, { total: 3, unplaced: 1, inView: 1, inDistrict: [0, 1, 0] })
  assert.deepEqual([...events.visible.subarray(0, 1)], [0])
})

test('the mask takes events away, bit by bit', () => {
  const scene = makeScene([at(1, 46.2, 39.7), at(2, 46.3, 39.7), nowhere(3)])
  const { total, unplaced, inView } = selectEvents(scene, indexEvents(scene), Uint8Array.of(0b010), ALL, EVERYWHERE)
  assert.deepEqual([total, unplaced, inView], [1, 0, 1])
})

test('events outside the frame are counted but not drawn', () => {
  const scene = makeScene([at(1, 46.2, 39.7), at(2, 48, 39.7)])
  const { total, inView } = selectEvents(scene, indexEvents(scene), null, ALL, { ...EVERYWHERE, right: worldX(47) })
  assert.deepEqual([total, inView], [2, 1])
})

test('events at one place become one mark with its families counted', () => {
  const { events, marks } = marksOf(makeScene([at(1, 46.2, 39.7), at(2, 46.2, 39.7, { category: 1 }), at(3, 46.9, 39.7)]))
  assert.equal(marks.length, 2)
  assert.deepEqual(marks[0].families, [1, 1])
  assert.deepEqual(eventsOfMark(events, marks[0]), [0, 1])
  assert.equal(marks[0].places.size, 1)
})

test('places within reach become one mark that stands at the most eventful of them', () => {
  const { marks } = marksOf(makeScene([at(1, 46.2, 39.7), at(2, 46.21, 39.7), at(3, 46.21, 39.7)]))
  assert.equal(marks.length, 1)
  assert.equal(marks[0].count, 3)
  assert.ok(Math.abs(marks[0].x - worldX(46.21)) < 1e-12)
})

test('zooming in takes a mark apart', () => {
  const scene = makeScene([at(1, 46.2, 39.7), at(2, 46.21, 39.7)])
  assert.equal(marksOf(scene, ALL, null, 8).marks.length, 1)
  assert.equal(marksOf(scene, ALL, null, 14).marks.length, 2)
})

test('which places go together does not depend on the day', () => {
  const scene = makeScene([at(1, 46.2, 39.7), at(2, 46.21, 39.7), at(3, 46.21, 39.7)])
  const { groups } = groupPositions(indexEvents(scene), scaleOf(8), EVERYWHERE)
  assert.deepEqual([...groups], [1, 1])
  const { marks } = marksOf(scene, { from: 1, to: 1 })
  assert.ok(Math.abs(marks[0].x - worldX(46.2)) < 1e-12, 'a lone event stands at its own place')
})

test('no two groups stand within reach of each other', () => {
  const many = Array.from({ length: 300 }, (_, k) => at(k, 46 + (k * 37 % 100) / 100, 39.5 + (k * 61 % 50) / 100))
  const events = indexEvents(makeScene(many))
  const scale = scaleOf(8)
  const anchors = [...new Set(groupPositions(events, scale, EVERYWHERE).groups)]
  const reach = reachOf(events.sample.length)
  for (const one of anchors) {
    for (const other of anchors) {
      if (one === other) continue
      const [a, b] = [events.sample[one], events.sample[other]]
      assert.ok(Math.hypot(events.x[a] - events.x[b], events.y[a] - events.y[b]) * scale >= reach)
    }
  }
})
