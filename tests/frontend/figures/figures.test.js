import assert from 'node:assert/strict'
import { test } from 'node:test'

import { pickOf } from '../../../components/frontend/shared/dom.js'
import { page } from '../../../components/frontend/figures/charts.js'
import { names, shifts } from '../../../components/frontend/figures/names.js'
import { neighbour, plot, showTime, stepPath } from '../../../components/frontend/figures/plot.js'
import { toCsv, toSvg } from '../../../components/frontend/figures/save.js'
import { across } from '../../../components/frontend/figures/time-axis.js'
import { classed, named, openPage } from '../fake-document.js'

const ATTACK = '<img src=x onerror=alert(1)>'
const SCRIPT = ['javascript', 'alert(1)'].join(':')
const TIME = { first: 100, last: 199, ticks: [{ day: 150, text: '1993' }] }
const MARK = {
  key: 'mark displaced an-event',
  event: 'an-event',
  name: ATTACK,
  first: 110,
  last: 119,
  low: 40,
  high: 60,
  differ: true,
  chosen: false,
  text: '3 Apr 1993, Flight: 53,340 to 60,000 persons, 2 sources',
  dots: [{ at: 40, other: false }, { at: 60, other: false }, { at: 30, other: true }]
}
const SOURCE = { voice: 'Azerbaijani', name: 'Outlet', hint: 'A title', date: '1993', url: 'https://example.org/' }
const CHART = {
  id: 'displaced',
  title: 'People displaced',
  unit: 'persons',
  line: '1 event, from 53,340 to 60,000 persons',
  scale: [{ at: 0, text: '0' }, { at: 100, text: '80,000' }],
  scale_note: null,
  marks: [MARK, { ...MARK, key: 'mark displaced other', event: 'other', first: 50, last: 105, chosen: true }],
  lines: [],
  added: { title: 'Not added.', text: 'The events overlap.' },
  more: 'Numbers and sources (1)',
  head: ['Event', 'Range', 'Who says so'],
  rows: [{
    key: 'displaced an-event', event: 'an-event', title: ATTACK, date: '3 Apr 1993', range: '53,340 to 60,000', of: 'Kalbajar', left_out: null,
    values: [{ text: '53,340', unit: 'persons', notes: [ATTACK], sources: ['a', 'b'] }]
  }]
}
const MODEL = {
  palette: { words: { new_tab: 'opens in a new tab' } },
  title: ['Figures of ', { text: 'Kalbajar', data: true }],
  line: ['1992 to 1994'],
  rule: 'Figures stand side by side.',
  legend: { box: 'range', differ: 'sources differ', dot: 'a value', other: 'another measure' },
  time: TIME,
  charts: [CHART],
  saving: { csv: 'CSV', picture: 'Picture', credit: 'A dataset' },
  sources: { a: SOURCE, b: { ...SOURCE, url: SCRIPT } },
  empty: null,
  without: null
}

function drawn (changes = {}) {
  const body = openPage()
  body.append(...page({ ...MODEL, ...changes }))
  return body
}

test('a day stands where it begins between the first and the end of the last day', () => {
  assert.equal(across(100, TIME), 0)
  assert.equal(across(150, TIME), 50)
  assert.equal(across(200, TIME), 100)
})

test('a mark spans the days of its event and the range of its claims, with a dot for each value', () => {
  const body = openPage()
  body.append(plot(CHART, TIME))
  const [first, cut] = body.all(classed('mark'))
  assert.deepEqual(first.styles, { left: '10%', width: '10%', bottom: '40%', height: '20%' })
  assert.deepEqual(first.all(classed('dot')).map(({ styles }) => styles.bottom), ['0%', '100%', '-50%'])
  assert.deepEqual(first.all(classed('dot')).map(({ attributes }) => attributes['data-other']), [undefined, undefined, ''])
  assert.deepEqual([cut.styles.left, cut.styles.width], ['0%', '6%'])
})

test('a mark of one number has its dots at that number', () => {
  const body = openPage()
  body.append(plot({ ...CHART, marks: [{ ...MARK, high: 40, dots: [{ at: 40 }] }] }, TIME))
  assert.equal(body.all(classed('dot'))[0].styles.bottom, '0%')
})

test('each mark chooses its event and says its numbers', () => {
  const marks = drawn().all(classed('mark'))
  assert.deepEqual(marks.map(pickOf), [{ event: 'an-event' }, { event: 'other' }])
  assert.equal(marks[0].attributes['aria-label'], MARK.text)
})

test('the Tab key stops once a chart, at the chosen mark', () => {
  assert.deepEqual(drawn().all(classed('mark')).map(({ attributes }) => attributes.tabindex), ['-1', '0'])
  const none = { ...CHART, marks: CHART.marks.map((mark) => ({ ...mark, chosen: false })) }
  assert.deepEqual(drawn({ charts: [none] }).all(classed('mark')).map(({ attributes }) => attributes.tabindex), ['0', '-1'])
})

test('marks on one spot are moved aside, all others stay where their days are', () => {
  const mark = (first, low) => ({ first, last: first, low, high: low, name: 'x' })
  const moved = shifts([mark(110, 50), mark(110, 50), mark(110, 51), mark(110, 90), mark(160, 50)], TIME)
  assert.deepEqual([moved[0], moved[3], moved[4]], [0, 0, 0])
  assert.equal(new Set(moved.slice(0, 3)).size, 3)
})

