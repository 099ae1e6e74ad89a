import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contains, decodeShapes, featureAt, latOf, longAxis, lonOf, scaleOf, trace, worldX, worldY } from '../../../components/frontend/map/geometry.js'
import { makeScene } from './world.js'

const { columns } = makeScene([])
const shapes = decodeShapes(columns, 'districts', 3)

test('world coordinates go back to the same longitude and latitude', () => {
  for (const [lon, lat] of [[0, 0], [46.7, 39.8], [-120.5, -45.25]]) {
    assert.ok(Math.abs(lonOf(worldX(lon)) - lon) < 1e-9)
    assert.ok(Math.abs(latOf(worldY(lat)) - lat) < 1e-9)
  }
})

test('the whole earth is one tile of 256 pixels at zoom 0 and north is up', () => {
  assert.equal(scaleOf(0), 256)
  assert.equal(worldX(-180), 0)
  assert.equal(worldX(180), 1)
  assert.ok(worldY(40) < worldY(39))
})

test('delta coded rings come back as their corners', () => {
  const corner = (vertex) => [Math.round(lonOf(shapes.xy[2 * vertex]) * 1e5) / 1e5, Math.round(latOf(shapes.xy[2 * vertex + 1]) * 1e5) / 1e5]
  assert.deepEqual([0, 1, 2, 3, 4].map(corner), [[46, 40], [46.5, 40], [46.5, 39.5], [46, 39.5], [46, 40]])
  assert.deepEqual(corner(5), [46.5, 40])
  assert.deepEqual(shapes.features, [[0], [1], []])
})

test('a point lies in the district around it and in no other', () => {
  assert.equal(featureAt(shapes, worldX(46.25), worldY(39.75)), 0)
  assert.equal(featureAt(shapes, worldX(46.75), worldY(39.75)), 1)
  assert.equal(featureAt(shapes, worldX(47.5), worldY(39.75)), -1)
  assert.equal(contains(shapes, 2, worldX(46.8), worldY(39.8)), false)
})

test('a ring inside a ring is a hole', () => {
  const holed = decodeShapes({
    hole_xy: [0, 0, 100, 0, 0, 100, -100, 0, 0, -100, 25, 25, 50, 0, 0, 50, -50, 0, 0, -50],
    hole_rings: [5, 5],
    hole_ring_of: [0, 0]
  }, 'hole', 1)
  assert.equal(contains(holed, 0, worldX(0.0001), worldY(0.0001)), true)
  assert.equal(contains(holed, 0, worldX(0.0005), worldY(0.0005)), false)
})

test('tracing draws every far corner and leaves out what no pixel shows', () => {
  const steps = []
  const path = { moveTo: () => steps.push('move'), lineTo: () => steps.push('line'), closePath: () => steps.push('close') }
  trace(shapes, [0], scaleOf(9), { x: 0.6, y: 0.4 }, path)
  assert.deepEqual(steps, ['move', 'line', 'line', 'line', 'line', 'close'])
  steps.length = 0
  trace(shapes, [0], 1, { x: 0, y: 0 }, path)
  assert.deepEqual(steps, ['move', 'line', 'close'])
})

test('a long lake is named along its length', () => {
  const lake = decodeShapes({ lake_xy: [0, 0, 100000, -100000, 1000, 0, -100000, 100000], lake_rings: [4], lake_ring_of: [0] }, 'lake', 1)
  const { angle, length } = longAxis(lake, 0)
  assert.ok(Math.abs(angle - Math.PI / 4) < 0.02)
  assert.ok(length > 0)
})
