import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layoutFor, rowAt, smallLayout, zoneAt } from '../../../components/frontend/timeline/layout.js'

test('the height depends on nothing but the width', () => {
  for (const zoomed of [false, true]) {
    assert.equal(layoutFor(936, zoomed).height, 230)
    assert.equal(layoutFor(390, zoomed).height, 170)
  }
})

test('the parts stand one below the other inside the chart', () => {
  for (const width of [320, 390, 559, 560, 936, 2000]) {
    for (const zoomed of [false, true]) {
      const layout = layoutFor(width, zoomed)
      const edges = [0, layout.plotTop, layout.axis, ...layout.strip, ...layout.overview ?? [], layout.chartHeight]
      assert.deepEqual(edges, [...edges].sort((one, other) => one - other))
      assert.equal(layout.overview !== null, zoomed)
    }
  }
})

test('each row of the strip is found at its own height, and none outside', () => {
  const layout = layoutFor(936, false)
  const [top, bottom] = layout.strip
  const tall = (bottom - top) / 13
  for (let row = 0; row < 13; row++) assert.equal(rowAt(layout, 13, top + (row + 0.5) * tall), row)
  assert.equal(rowAt(layout, 13, top - 1), null)
  assert.equal(rowAt(layout, 13, bottom), null)
})

test('a height belongs to the part that is drawn there', () => {
  const layout = layoutFor(936, true)
  const zones = [5, layout.plotTop + 1, layout.axis + 3, layout.strip[0] + 1, layout.overview[0] + 1]
  assert.deepEqual(zones.map((y) => zoneAt(layout, y)), ['labels', 'plot', 'axis', 'strip', 'overview'])
})

test('in a frame of somebody else the strip is there for the chosen district alone', () => {
  for (const [width, height] of [[640, 92], [320, 84]]) {
    for (const one of [false, true]) {
      const layout = smallLayout(width - 44, width, one)
      const edges = [0, layout.plotTop, layout.axis, ...layout.strip, layout.chartHeight]
      assert.deepEqual(edges, [...edges].sort((first, second) => first - second))
      assert.equal(layout.height, height)
      assert.equal(layout.strip[1] > layout.strip[0], one)
      assert.equal(rowAt(layout, 13, layout.strip[0] - 1), null)
    }
  }
})
