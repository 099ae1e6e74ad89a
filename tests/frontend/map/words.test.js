import assert from 'node:assert/strict'
import { test } from 'node:test'
import { themeOfColour } from '../../../components/frontend/map/colours.js'
import { fontFaces } from '../../../components/frontend/map/fonts.js'
import { bytesOf, createSender, receive } from '../../../components/frontend/map/main.js'
import { describe } from '../../../components/frontend/map/tooltip.js'
import { createWords, fill } from '../../../components/frontend/map/words.js'
import { at, makeScene } from './world.js'

const day = (iso) => Date.parse(iso) / 86400000
const words = createWords({ 'events.one': '{count} event', 'events.other': '{count} events', 'legend.held': 'Held on {day}' }, 'en-GB')

test('days are written as a person would, and only as exactly as they are known', () => {
  assert.equal(words.day(day('2020-11-25')), '25 Nov 2020')
  assert.equal(words.day(day('2023-09-19')), '19 Sep 2023')
  assert.equal(words.span(day('1993-04-01'), day('1993-04-30')), 'Apr 1993')
  assert.equal(words.span(day('1992-01-01'), day('1992-12-31')), '1992')
  assert.equal(words.span(day('2020-09-27'), day('2020-11-10')), '27 Sep 2020 – 10 Nov 2020')
})

test('messages are filled and counted in the language', () => {
  assert.equal(words.count('events', 1), '1 event')
  assert.equal(words.count('events', 1200), '1,200 events')
  assert.equal(words.say('legend.held', { day: 'x' }), 'Held on x')
  assert.equal(fill('{a} {b}', { a: '{b}' }), '{b} {b}')
})

test('large counts are short on a badge', () => {
  assert.equal(words.compact(999), '999')
  assert.match(words.compact(12345), /^12\.3\s?[Kk]$/)
})

test('the note on an event says its title, day, kind and evidence', () => {
  const scene = makeScene([at(day('2020-11-25'), 46.2, 39.7)])
  assert.deepEqual(describe({ kind: 'event', event: 0 }, { scene, words }, {}, null).map(({ text }) => text), ['Event 0', '25 Nov 2020', 'X · Several'])
})

test('picks carry a number that rises even within a millisecond', () => {
  const sent = []
  const send = createSender(() => ({ setComponentValue: (value) => sent.push(value) }), () => 5)
  send({ district: 'a' })
  send({ district: 'a' })
  assert.deepEqual(sent, [{ seq: 5, pick: { district: 'a' } }, { seq: 6, pick: { district: 'a' } }])
})

test('messages reach the stage, unknown ones do not', () => {
  const calls = []
  const stage = { setScene: (bytes) => calls.push(['scene', bytes]), setView: (view) => calls.push(['view', view]), setTime: (time) => calls.push(['time', time.day]) }
  for (const message of [{ type: 'scene', bytes: 1 }, { type: 'view', view: 2 }, { type: 'time', day: 3 }, { type: 'hello' }, null, 7]) receive(stage, message)
  assert.deepEqual(calls, [['scene', 1], ['view', 2], ['time', 3]])
})

test('an embedded scene is the same bytes', () => {
  assert.deepEqual([...bytesOf(Buffer.from([0, 255, 7]).toString('base64'))], [0, 255, 7])
})

test('a theme is told by its background', () => {
  assert.equal(themeOfColour('#ffffff'), 'light')
  assert.equal(themeOfColour('rgb(18, 22, 27)'), 'dark')
})

test("the page's font faces are copied with whole addresses", () => {
  class CSSFontFaceRule {
    constructor (style) { this.style = { getPropertyValue: (name) => style[name] ?? '' } }
  }
  const rules = [new CSSFontFaceRule({ 'font-family': '"Source Sans"', src: 'url("./media/a.woff2") format("woff2")', 'font-weight': '200 900' }), { style: null }]
  assert.deepEqual(fontFaces(rules, 'http://localhost/base/'), [{
    family: 'Source Sans',
    source: 'url("http://localhost/base/media/a.woff2") format("woff2")',
    descriptors: { weight: '200 900', style: 'normal' }
  }])
})
