import assert from 'node:assert/strict'
import { test } from 'node:test'
import { add, addMonths, biggerUnit, dayOf, daysInMonth, floor, following, partsOf } from '../../../components/frontend/timeline/calendar.js'
import { dayOfIso, isoOfDay } from '../days.js'
import { seeded } from './random.js'

const CASES = [
  ['2021-01-31', 'month', 1, '2021-02-28'],
  ['2020-01-31', 'month', 1, '2020-02-29'],
  ['2020-02-29', 'year', 1, '2021-02-28'],
  ['2020-02-29', 'year', 4, '2024-02-29'],
  ['2020-12-31', 'month', 2, '2021-02-28'],
  ['2020-03-31', 'month', -1, '2020-02-29'],
  ['2020-01-15', 'month', -1, '2019-12-15'],
  ['2020-11-30', 'day', 1, '2020-12-01'],
  ['1969-12-31', 'day', 1, '1970-01-01'],
  ['1969-11-30', 'month', 3, '1970-02-28'],
  ['2000-02-29', 'year', 100, '2100-02-28']
]

for (const [start, unit, count, expected] of CASES) {
  test(`${start} and ${count} ${unit} is ${expected}`, () => {
    assert.equal(isoOfDay(add(dayOfIso(start), unit, count)), expected)
  })
}

test('a day and its calendar date are the same in both directions', () => {
  const { whole } = seeded(1)
  for (let round = 0; round < 2000; round++) {
    const day = whole(-40000, 60000)
    const { year, month, date } = partsOf(day)
    assert.equal(dayOf(year, month, date), day)
  }
})

test('months later keeps the date where the month has it, and lands in the right month always', () => {
  const { whole } = seeded(2)
  for (let round = 0; round < 2000; round++) {
    const day = whole(-10000, 40000)
    const months = whole(-500, 500)
    const before = partsOf(day)
    const after = partsOf(addMonths(day, months))
    assert.equal(after.year * 12 + after.month, before.year * 12 + before.month + months)
    assert.equal(after.date, Math.min(before.date, daysInMonth(after.year, after.month)))
  }
})

test('periods follow each other without a gap and each day lies in its own', () => {
  const { whole, pick } = seeded(3)
  for (let round = 0; round < 2000; round++) {
    const day = whole(-10000, 40000)
    const unit = pick(['day', 'month', 'year'])
    const start = floor(day, unit)
    assert.ok(start <= day && day < following(day, unit))
    assert.equal(following(day, unit), following(start, unit))
    assert.equal(floor(following(day, unit), unit), following(day, unit))
    assert.equal(floor(following(day, unit) - 1, unit), start)
  }
})

test('Shift steps by the next bigger unit', () => {
  assert.deepEqual(['day', 'month', 'year', 'event'].map(biggerUnit), ['month', 'year', 'year', 'month'])
})
