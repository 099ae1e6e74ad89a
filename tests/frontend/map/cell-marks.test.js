import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCellMarks, discRadius, isDisc, sizesFor } from '../../../components/frontend/map/cell-marks.js'
import { indexCells } from '../../../components/frontend/map/cell-counts.js'
import { scaleOf } from '../../../components/frontend/map/geometry.js'
import { describe } from '../../../components/frontend/map/tooltip.js'
import { createWords } from '../../../components/frontend/shared/words.js'
import { seeded } from '../timeline/random.js'
import { countedScene, EVERYWHERE } from './world.js'

const ORIGIN = { x: 40000, y: 24000 }
const WIDE = 1014
const FRAME = { width: WIDE, frame: EVERYWHERE, corner: { x: 0, y: 0 } }

function marksOf (events, zoom, time = { from: 0, to: 100 }) {
  const scene = countedScene(events, ORIGIN)
  const shared = { scene, cells: indexCells(scene), mask: null }
  return { shared, ...createCellMarks(shared).select(time, zoom, { ...FRAME, scale: scaleOf(zoom) }) }
}

const someEvents = ({ whole }, count) => Array.from({ length: count }, (_, at) =>
  ({ first: Math.floor(at / 9), last: Math.floor(at / 9), category: whole(0, 1), x: whole(0, 40) ** 2, y: whole(0, 40) ** 2 }))

test('discs grow with the count, are smaller on narrow maps and stay within their cells', () => {
  const counts = [2, 10, 1000, 1000000]
  for (const width of [390, WIDE]) {
    const radii = counts.map((count) => discRadius(count, width))
    assert.deepEqual(radii, [...radii].sort((one, other) => one - other))
  }
  assert.ok(discRadius(100, 390) < discRadius(100, WIDE))
  for (const width of [390, WIDE]) assert.ok(discRadius(1e9, width, sizesFor(width).side) * 2 < sizesFor(width).side)
})

test('no two discs of a map overlap, whatever the zoom', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const events = someEvents(seeded(seed), 400)
    for (const zoom of [6, 8.25, 10, 12.75]) {
      const discs = marksOf(events, zoom).marks.filter(({ count }) => count > 1)
      assert.equal(discs.some((one) => discs.some((other) => one !== other && Math.hypot(one.px - other.px, one.py - other.py) < one.radius + other.radius)), false)
    }
  }
})

test('zoomed in, events stand alone at their own places', () => {
  const { marks, stats } = marksOf([{ first: 1, last: 1, category: 0, x: 0, y: 0 }, { first: 2, last: 2, category: 1, x: 90, y: 0 }], 14)
  assert.deepEqual(marks.map(({ count, head }) => [count, head]), [[1, 0], [1, 1]])
  assert.equal(Math.round(marks[1].px - marks[0].px), 90 * scaleOf(14) / 2 ** 16)
  assert.deepEqual([stats.total, stats.inView], [2, 2])
})

test('the note of a cell names its categories, most frequent first', () => {
  const events = [0, 1, 1].map((category) => ({ first: 1, last: 1, category, x: 0, y: 0 }))
  const { shared, marks: [mark] } = marksOf(events, 8)
  const words = createWords({ language: 'en-GB', strings: { 'events.other': '{count} events' } })
  const lines = describe({ kind: 'cell', mark }, { ...shared, words }, { categoriesOf: () => [1, 2] })
  assert.deepEqual(lines.map(({ text }) => text), ['3 events', 'Y: 2', 'X: 1'])
})

test('one counted event that is not in the scene is drawn as a disc, one that is there as its own mark', () => {
  assert.equal(isDisc({ cell: '10/1/1', count: 1, head: -1 }), true)
  assert.equal(isDisc({ cell: '10/1/1', count: 1, head: 7 }), false)
  assert.equal(isDisc({ cell: '10/1/1', count: 2, head: -1 }), true)
  assert.equal(isDisc({ count: 2, head: 7 }), false)
})
