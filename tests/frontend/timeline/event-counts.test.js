import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barOf, beginning, countEvents, neighbouringEvent, overlapping, timeMask } from '../../../components/frontend/timeline/event-counts.js'
import { decodeMask, eventsInRange, passes } from '../../../components/frontend/shared/scene.js'
import { seeded, someEvents } from './random.js'

const RANGE = [6574, 9000]
const CATEGORIES = 5

function someMask ({ random }, count) {
  if (random() < 0.3) return null
  const bytes = Uint8Array.from({ length: Math.ceil(count / 8) }, () => Math.floor(random() * 256))
  return decodeMask(btoa(String.fromCharCode(...bytes)))
}

function * worlds (rounds) {
  for (let seed = 1; seed <= rounds; seed++) {
    const generator = seeded(seed)
    const columns = someEvents(generator, generator.pick([0, 1, 40, 300]), RANGE, CATEGORIES)
    const mask = someMask(generator, columns.first.length)
    yield { generator, columns, mask, counts: countEvents(columns, mask, CATEGORIES, RANGE) }
  }
}

test('overlapping events, of all and by category, equal a count one by one', () => {
  for (const { generator, columns, mask, counts } of worlds(60)) {
    for (let round = 0; round < 40; round++) {
      const from = generator.whole(...RANGE)
      const to = generator.whole(from, RANGE[1])
      const found = eventsInRange({ columns }, mask, from, to)
      assert.equal(overlapping(counts, from, to), found.length)
      for (let category = 0; category < CATEGORIES; category++) {
        assert.equal(overlapping(counts, from, to, category), found.filter((index) => columns.category[index] === category).length)
      }
    }
  }
})

test('beginning events equal a count one by one', () => {
  for (const { generator, columns, mask, counts } of worlds(40)) {
    for (let round = 0; round < 40; round++) {
      const from = generator.whole(...RANGE)
      const to = generator.whole(from, RANGE[1])
      const found = [...columns.first].filter((first, index) => passes(mask, index) && first >= from && first <= to)
      assert.equal(beginning(counts, from, to), found.length)
    }
  }
})

test('an empty span, and one outside the data, begin nothing', () => {
  for (const { counts } of worlds(5)) {
    assert.equal(beginning(counts, 7000, 6999), 0)
    assert.equal(beginning(counts, 0, 6573), 0)
    assert.equal(beginning(counts, 9001, 20000), 0)
  }
})

test('a bar shows in colour what begins in the range, and no more than its total', () => {
  for (const { generator, counts } of worlds(40)) {
    const from = generator.whole(...RANGE)
    const range = { from, to: generator.whole(from, RANGE[1]) }
    const start = generator.whole(...RANGE)
    const bar = barOf(counts, { from: start, to: Math.min(RANGE[1], start + 365) }, range)
    const coloured = bar.inside.reduce((sum, count) => sum + count, 0)
    assert.equal(bar.inside.length, CATEGORIES)
    assert.ok(coloured <= bar.total)
    assert.equal(coloured, beginning(counts, Math.max(bar.from, range.from), Math.min(bar.to, range.to)))
    const whole = barOf(counts, bar, { from: RANGE[0], to: RANGE[1] })
    assert.equal(whole.inside.reduce((sum, count) => sum + count, 0), bar.total)
  }
})

test('the next and the last event are the nearest days on which one begins', () => {
  for (const { generator, columns, mask, counts } of worlds(40)) {
    const days = [...columns.first].filter((first, index) => passes(mask, index) && first >= RANGE[0] && first <= RANGE[1])
    const day = generator.whole(...RANGE)
    const later = days.filter((first) => first > day)
    const earlier = days.filter((first) => first < day)
    assert.equal(neighbouringEvent(counts, day, 1), later.length ? Math.min(...later) : null)
    assert.equal(neighbouringEvent(counts, day, -1), earlier.length ? Math.max(...earlier) : null)
  }
})

test('events that travel day by day are counted as those that travel one by one', () => {
  for (const { columns, mask, counts } of worlds(40)) {
    const { first, last, category } = columns
    const days = [...new Set(first)]
    const long = [...first.keys()].filter((index) => last[index] > first[index])
    const byDay = {
      day: Int32Array.from(days),
      day_start: Uint32Array.from([...days.map((day) => first.indexOf(day)), first.length]),
      category,
      long: Uint32Array.from(long),
      long_last: Int32Array.from(long, (index) => last[index])
    }
    assert.deepEqual(countEvents(byDay, mask, CATEGORIES, RANGE), counts)
  }
})

test('bins of a store are counted as many times as events begin and end in them, of those that a filter keeps', () => {
  const columns = {
    bin_day: [10, 10, 20],
    bin_set: [0, 1, 0],
    bin_category: [0, 1, 0],
    bin_evidence: [0, 0, 0],
    bin_begins: [3, 2, 1],
    bin_ends: [1, 2, 3]
  }
  const all = countEvents(columns, timeMask(columns, null), 2, [0, 30])
  assert.deepEqual([beginning(all, 0, 30), beginning(all, 10, 10), overlapping(all, 15, 30), overlapping(all, 15, 30, 1)], [6, 5, 3, 0])
  const one = countEvents(columns, timeMask(columns, 'AQ==.Aw==.AQ=='), 2, [0, 30])
  assert.deepEqual([beginning(one, 0, 30), beginning(one, 0, 30, 1)], [4, 0])
})
