import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWords, fill } from '../../../components/frontend/shared/words.js'
import { dayOfIso as day } from '../days.js'

const STRINGS = { 'events.one': '{count} event', 'events.other': '{count} events', 'legend.held': 'Held on {day}' }
const words = createWords({ language: 'en-GB', strings: STRINGS })

test('days are written as a person would, and only as exactly as they are known', () => {
  assert.equal(words.day(day('2020-11-25')), '25 Nov 2020')
  assert.equal(words.day(day('2023-09-19')), '19 Sep 2023')
  assert.equal(words.span(day('1993-04-01'), day('1993-04-30')), 'Apr 1993')
  assert.equal(words.span(day('1992-01-01'), day('1992-12-31')), '1992')
  assert.equal(words.span(day('2020-09-27'), day('2020-11-10')), '27 Sep 2020 – 10 Nov 2020')
})

test('messages are filled and counted in the language', () => {
  assert.equal(words.count('events', 1), '1 event')
  assert.equal(words.count('events', 0), '0 events')
  assert.equal(words.count('events', 1200), '1,200 events')
  assert.equal(words.say('legend.held', { day: 'x' }), 'Held on x')
  assert.equal(words.say('nothing.of.the.kind'), 'nothing.of.the.kind')
  assert.equal(fill('{a} {b}', { a: '{b}' }), '{b} {b}')
})

test('values are put into a sentence as they are', () => {
  assert.equal(fill('{a} and {b} {c}', { a: '{b}', b: '$&' }), '{b} and $& {c}')
})

test('large counts are short on a badge', () => {
  assert.equal(words.compact(999), '999')
  assert.match(words.compact(12345), /^12\.3\s?[Kk]$/)
  assert.match(words.brief(12345), /^12\s?[Kk]$/)
})

test('dates are written day, month, year in English and as usual elsewhere', () => {
  const date = (language, shape) => createWords({ language, strings: STRINGS }).date(day('2020-09-07'), shape)
  for (const language of ['en', 'en_GB', 'en-US']) assert.equal(date(language), '7 Sep 2020')
  assert.equal(date('en', 'long'), '7 September 2020')
  assert.equal(date('en', 'monthOnly'), 'Sep')
  assert.match(date('ru'), /7 сент/)
  assert.equal(date('not a language'), '7 Sep 2020')
})

const AZERBAIJANI = {
  months: { MMM: ['yan', 'fev', 'mar', 'apr', 'may', 'iyn', 'iyl', 'avq', 'sen', 'okt', 'noy', 'dek'], LLLL: Array(12).fill('Noyabr') },
  dates: { short: "d MMM y', c.'", month: 'MMM y', year: 'y', monthOnly: 'LLLL', dayOnly: 'dd.MM.yy' },
  numbers: { group: '.', decimal: ',', minimumGrouping: 2, compact: { 1000: '0 min', 1000000: '00 mln' } }
}

test('dates and numbers are written as the server says, whatever the browser knows', () => {
  const given = createWords({ language: 'az', strings: STRINGS, formats: AZERBAIJANI })
  assert.equal(given.date(day('2020-11-05')), '5 noy 2020, c.')
  assert.equal(given.date(day('2020-11-05'), 'dayOnly'), '05.11.20')
  assert.equal(given.date(day('2020-11-05'), 'monthOnly'), 'Noyabr')
  assert.equal(given.span(day('2020-11-01'), day('2020-11-30')), 'noy 2020')
  assert.deepEqual([999, 1234, 12345, 1234567, -1.5].map(given.number), ['999', '1234', '12.345', '1.234.567', '-1,5'])
  assert.deepEqual([950, 1234, 12345, 1234567].map(given.compact), ['950', '1,2 min', '12,3 min', '1,2 mln'])
  assert.deepEqual([950, 1234, 12345].map(given.brief), ['950', '1,2 min', '12 min'])
})

test('what the server does not say is asked of the browser', () => {
  const given = createWords({ language: 'ru', strings: STRINGS, formats: { numbers: { group: ' ', decimal: ',' } } })
  assert.equal(given.number(12345), '12 345')
  assert.match(given.date(day('2020-09-07')), /7 сент/)
})

test('a message has the plural form of the language, and the general one where that is missing', () => {
  const forms = Object.fromEntries(['one', 'few', 'many', 'other'].map((form) => [`events.${form}`, `{count} ${form}`]))
  const counted = (language, strings) => [1, 2, 5, 21].map((count) => createWords({ language, strings }).count('events', count))
  assert.deepEqual(counted('ru', forms), ['1 one', '2 few', '5 many', '21 one'])
  assert.deepEqual(counted('az', forms), ['1 one', '2 other', '5 other', '21 other'])
  assert.deepEqual(counted('hy', forms), ['1 one', '2 other', '5 other', '21 other'])
  assert.deepEqual(counted('ru', { 'events.other': '{count}' }), ['1', '2', '5', '21'])
})
