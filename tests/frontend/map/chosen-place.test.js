import assert from 'node:assert/strict'
import { test } from 'node:test'

import { latOf, lonOf } from '../../../components/frontend/map/geometry.js'
import { shortened, worldOf } from '../../../components/frontend/map/chosen-place.js'
import { at, makeScene } from './world.js'

const PEN = { measureText: (text) => ({ width: [...text].length * 10 }) }

function sceneWithPlaces () {
  const scene = makeScene([at(10, 46.2, 39.7)], { places: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }] })
  scene.columns.place_lon = Int32Array.of(4603833, 4674830)
  scene.columns.place_lat = Int32Array.of(4010667, 3975830)
  return scene
}

test('a place is where its columns say', () => {
  const { x, y } = worldOf(sceneWithPlaces(), 1)
  assert.ok(Math.abs(lonOf(x) - 46.7483) < 1e-9)
  assert.ok(Math.abs(latOf(y) - 39.7583) < 1e-9)
})

test('a position that is no place of the scene is nowhere', () => {
  for (const position of [-1, 2, 0.5, null, undefined, '0']) assert.equal(worldOf(sceneWithPlaces(), position), null)
  assert.equal(worldOf(null, 0), null)
})

test('a name that is too long ends where the plate does', () => {
  assert.equal(shortened(PEN, 'Istisu', 100), 'Istisu')
  assert.equal(shortened(PEN, 'Zod (Sotk, Soyudlu) gold mine', 100), 'Zod (Sotk…')
  assert.equal(shortened(PEN, '😀😀😀', 20), '😀…')
})
