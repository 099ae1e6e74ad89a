import assert from 'node:assert/strict'
import { test } from 'node:test'
import { barUnit, dayAt, gridlines, periods, placeLabels, showing, span, ticks, windowFor, within, xOf, zoom } from '../../../components/frontend/timeline/time-scale.js'
import { dayOfIso, isoOfDay } from '../days.js'
import { seeded } from './random.js'

const LIMITS = { first: dayOfIso('1988-01-01'), last: dayOfIso('2026-11-21') }
const WHOLE = { from: LIMITS.first, to: LIMITS.last }

function someWindow ({ whole }) {
  const from = whole(LIMITS.first, LIMITS.last)
  return { from, to: whole(from, LIMITS.last) }
}

test('the day under the middle of a day is that day', () => {
  const generator = seeded(1)
  for (let round = 0; round < 2000; round++) {
    const window = someWindow(generator)
    const width = generator.whole(50, 2000)
    const day = generator.whole(window.from, window.to)
    assert.equal(dayAt(window, width, xOf(window, width, day + 0.5)), day)
  }
})

test('the window fills the width exactly, and beyond it the nearest day is meant', () => {
  assert.equal(xOf(WHOLE, 900, WHOLE.from), 0)
  assert.equal(xOf(WHOLE, 900, WHOLE.to + 1), 900)
  assert.equal(dayAt(WHOLE, 900, -50), WHOLE.from)
  assert.equal(dayAt(WHOLE, 900, 5000), WHOLE.to)
})

test('35 years are drawn by year, ten by month, 44 days by day', () => {
  assert.equal(barUnit(WHOLE, 908), 'year')
  assert.equal(barUnit({ from: dayOfIso('2014-01-01'), to: dayOfIso('2023-12-31') }, 908), 'month')
  assert.equal(barUnit({ from: dayOfIso('2020-09-20'), to: dayOfIso('2020-11-16') }, 908), 'day')
})

test('bars are as fine as they can be at four pixels', () => {
  const generator = seeded(2)
  for (let round = 0; round < 500; round++) {
    const window = someWindow(generator)
    const width = generator.whole(200, 1500)
    const unit = barUnit(window, width)
    const days = { day: 1, month: 30.44, year: 365.25 }
    const pixels = (name) => days[name] * width / span(window)
    if (unit !== 'year') assert.ok(pixels(unit) >= 4)
    if (unit === 'month') assert.ok(pixels('day') < 4)
    if (unit === 'year') assert.ok(pixels('month') < 4)
  }
})

test('periods cover the window without gap or overlap, within the data', () => {
  const generator = seeded(3)
  for (let round = 0; round < 300; round++) {
    const window = someWindow(generator)
    const unit = generator.pick(['day', 'month', 'year'])
    const found = periods(window, unit, LIMITS)
    assert.ok(found[0].from <= window.from && found[0].from >= LIMITS.first)
    assert.ok(found.at(-1).to >= window.to && found.at(-1).to <= LIMITS.last)
    for (let index = 1; index < found.length; index++) assert.equal(found[index].from, found[index - 1].to + 1)
  }
})

test('ticks keep their distance and fall on round dates', () => {
  const generator = seeded(4)
  for (let round = 0; round < 400; round++) {
    const window = someWindow(generator)
    const width = generator.whole(300, 1500)
    const found = ticks(window, width)
    assert.equal(found[0].day, window.from)
    found.slice(1).forEach(({ day, unit }, index) => {
      assert.ok(day >= window.from && day <= window.to)
      const iso = isoOfDay(day)
      if (unit === 'year') assert.match(iso, /-01-01$/)
      if (unit === 'month') assert.match(iso, /-01$/)
      if (index > 0) assert.ok(xOf(window, width, day) - xOf(window, width, found[index].day) >= 55)
    })
  }
})

test('the whole time on a desk is labelled every five years', () => {
  const labels = ticks(WHOLE, 908).map(({ day }) => isoOfDay(day).slice(0, 4))
  assert.deepEqual(labels, ['1988', '1995', '2000', '2005', '2010', '2015', '2020', '2025'])
})

test('gridlines are round, few, and never above the largest bar', () => {
  assert.deepEqual(gridlines(0), [])
  assert.deepEqual(gridlines(1), [1])
  assert.deepEqual(gridlines(3), [1, 2, 3])
  assert.deepEqual(gridlines(74), [20, 40, 60])
  for (let largest = 1; largest < 5000; largest++) {
    const lines = gridlines(largest)
    assert.ok(lines.length >= 1 && lines.length <= 3, `${largest}: ${lines}`)
    assert.ok(lines.at(-1) <= largest)
    assert.match(String(lines[0]), /^[125]0*$/)
  }
})

test('labels never touch, stay inside, and the earlier in the list stays', () => {
  const generator = seeded(5)
  for (let round = 0; round < 500; round++) {
    const width = generator.whole(200, 1200)
    const labels = Array.from({ length: generator.whole(0, 14) }, () => ({ x: generator.whole(-50, width + 50), width: generator.whole(20, 160) }))
    const placed = placeLabels(labels, width)
    placed.forEach(({ left, right }, index) => {
      assert.ok(left >= 0 && right <= width)
      placed.slice(index + 1).forEach((other) => assert.ok(right + 10 <= other.left || left >= other.right + 10))
    })
    if (labels.length && labels[0].x >= 0 && labels[0].x <= width) assert.equal(placed[0].index, 0)
  }
})

test('a short range is zoomed to with margins, a long one shows everything', () => {
  const war = { from: dayOfIso('2020-09-27'), to: dayOfIso('2020-11-10') }
  const zoomed = windowFor(war, LIMITS)
  assert.deepEqual([isoOfDay(zoomed.from), isoOfDay(zoomed.to)], ['2020-09-20', '2020-11-17'])
  assert.deepEqual(windowFor({ from: dayOfIso('1992-01-01'), to: dayOfIso('1994-12-31') }, LIMITS), WHOLE)
  const two = windowFor({ from: dayOfIso('2023-09-19'), to: dayOfIso('2023-09-20') }, LIMITS)
  assert.equal(span(two), 16)
})

test('zooming and moving keep the window within the data', () => {
  const generator = seeded(6)
  for (let round = 0; round < 2000; round++) {
    const window = someWindow(generator)
    const day = generator.whole(LIMITS.first - 900, LIMITS.last + 900)
    const inside = Math.min(Math.max(day, LIMITS.first), LIMITS.last)
    const made = generator.pick([
      () => zoom(window, LIMITS, generator.whole(window.from, window.to), generator.random() * 4 + 0.05),
      () => within({ from: day, to: day + span(window) - 1 }, LIMITS),
      () => showing(window, LIMITS, inside)
    ])()
    assert.ok(made.from >= LIMITS.first && made.to <= LIMITS.last && made.from <= made.to)
  }
})

test('zooming leaves the day under the pointer in its place', () => {
  const window = { from: dayOfIso('2010-01-01'), to: dayOfIso('2019-12-31') }
  const at = dayOfIso('2014-06-01')
  const before = xOf(window, 900, at)
  const after = xOf(zoom(window, LIMITS, at, 0.5), 900, at)
  assert.ok(Math.abs(before - after) < 1)
})

test('showing a day moves the window only when it must', () => {
  const window = { from: 10000, to: 10099 }
  assert.equal(showing(window, LIMITS, 10050), window)
  const moved = showing(window, LIMITS, 10150)
  assert.equal(span(moved), 100)
  assert.ok(moved.from <= 10150 && moved.to >= 10150)
})
