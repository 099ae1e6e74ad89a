import assert from 'node:assert/strict'
import { test } from 'node:test'
import { categoriesIn, cellsOf, countRange, createCounter, endedBefore, gridOf, indexCells, kindsOf, levelAt, pointOf, slotsOf, squareOf, totalsOf } from '../../../components/frontend/map/cell-counts.js'
import { begunBefore, binOf, daysOf, entryMask, passes } from '../../../components/frontend/shared/scene.js'
import { seeded } from '../timeline/random.js'
import { countedScene, EVERYWHERE, FINEST } from './world.js'

const FROM_HERE = { x: 700, y: 400 }

/** Events of a counted scene: {first, last, x, y} or {first, last, set}, in the order of their first days. */
function someEvents ({ whole, random }, count) {
  return Array.from({ length: count }, () => {
    const first = whole(0, 60)
    const last = random() < 0.3 ? first + whole(1, 30) : first
    const category = whole(0, 1)
    return random() < 0.2 ? { first, last, category, set: whole(0, 2) } : { first, last, category, x: whole(0, 500), y: whole(0, 300) }
  }).sort((one, other) => one.first - other.first)
}

function someMask ({ random }, count) {
  return random() < 0.3 ? null : Uint8Array.from({ length: Math.ceil(count / 8) }, () => Math.floor(random() * 256))
}

const indexed = (events) => indexCells(countedScene(events, FROM_HERE))
const overlaps = ({ from, to }) => ({ first, last }) => first <= to && last >= from
const nameAt = (level) => ({ x, y }) => `${level}/${(FROM_HERE.x + x) >> FINEST - level}/${(FROM_HERE.y + y) >> FINEST - level}`
const tally = (events, keyOf) => events.reduce((found, event) => found.set(keyOf(event), (found.get(keyOf(event)) ?? 0) + 1), new Map())

function byHand (events, mask, range, level) {
  const kept = events.filter((event, index) => passes(mask, index) && overlaps(range)(event))
  const placed = kept.filter((event) => 'x' in event)
  return {
    kept,
    placed,
    cells: tally(placed, nameAt(level)),
    unplaced: kept.filter(({ set }) => set === 0).length,
    inDistrict: [kept.filter(({ set }) => set > 0).length, kept.filter(({ set }) => set === 2).length, 0]
  }
}

test('a counter moved from range to range, level to level and filter to filter equals a plain count', () => {
  for (let seed = 1; seed <= 25; seed++) {
    const generator = seeded(seed)
    const events = someEvents(generator, generator.pick([0, 1, 9, 200]))
    const cells = indexed(events)
    const counter = createCounter()
    let mask = null
    let level = 4
    for (let round = 0; round < 40; round++) {
      if (generator.random() < 0.15) mask = someMask(generator, events.length)
      if (generator.random() < 0.2) level = generator.whole(2, FINEST)
      const from = generator.whole(-5, 95)
      const range = { from, to: generator.whole(from, 100) }
      const slots = slotsOf(cells, gridOf(cells, level, EVERYWHERE), mask)
      countRange(counter, cells, slots, range)
      const wanted = byHand(events, mask, range, level)
      const found = cellsOf(counter, cells, slots)
      assert.deepEqual(new Map(found.map(({ name, count }) => [name, count]).sort()), new Map([...wanted.cells].sort()))
      const { total, unplaced, inDistrict } = totalsOf(counter, cells)
      assert.deepEqual([total, unplaced, [...inDistrict]], [wanted.kept.length, wanted.unplaced, wanted.inDistrict])
      for (const cell of found) {
        const here = wanted.placed.filter((event) => nameAt(level)(event) === cell.name)
        const byCategory = [0, 1].map((one) => here.filter(({ category }) => category === one).length)
        assert.deepEqual([...categoriesIn(cell, cells, slots, range)], byCategory)
        assert.deepEqual(cell.parts, cells.kinds.map((_, kind) => byCategory.reduce((sum, count, at) => cells.kindOf[at] === kind ? sum + count : sum, 0)))
        assert.equal(cell.event, here.length === 1 ? events.indexOf(here[0]) : -1)
      }
    }
  }
})

