import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysText, historyText, sharesText, spansOf, stripeWidths } from '../../../components/frontend/timeline/history.js'
import { fill, wordsFor } from '../../../components/frontend/timeline/words.js'
import { dayOfIso } from '../../../components/frontend/shared/scene.js'

const CONTROLLERS = [{ id: 'azerbaijan', label: 'Azerbaijani control' }, { id: 'armenian_forces', label: 'Armenian control' }, { id: 'contested', label: 'Contested' }, { id: 'unrecorded', label: 'Control not recorded' }]
const STRINGS = {
  share_larger: 'Mostly {first}, part {second}', share_even: 'Part {first}, part {second}', share_unrecorded: '{first} in part, rest not recorded',
  until: 'until {day}', since: 'since {day}', range: '{from} – {to}', control_one: 'Control of {name} district',
  events_one: '{count} event', events_other: '{count} events', spoken: '{day}, {events}', per_year: '{events} a year'
}
const words = wordsFor(STRINGS, 'en')
const segments = [
  { from: dayOfIso('1988-01-01'), shares: [[0, 'whole']] },
  { from: dayOfIso('1993-04-02'), shares: [[1, 'whole']] },
  { from: dayOfIso('1994-05-12'), shares: [[1, 'whole']] },
  { from: dayOfIso('2020-11-25'), shares: [[0, 'larger'], [1, 'smaller']] }
]
const LAST = dayOfIso('2026-11-21')

test('segments with equal shares are one span, and the last runs to today', () => {
  const spans = spansOf(segments, LAST)
  assert.deepEqual(spans.map(({ from, to }) => [from, to]), [
    [segments[0].from, segments[1].from - 1], [segments[1].from, segments[3].from - 1], [segments[3].from, LAST]
  ])
})

test('shares are told as the panel tells them', () => {
  assert.equal(sharesText([[1, 'whole']], CONTROLLERS, STRINGS), 'Armenian control')
  assert.equal(sharesText([[0, 'larger'], [1, 'smaller']], CONTROLLERS, STRINGS), 'Mostly Azerbaijani control, part Armenian control')
  assert.equal(sharesText([[1, 'even'], [0, 'even']], CONTROLLERS, STRINGS), 'Part Armenian control, part Azerbaijani control')
  assert.equal(sharesText([[2, 'even'], [3, 'even']], CONTROLLERS, STRINGS), 'Contested in part, rest not recorded')
})

test('the first span says until when, the last since when, the others both', () => {
  const spans = spansOf(segments, LAST)
  assert.deepEqual(spans.map((span, index) => daysText(span, index, spans, words)), ['until 1 Apr 1993', '2 Apr 1993 – 24 Nov 2020', 'since 25 Nov 2020'])
  assert.equal(daysText(spans[0], 0, [spans[0]], words), '')
})

test('the whole history is one sentence', () => {
  const said = historyText('Kalbajar', spansOf(segments, LAST), CONTROLLERS, words)
  assert.equal(said, 'Control of Kalbajar district: Azerbaijani control until 1 Apr 1993; Armenian control 2 Apr 1993 – 24 Nov 2020; Mostly Azerbaijani control, part Armenian control since 25 Nov 2020')
})

test('the larger share has the wider stripe', () => {
  assert.deepEqual(stripeWidths([[0, 'larger'], [1, 'smaller']]), [8, 4])
  assert.deepEqual(stripeWidths([[0, 'even'], [3, 'even']]), [6, 6])
})

test('dates are written day, month, year in English and as usual elsewhere', () => {
  const day = dayOfIso('2020-09-07')
  for (const locale of ['en', 'en_GB', 'en-US']) assert.equal(wordsFor(STRINGS, locale).date(day), '7 Sep 2020')
  assert.equal(words.date(day, 'long'), '7 September 2020')
  assert.equal(words.date(day, 'monthOnly'), 'Sep')
  assert.match(wordsFor(STRINGS, 'ru').date(day), /7 сент/)
  assert.equal(wordsFor(STRINGS, 'not a locale').date(day), '7 Sep 2020')
})

test('numbers of events follow the plural of the language', () => {
  assert.equal(words.events(1), '1 event')
  assert.equal(words.events(0), '0 events')
  assert.equal(words.events(12345), '12,345 events')
  assert.equal(words.spoken(dayOfIso('2020-11-25'), 124), '25 November 2020, 124 events')
})

test('values are put into a sentence as they are', () => {
  assert.equal(fill('{a} and {b} {c}', { a: '{b}', b: '$&' }), '{b} and $& {c}')
})
