import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDistricts, isNear, NEAR, paintDistricts } from '../../../components/frontend/map/districts.js'
import { scaleOf, worldX, worldY } from '../../../components/frontend/map/geometry.js'
import { inPart } from '../../../components/frontend/map/notices.js'
import { makeScene } from './world.js'

globalThis.Path2D = class { moveTo () {} lineTo () {} closePath () {} }

const scene = makeScene([])
const districts = createDistricts(scene)
const COLOURS = ['#a00', '#00b', '#ccc']

/* What is painted, in order: fills and strokes with their style. */
function painted (day, near) {
  const acts = []
  const context = new Proxy({}, {
    get: (kept, name) => name in kept ? kept[name] : (...given) => {
      if (name === 'fill' || name === 'stroke') acts.push([name, kept[`${name}Style`], given.length > 0])
    },
    set: (kept, name, value) => { kept[name] = value; return true }
  })
  const fill = (_context, shares) => shares.length > 1 ? 'stripes' : COLOURS[shares[0][0]]
  const map = { getZoom: () => 9, getPixelOrigin: () => ({ x: 0, y: 0 }) }
  const tokens = { districtLine: 'white', label: 'grey', raised: 'raised', ink: 'ink' }
  paintDistricts(context, districts, map, { tokens, fill, colours: COLOURS, near, day, fading: null, hover: -1, selected: -1 }, { ratio: 1 })
  return acts
}

test('a district held in part is striped from afar', () => {
  assert.ok(painted(25, false).some(([act, style]) => act === 'fill' && style === 'stripes'))
})

test('from near it has no stripes, but an edge of its holders by turns', () => {
  const outlines = painted(25, true).filter(([, , isOutline]) => isOutline)
  assert.ok(!outlines.some(([, style]) => style === 'stripes'))
  assert.deepEqual(outlines.filter(([act, style]) => act === 'stroke' && style.startsWith('#')).map(([, style]) => style), ['#00b', '#a00'])
})

test('a district of which nothing is recorded is as pale as the ground: its outline is not', () => {
  assert.ok(painted(5, false).some(([act, style]) => act === 'stroke' && style === 'grey'))
  assert.ok(!painted(15, false).some(([act, style, isOutline]) => isOutline && act === 'stroke' && style === 'grey'))
})

test('near is so many levels above the whole region', () => {
  assert.equal(isNear(8 + NEAR, { zoom: 8 }), true)
  assert.equal(isNear(8 + NEAR - 0.25, { zoom: 8 }), false)
})

test('the note says who held the district in the middle of the map, where several did', () => {
  const scale = scaleOf(12)
  const mapAt = (lon, lat) => ({
    getZoom: () => 12,
    getSize: () => ({ x: 200, y: 100 }),
    getPixelBounds: () => ({ min: { x: worldX(lon) * scale - 100, y: worldY(lat) * scale - 50 } })
  })
  assert.deepEqual(inPart(mapAt(46.2, 39.7), { scene, districts }, 25), { district: 'West', held: 'b, a' })
  assert.equal(inPart(mapAt(46.2, 39.7), { scene, districts }, 15), null)
  assert.equal(inPart(mapAt(45, 39.7), { scene, districts }, 25), null)
})