test('what has begun and what has ended by a day are counts by hand', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const generator = seeded(seed)
    const events = someEvents(generator, 120)
    const cells = indexed(events)
    assert.deepEqual(events.map((_, index) => daysOf(cells.scene, index)), events.map(({ first, last }) => [first, last]))
    for (let day = -2; day < 95; day += 3) {
      assert.equal(begunBefore(cells.scene, day), events.filter(({ first }) => first < day).length)
      const ended = endedBefore(cells, day)
      assert.deepEqual([...cells.ends.subarray(0, ended)].sort((a, b) => a - b), events.flatMap(({ last }, index) => last < day ? [index] : []))
    }
  }
})

test('cells outside the frame are not counted one by one, but their events are counted', () => {
  const events = Array.from({ length: 300 }, (_, at) => ({ first: at, last: at, category: 0, x: at * 200, y: at * 150 }))
  const cells = indexed(events)
  const frame = { left: 0, top: 0, right: (FROM_HERE.x + 2000) / 2 ** FINEST, bottom: (FROM_HERE.y + 2000) / 2 ** FINEST }
  const slots = slotsOf(cells, gridOf(cells, FINEST - 1, frame), null)
  const counter = countRange(createCounter(), cells, slots, { from: 0, to: 400 })
  assert.equal(totalsOf(counter, cells).total, 300)
  assert.equal(cellsOf(counter, cells, slots).length, 11)
})

test('slots are kept while the map moves over a scene that fits, and made anew for another filter', () => {
  const cells = indexed([{ first: 1, last: 1, category: 0, x: 3, y: 4 }])
  const everywhere = slotsOf(cells, gridOf(cells, 5, EVERYWHERE), null)
  assert.equal(slotsOf(cells, gridOf(cells, 5, { left: 0.4, right: 0.6, top: 0, bottom: 1 }), null), everywhere)
  assert.notEqual(slotsOf(cells, gridOf(cells, 5, EVERYWHERE), Uint8Array.of(0)), everywhere)
})

test('a mark stands at the middle of its cell\'s events, whatever the day', () => {
  const cells = indexed([{ first: 1, last: 1, category: 0, x: 0, y: 0 }, { first: 2, last: 2, category: 0, x: 2, y: 0 }])
  const slots = slotsOf(cells, gridOf(cells, 3, EVERYWHERE), null)
  const counter = createCounter()
  const at = (to) => cellsOf(countRange(counter, cells, slots, { from: 0, to }), cells, slots).map(({ x, count }) => [x * 2 ** FINEST, count])
  assert.deepEqual(at(1), [[FROM_HERE.x + 1.5, 1]])
  assert.deepEqual(at(2), [[FROM_HERE.x + 1.5, 2]])
})

test('the level follows the zoom and stops at the finest cells', () => {
  for (const zoom of [6, 8.25, 9.5, 11.75]) {
    const side = 256 * 2 ** (zoom - levelAt(zoom, 22, 48))
    assert.ok(side >= 48 && side < 96)
  }
  assert.equal(levelAt(15, 16, 48), 16)
  assert.equal(levelAt(-10, 16, 48), 0)
})

test('an event has the middle of its finest cell, or no point', () => {
  const { scene } = indexed([{ first: 1, last: 1, category: 0, x: 3, y: 4 }, { first: 2, last: 2, category: 0, set: 0 }])
  assert.deepEqual(pointOf(scene, 0), { x: (FROM_HERE.x + 3.5) / 2 ** FINEST, y: (FROM_HERE.y + 4.5) / 2 ** FINEST })
  assert.equal(pointOf(scene, 1), null)
  assert.equal(pointOf(scene, 7), null)
})

