/* The map of a video looks where it is told, and places the world as Leaflet does. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { latOf, lonOf, scaleOf } from '../../../components/frontend/map/geometry.js'
import { boxOfLook, createFilmMap } from '../../../components/frontend/video/film-map.js'

const BOX = { left: 0.62, right: 0.64, top: 0.37, bottom: 0.38 }
const MARGINS = { left: 10, right: 20, top: 50, bottom: 10 }

test('a box that is looked at lies within the margins, in the middle of what they leave', () => {
  for (const [width, height] of [[747, 300], [420, 300], [420, 640]]) {
    const map = createFilmMap(width, height)
    map.look(BOX, MARGINS)
    const scale = scaleOf(map.getZoom())
    const corner = map.getPixelOrigin()
    const [left, right] = [BOX.left, BOX.right].map((x) => x * scale - corner.x)
    const [top, bottom] = [BOX.top, BOX.bottom].map((y) => y * scale - corner.y)
    assert.ok(left >= MARGINS.left - 1 && right <= width - MARGINS.right + 1)
    assert.ok(top >= MARGINS.top - 1 && bottom <= height - MARGINS.bottom + 1)
    assert.ok(Math.abs(left - MARGINS.left - (width - MARGINS.right - right)) <= 2)
    assert.ok(Math.min(left - MARGINS.left, top - MARGINS.top) <= 1, 'it fills the one or the other')
  }
})

test('it goes no nearer than the most', () => {
  const map = createFilmMap(747, 300)
  map.look({ left: 0.62, right: 0.6200001, top: 0.37, bottom: 0.3700001 }, MARGINS, 9)
  assert.equal(map.getZoom(), 9)
})

test('what the map of the page shows is seen whole, with its middle where the look has it', () => {
  const map = createFilmMap(747, 300)
  const box = boxOfLook([40.1, 46, 9.5])
  map.look(box, MARGINS)
  assert.ok(map.getZoom() < 9.5 && map.getZoom() > 8)
  const [lon, lat] = [lonOf((box.left + box.right) / 2), latOf((box.top + box.bottom) / 2)]
  assert.ok(Math.abs(lat - 40.1) < 1e-6 && Math.abs(lon - 46) < 1e-6)
})