test('marks are labels where there is room, the highest first, and no name lies on another', () => {
  const marks = [50, 51, 90].map((low, index) => ({ first: 110, last: 110, low, high: low, name: `Event ${index}` }))
  const labels = names(marks, TIME)
  assert.equal(labels[0].index, 2)
  assert.ok(labels.every(({ bottom }, index) => labels.every((other, at) => at === index || Math.abs(other.bottom - bottom) > 5)))
  assert.equal(names([{ ...marks[0], name: 'a'.repeat(90) }], TIME)[0].text.length, 26)
})

test('in a narrow plot no name lies on a dot, on another name or beyond an axis', () => {
  const room = { width: 280, height: 220, step: 9, widthOf: (text) => text.length * 7 }
  const marks = Array.from({ length: 40 }, (_, index) => {
    const [first, low] = [100 + index * 37 % 100, index * 53 % 100]
    return { first, last: first + index % 3, low, high: Math.min(100, low + index % 4 * 5), name: `Place ${index}` }
  })
  const moved = shifts(marks, TIME, room)
  const found = names(marks, TIME, room).map(({ index, text, at, bottom, isLeft }) => {
    const [edge, wide] = [at * 2.8, room.widthOf(text)]
    return { index, left: isLeft ? edge - 5 - wide : edge + 5, right: isLeft ? edge - 5 : edge + 5 + wide, y: bottom * 2.2 }
  })
  assert.ok(found.length > 4)
  for (const { index, left, right, y } of found) {
    assert.ok(left >= 0 && right <= 280 && y >= 7, `name ${index} is beyond an axis`)
    marks.forEach((mark, other) => {
      const x = (across(mark.first, TIME) + across(mark.last + 1, TIME)) * 1.4 + moved[other]
      const isAcross = mark.high * 2.2 > y - 7 && mark.low * 2.2 < y + 7
      assert.ok(!isAcross || x < left || x > right, `name ${index} lies on dot ${other}`)
    })
    for (const other of found) {
      assert.ok(other.index === index || Math.abs(other.y - y) >= 13.9 || other.left > right || other.right < left, `names ${index} and ${other.index}`)
    }
  }
})

test('a chart as CSV has a row for each value and source, and no formula', () => {
  const chart = { ...CHART, rows: [{ ...CHART.rows[0], title: '=1+1', of: 'a, "b"' }] }
  const lines = toCsv(chart, MODEL.sources).trimEnd().split('\r\n')
  assert.equal(lines.length, 3)
  assert.ok(lines[1].startsWith('an-event,'))
  assert.ok(lines[1].includes(",'=1+1,"))
  assert.ok(lines[1].includes('"a, ""b"""'))
})

test('a chart as a picture has its words as words', () => {
  const svg = toSvg(CHART, TIME, 'A dataset, data version 1')
  assert.ok(svg.includes('People displaced (persons)') && svg.includes('A dataset, data version 1'))
  assert.ok(!svg.includes(ATTACK))
  assert.equal(svg.match(/<circle/g)?.length, 6)
})

test('arrow keys go to the marks beside, Home and End to the outer ones, others nowhere', () => {
  assert.deepEqual(['ArrowRight', 'ArrowLeft', 'Home', 'End', 'a'].map((key) => neighbour(1, key, 4)), [2, 0, 0, 3, -1])
  assert.equal(neighbour(3, 'ArrowRight', 4), -1)
  assert.equal(neighbour(0, 'ArrowLeft', 4), -1)
})

test('a running total stays as it was until the next figure', () => {
  assert.equal(stepPath([[100, 10], [150, 20], [175, 60]], TIME), 'M0 90H50V80H75V40')
})

test('the chosen range and day are put into every plot, and what is outside is set back', () => {
  const element = (dataset = {}) => ({ dataset, style: {}, out: null, toggleAttribute (name, on) { this.out = on } })
  const [range, day] = [element(), element()]
  const marks = [element({ first: '110', last: '119' }), element({ first: '150', last: '160' }), element({ first: '125', last: '140' })]
  const body = { querySelectorAll: (selector) => ({ '.range': [range], '.day': [day], '.mark': marks })[selector] }
  showTime(body, TIME, { from: 90, to: 129, day: 120 })
  assert.deepEqual([range.style.left, range.style.width], ['0%', '30%'])
  assert.equal(day.style.left, '20.5%')
  assert.deepEqual(marks.map(({ out }) => out), [false, true, false])
  showTime(body, TIME, { from: 90, to: 300, day: 300 })
  assert.equal(day.hidden, true)
})

test('the table has the same numbers with who says so; words of the data stay words', () => {
  const body = drawn()
  assert.equal(body.all(named('details')).length, 1)
  const table = body.all(named('table'))[0]
  assert.match(table.textContent, /53,340 to 60,000/)
  assert.match(table.textContent, /Azerbaijani: Outlet/)
  assert.ok(table.textContent.includes(ATTACK))
  assert.equal(body.all(named('img')).length, 0)
  assert.deepEqual(body.all(named('a')).map(({ attributes }) => attributes.href), ['https://example.org/'])
})

test('where nothing was counted the page says why and offers a way on', () => {
  const body = drawn({ charts: [], empty: { title: 'No figures', hint: 'Widen the range.', buttons: [{ text: 'Reset', pick: { reset: 'all' } }] } })
  assert.equal(body.all(classed('chart')).length, 0)
  assert.equal(body.all(classed('legend')).length, 0)
  assert.deepEqual(body.all(named('button')).map(pickOf), [{ reset: 'all' }])
})