test('the square of a cell is that of its map tile', () => {
  assert.deepEqual(squareOf('2/1/3'), { left: 0.25, top: 0.75, right: 0.5, bottom: 1 })
  assert.equal(squareOf(null), null)
  assert.equal(squareOf('2/1'), null)
})

test('a family of most events is told by its categories, others as families, and what does not occur not at all', () => {
  const scene = (categories) => ({
    ...countedScene(categories.map((category) => ({ first: 1, last: 1, category, set: 0 })), FROM_HERE),
    groups: [{ id: 'one' }, { id: 'two' }, { id: 'none' }],
    categories: [{ group: 'one' }, { group: 'one' }, { group: 'two' }, { group: 'none' }]
  })
  assert.deepEqual(kindsOf(scene([0, 1, 1, 2])), { kinds: [{ category: 0 }, { category: 1 }, { group: 1 }], of: Uint8Array.of(0, 1, 2, 0) })
  assert.deepEqual(kindsOf(scene([0, 1, 2, 2])), { kinds: [{ group: 0 }, { group: 1 }], of: Uint8Array.of(0, 0, 1, 0) })
})

/** A scene with counts of the same events by bin: an entry for each place, category and bin in which events begin or end. */
function binned (events, bin) {
  const entries = new Map()
  const add = (event, day, amount) => {
    const key = JSON.stringify([binOf(day, bin), event.category, event.x ?? null, event.y ?? event.set])
    const entry = entries.get(key) ?? { ...event, first: binOf(day, bin), last: binOf(day, bin), begins: 0, ends: 0 }
    entry[amount]++
    entries.set(key, entry)
  }
  for (const event of events) { add(event, event.first, 'begins'); add(event, event.last, 'ends') }
  const sorted = [...entries.values()].sort((one, other) => one.first - other.first)
  const scene = countedScene(sorted, FROM_HERE)
  Object.assign(scene.events, { count: events.length, cells: { ...scene.events.cells, bin } })
  Object.assign(scene.columns, { begins: Uint32Array.from(sorted, ({ begins }) => begins), ends: Uint32Array.from(sorted, ({ ends }) => ends) })
  return indexCells(scene)
}

test('counts by day are those of the events, counts by a longer bin those of the events that touch its bins', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const generator = seeded(seed)
    const events = someEvents(generator, 200)
    for (const bin of ['day', 'week', 'month', 'year']) {
      const cells = binned(events, bin)
      const counter = createCounter()
      for (let round = 0; round < 10; round++) {
        const from = generator.whole(-5, 95)
        const range = { from, to: generator.whole(from, 100) }
        const slots = slotsOf(cells, gridOf(cells, generator.whole(2, FINEST), EVERYWHERE), null)
        countRange(counter, cells, slots, range)
        const touched = events.filter(({ first, last }) => binOf(first, bin) <= range.to && binOf(last, bin) >= binOf(from, bin))
        assert.equal(totalsOf(counter, cells).total, touched.length)
        const found = cellsOf(counter, cells, slots)
        assert.equal(found.reduce((sum, { count }) => sum + count, 0), touched.filter((event) => 'x' in event).length)
        assert.ok(found.every(({ event }) => event === -1))
        const [mark] = found
        if (mark) assert.equal(categoriesIn(mark, cells, slots, range).reduce((sum, count) => sum + count, 0), mark.count)
      }
    }
  }
})

test('filters let entries through by the list of districts, the category and the verdict', () => {
  const bits = (...set) => btoa(String.fromCharCode(set.reduce((byte, at) => byte | 1 << at, 0)))
  const entries = { set: [0, 1, 2, 1], category: [0, 0, 1, 1], evidence: [0, 1, 0, 0] }
  const mask = entryMask(entries, [bits(1, 2), bits(1), bits(0)].join('.'))
  assert.deepEqual([0, 1, 2, 3].map((at) => passes(mask, at)), [false, false, true, true])
  assert.equal(entryMask(entries, null), null)
})
