import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cellsOf, countRange, createCounter, gridOf, indexCells, slotsOf } from '../../../components/frontend/map/cell-counts.js'
import { createFineCells, joined, tilesOf } from '../../../components/frontend/map/fine-cells.js'

const SCENE = {
  categories: [{ group: 'g' }],
  groups: [{ id: 'g' }],
  districts: [],
  events: { count: 100, cells: { level: 10, x: 0, y: 0, bin: 'month' } },
  columns: { category: [0], begins: [100] }
}

/** A tile of cells of level 12 with one entry for each [day, x, y, begins, ends]. */
const tile = (x, y, bin, entries) => ({
  events: { cells: { level: 12, x, y, bin } },
  columns: {
    day: entries.map(([day]) => day),
    day_start: [...entries.keys(), entries.length],
    x: entries.map((entry) => entry[1]),
    y: entries.map((entry) => entry[2]),
    set: entries.map(() => 0),
    category: entries.map(() => 0),
    evidence: entries.map(() => 0),
    begins: entries.map((entry) => entry[3]),
    ends: entries.map((entry) => entry[4])
  }
})

test('tiles of two bins are one scene of the coarser one, and their cells stand where they were', () => {
  const scene = joined(SCENE, [tile(1600, 960, 'day', [[3, 0, 1, 2, 1], [35, 2, 2, 1, 2]]), tile(1616, 960, 'month', [[0, 4, 0, 5, 5]])])
  assert.deepEqual(scene.events.cells, { level: 12, x: 1600, y: 960, bin: 'month' })
  const cells = indexCells(scene)
  const frame = { left: 0, top: 0, right: 1, bottom: 1 }
  const slots = slotsOf(cells, gridOf(cells, 12, frame), null)
  const found = cellsOf(countRange(createCounter(), cells, slots, { from: 0, to: 30 }), cells, slots)
  assert.deepEqual(found.map(({ name, count }) => [name, count]), [['12/1620/960', 5], ['12/1600/961', 2]])
})

test('the tiles of a frame are those that it touches, and none of a frame that is too wide', () => {
  const frame = { left: 0.5, right: 0.5 + 1.5 / 256, top: 0.25, bottom: 0.25 + 0.5 / 256 }
  assert.deepEqual(tilesOf(frame, 12), ['12/128/64', '12/129/64'])
  assert.deepEqual(tilesOf({ left: 0, right: 1, top: 0, bottom: 1 }, 12), [])
})

test('a level that the scene has is not asked for, and a tile that did not come is asked for again', async () => {
  const asked = []
  let changed = 0
  const fine = createFineCells({ scene: SCENE, cells: indexCells(joined(SCENE, [tile(0, 0, 'day', [])])), maskText: null }, {
    ask: (name) => { asked.push(name); return Promise.reject(new Error('lost')) },
    changed: () => changed++
  })
  const frame = { left: 0.5, right: 0.5, top: 0.25, bottom: 0.25 }
  assert.equal(fine.at(10, frame), null)
  assert.deepEqual(asked, [])
  assert.equal(fine.at(12, frame), null)
  await new Promise((resolve) => { setImmediate(resolve) })
  assert.equal(fine.at(12, frame), null)
  assert.deepEqual([asked, changed], [['12/128/64', '12/128/64'], 0])
})
