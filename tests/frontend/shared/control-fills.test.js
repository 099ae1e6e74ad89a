import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillKey, PERIOD, stripesOf } from '../../../components/frontend/shared/control-fills.js'
import { countHolders, swatchOf } from '../../../components/frontend/map/legend.js'
import { coats, createDistricts, districtAt, sharesOn } from '../../../components/frontend/map/districts.js'
import { scaleOf, worldX, worldY } from '../../../components/frontend/map/geometry.js'
import { makeScene } from '../map/world.js'

const widths = (shares) => stripesOf(shares).map(({ width }) => width)

test('one holder fills the district without stripes', () => {
  assert.deepEqual(stripesOf([[3, 'whole']]), [{ controller: 3, width: PERIOD }])
})

test('who held more has the wide stripe, 8 and 4 pixels', () => {
  assert.deepEqual(widths([[0, 'larger'], [1, 'smaller']]), [8, 4])
  assert.deepEqual(widths([[0, 'larger'], [1, 'even']]), [8, 4])
  assert.deepEqual(widths([[0, 'even'], [1, 'smaller']]), [8, 4])
})

test('where no note says who held more the stripes are even', () => {
  assert.deepEqual(widths([[0, 'even'], [4, 'even']]), [6, 6])
})

test('three holders have stripes no thinner than a part of two', () => {
  assert.deepEqual(widths([[0, 'even'], [1, 'even'], [2, 'even']]), [6, 6, 6])
  assert.deepEqual(widths([[0, 'larger'], [1, 'smaller'], [2, 'smaller']]), [9, 4.5, 4.5])
})

test('shares that look the same share a pattern', () => {
  assert.equal(fillKey([[0, 'larger'], [1, 'smaller']]), fillKey([[0, 'larger'], [1, 'even']]))
  assert.notEqual(fillKey([[0, 'larger'], [1, 'smaller']]), fillKey([[1, 'larger'], [0, 'smaller']]))
})

test('the legend counts the districts of the day and shows the commonest mix', () => {
  const districts = createDistricts(makeScene([]))
  assert.deepEqual(countHolders(districts, 15, 3), { whole: [2, 0, 1], inPart: 0, pale: true, mix: null })
  const later = countHolders(districts, 20, 3)
  assert.deepEqual(later.whole, [1, 0, 1])
  assert.equal(later.inPart, 1)
  assert.deepEqual(later.mix, [[1, 'larger'], [0, 'smaller']])
  assert.equal(countHolders(districts, 5, 3).whole[2], 3)
})

test('before its first record a district has no recorded holder', () => {
  const districts = createDistricts(makeScene([]))
  assert.deepEqual(sharesOn(districts, 0, 9), [[2, 'whole']])
  assert.deepEqual(sharesOn(districts, 0, 10), [[0, 'whole']])
})

test('a swatch leans as the map does', () => {
  assert.equal(swatchOf([[1, 'whole']], ['#000', '#fff']), '#fff')
  assert.match(swatchOf([[0, 'larger'], [1, 'smaller']], ['#000', '#fff']), /^repeating-linear-gradient\(-45deg, #000 0\.0px 4\.8px, #fff 4\.8px 7\.2px\)$/)
})

test('a seat without an outline is hit before the district it lies in', () => {
  const districts = createDistricts(makeScene([]))
  const scale = scaleOf(9)
  assert.equal(districtAt(districts, worldX(46.8), worldY(39.8), scale), 2)
  assert.equal(districtAt(districts, worldX(46.6), worldY(39.6), scale), 1)
  assert.equal(districtAt(districts, worldX(45), worldY(39.6), scale), -1)
})

test('only a district that changes hands fades, and what it was shines through', () => {
  const districts = createDistricts(makeScene([]))
  const fading = { day: 15, share: 0.25 }
  assert.deepEqual(coats(districts, 0, { day: 25, fading }), [
    { shares: [[1, 'larger'], [0, 'smaller']], share: 1 }, { shares: [[0, 'whole']], share: 0.25 }
  ])
  assert.equal(coats(districts, 1, { day: 25, fading }).length, 1)
  assert.equal(coats(districts, 0, { day: 25, fading: null }).length, 1)
})
