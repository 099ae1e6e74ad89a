import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indexEvents, selectEvents } from '../../../components/frontend/map/event-index.js'
import { scaleOf, worldX, worldY } from '../../../components/frontend/map/geometry.js'
import { createRaster, eventAt, pixelOf, stampEvents } from '../../../components/frontend/map/event-raster.js'
import { at, EVERYWHERE, makeScene } from './world.js'

const PALETTE = { pixels: [pixelOf('#112233'), pixelOf('#445566')], rim: pixelOf('#ffffff'), familyOf: [0, 1], families: 2 }
const scale = scaleOf(8)
const frame = { scale, left: worldX(46.2) * scale - 100, top: worldY(39.7) * scale - 50 }

function stamp (events, ratio = 1) {
  const scene = makeScene(events)
  const index = indexEvents(scene)
  const { inView } = selectEvents(scene, index, null, { from: 0, to: 1e6 }, EVERYWHERE)
  const raster = createRaster()
  raster.resize(300 * ratio, 100 * ratio, ratio)
  return { raster, cells: stampEvents(raster, index, inView, scene.columns.category, frame, PALETTE) }
}

test('a colour becomes the bytes red, green, blue, opaque', () => {
  assert.deepEqual([...new Uint8Array(Uint32Array.of(pixelOf('#112233')).buffer)], [0x11, 0x22, 0x33, 0xff])
})

test('an event is painted where it is, with a rim, and found there', () => {
  const { raster } = stamp([at(1, 46.2, 39.7)])
  assert.equal(raster.pixels[50 * 300 + 100], PALETTE.pixels[0])
  assert.equal(raster.pixels[50 * 300 + 103], PALETTE.rim)
  assert.equal(raster.pixels[50 * 300 + 110], 0)
  assert.equal(eventAt(raster, 102, 51), 0)
  assert.equal(eventAt(raster, 120, 50), -1)
})

test('twice the pixels, the same place', () => {
  const { raster } = stamp([at(1, 46.2, 39.7)], 2)
  assert.equal(raster.pixels[100 * 600 + 200], PALETTE.pixels[0])
  assert.equal(eventAt(raster, 100, 50), 0)
})

test('the later event stands over the earlier one', () => {
  const { raster } = stamp([at(1, 46.2, 39.7), at(2, 46.2, 39.7, { category: 1 })])
  assert.equal(raster.pixels[50 * 300 + 100], PALETTE.pixels[1])
  assert.equal(eventAt(raster, 100, 50), 1)
})

test('events at the edge of the image do not run over it', () => {
  const { raster } = stamp([at(1, 46.2 - 99.5 / scale * 360, 39.7)])
  assert.ok(raster.pixels.every((pixel) => pixel === 0))
})

test('a dense place is told as a count with its families', () => {
  const { cells } = stamp(Array.from({ length: 60 }, (_, k) => at(k, 46.2, 39.7, { category: k % 3 ? 0 : 1 })))
  assert.equal(cells.length, 1)
  assert.equal(cells[0].count, 60)
  assert.deepEqual(cells[0].families, [40, 20])
  assert.ok(Math.hypot(cells[0].x - 100, cells[0].y - 50) < 0.01)
  assert.deepEqual(stamp([at(1, 46.2, 39.7)]).cells, [])
})
