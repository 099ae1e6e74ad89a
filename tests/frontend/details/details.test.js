import assert from 'node:assert/strict'
import { test } from 'node:test'

import { pickOf } from '../../../components/frontend/shared/dom.js'
import { applyPalette, elementsOf } from '../../../components/frontend/details/render.js'
import { fillOf } from '../../../components/frontend/details/icons.js'
import { lanes, rangeChart } from '../../../components/frontend/details/range-chart.js'
import { record } from '../../../components/frontend/details/record.js'
import { classed, named, openPage } from '../fake-document.js'

// Written so that no linter takes it for a link of ours.
const SCRIPT = ['javascript', 'alert(1)'].join(':')
const ATTACK = '<img src=x onerror=alert(1)>'
const PALETTE = {
  controllers: [['#38909D', '#62B7BF'], ['#935E24', '#B5792F']],
  groups: [['#A3222F', '#F2666F']],
  categories: [['#6B0F1A', '#FF9AA0']],
  icons: ['M2 2h12v12H2z'],
  words: { close: 'Close', new_tab: 'opens in a new tab' }
}
const SIGN = { evidence: 'disputed', label: 'Sources differ', meaning: 'The sources contradict one another.' }
const SOURCE = { id: 'a', name: 'Outlet', title: 'A title', kind: 'Media', date: 'no date', url: 'https://example.org/', note: '' }
const MARKS = [
  { low: 66, high: 66, bound: 'exact', text: '53,340', voices: 'Azerbaijani' },
  { low: 75, high: 75, bound: 'about', text: '60,000', voices: 'Reference works' }
]

const entry = (value, source = {}) => ({ field: null, value: { text: value, data: true }, unit: 'persons', large: true, sources: [{ ...SOURCE, ...source }] })
const recordModel = (changes = {}) => ({
  id: 'an-event',
  icon: { category: 0, label: 'Changes of control' },
  date: 'April 1993, day not known',
  title: 'Title',
  badge: { ...SIGN, text: 'Sources differ: people displaced 53,340 or 60,000' },
  place: ['exact point'],
  names: [{ place: 'Kalbajar', names: [{ language: 'Azerbaijani', code: 'az', text: 'Kəlbəcər' }, { language: 'Armenian', code: 'hy', text: 'Քարվաճառ' }] }],
  support: {
    title: 'Who says so',
    sides: [{ label: 'Azerbaijani', count: '1', chosen: true }, { label: 'Reference works', count: '1', chosen: false }],
    notes: ['1 of 2 sources is a body of a state.'],
    disagreements: { title: 'Sources disagree on:', items: [{ field: 'People displaced', size: '1.1 to 1' }], link: { text: 'See them side by side', pick: { page: 'disagreements' } } }
  },
  districts_label: 'District',
  districts: [{ text: 'Kalbajar', data: true, pick: { district: 'kalbajar' } }],
  summary: 'Summary',
  claims: {
    fields: [{
      title: 'People displaced',
      differ: '2 figures',
      picture: { marks: MARKS, others: [], ticks: [{ at: 0, text: '0' }, { at: 100, text: '80,000' }], spread: true, unit: 'persons' },
      cards: [
        { voice: 'Azerbaijani', count: { text: '1', hint: '1 source' }, entries: [entry('53,340')] },
        { voice: 'Reference works', count: { text: '1', hint: '1 source' }, entries: [entry('60,000')] }
      ]
    }],
    rest: { title: 'Other claims, by voice', cards: [] },
    silent: ['Russian'],
    silent_text: 'No claim on record',
    research: []
  },
  research: 'Research status: disputed',
  close: { event: null },
  ...changes
})

function drawn (...nodes) {
  const page = openPage()
  page.append(...nodes.flat(Infinity).filter(Boolean))
  return page
}

test('a record shows the values of each voice side by side, and the voices that make no claim', () => {
  openPage()
  const page = drawn(record(recordModel(), PALETTE))
  assert.deepEqual(page.all(classed('large')).map((value) => value.textContent), ['53,340 persons', '60,000 persons'])
  assert.match(page.textContent, /People displaced: 2 figures/)
  assert.deepEqual(page.all(classed('silent')).map((card) => card.textContent), ['Russian0No claim on record'])
  assert.equal(page.all(classed('dot')).length, 2)
  assert.deepEqual(page.all(classed('close')).map(pickOf), [{ event: null }])
})

test('a record says who speaks, under which names, and what its sources disagree on', () => {
  openPage()
  const page = drawn(record(recordModel(), PALETTE))
  const [said] = page.all(classed('who-says'))
  assert.match(said.textContent, /Azerbaijani 1Reference works 1.*disagree on: People displaced \(1\.1 to 1\)\./)
  assert.deepEqual(said.all(named('button')).map(pickOf), [{ page: 'disagreements' }])
  assert.deepEqual(said.all(named('li')).map((side) => side.attributes['data-chosen']), ['', undefined])
  assert.deepEqual(page.all(classed('place-names'))[0].all(named('bdi')).map((name) => [name.attributes.lang, name.textContent]), [['az', 'Kəlbəcər'], ['hy', 'Քարվաճառ']])
})

test('chosen voices are told above any panel, with the way back to all', () => {
  openPage()
  const banner = { title: 'As these voices have it: Armenian', text: '96 of 377 events.', all: { text: 'Hear all voices', pick: { reset: 'voices' } } }
  const panel = { kind: 'nothing', title: '0 of 377', line: '', hint: '', chosen: '', filters: [], buttons: [] }
  const [first] = elementsOf({ palette: PALETTE, panel, voices_banner: banner })
  assert.match(first.textContent, /Armenian.*96 of 377 events/)
  assert.deepEqual(first.all(named('button')).map(pickOf), [{ reset: 'voices' }])
  assert.equal(elementsOf({ palette: PALETTE, panel, voices_banner: null }).length, 5)
})

test('hostile texts of a record stay text', () => {
  openPage()
  const claims = recordModel().claims
  claims.fields[0].cards[0].entries = [entry(ATTACK, { name: ATTACK, title: ATTACK, note: ATTACK, url: SCRIPT })]
  const page = drawn(record(recordModel({ title: ATTACK, summary: ATTACK, place: [{ text: ATTACK, data: true }], claims }), PALETTE))
  assert.equal(page.all(named('img')).length + page.all(named('script')).length, 0)
  assert.equal(page.all(named('h3'))[0].textContent, ATTACK)
  assert.ok(page.all(named('a')).every((link) => link.attributes.href.startsWith('https://')))
})

test('a part-held swatch has stripes of its holders, wide and narrow', () => {
  assert.equal(fillOf([[1, 12]]), 'var(--controller-1)')
  assert.equal(fillOf([[0, 8], [1, 4]], 1), 'repeating-linear-gradient(135deg, var(--controller-0) 0px 8px, var(--controller-1) 8px 12px)')
  assert.equal(fillOf([['0);x', 12]]), 'var(--controller-NaN)')
})

test('labels of near values take lanes of their own and stay inside the picture, however wide it is', () => {
  for (const width of [200, 290, 370, 900]) {
    const places = lanes([{ at: 50, length: 20 }, { at: 52, length: 20 }, { at: 99, length: 20 }, { at: 0, length: 200 }, { at: 100, length: 26 }], width)
    for (const [index, one] of places.entries()) {
      assert.ok(one.left >= 0 && one.left + one.size <= width + 1e-9)
      for (const other of places.slice(index + 1)) assert.ok(one.lane !== other.lane || one.left + one.size < other.left || other.left + other.size < one.left)
    }
  }
})

test('a label ends where its mark stands at the far end, and begins there at the near one', () => {
  openPage()
  const marks = [{ low: 0, high: 0, bound: 'exact', text: '0', voices: 'One' }, { low: 100, high: 100, bound: 'exact', text: '60 000', voices: 'Other' }]
  const labels = rangeChart({ marks, others: [], ticks: [], spread: true, unit: '' }).all(classed('mark-label'))
  assert.deepEqual(labels.map(({ styles }) => [styles.left, styles.transform]), [['0%', 'translateX(-0%)'], ['100%', 'translateX(-100%)']])
})

test('values of one source are not joined by a line as if they contradicted one another', () => {
  openPage()
  const picture = { marks: MARKS, others: [], ticks: [{ at: 0, text: '0' }], unit: 'persons' }
  assert.equal(rangeChart({ ...picture, spread: true }).all(classed('spread')).length, 1)
  assert.equal(rangeChart({ ...picture, spread: false }).all(classed('spread')).length, 0)
})

test('nothing found offers to remove the filter and to reset', () => {
  openPage()
  const panel = { kind: 'nothing', title: '0 of 377', line: 'No event', hint: 'The search', chosen: ATTACK, filters_title: '', note: '', filters: [{ label: 'Search', chosen: ATTACK, without: 'without it: 2 events', remove: { text: 'Remove', label: 'Remove it', pick: { reset: 'text' } } }], buttons: [{ text: 'Remove', pick: { reset: 'text' }, primary: true }, { text: 'Reset', pick: { reset: 'all' } }] }
  const page = drawn(elementsOf({ palette: PALETTE, panel }))
  assert.deepEqual(page.all(named('button')).map(pickOf), [{ reset: 'text' }, { reset: 'text' }, { reset: 'all' }])
})

test('a list shows its rows, the open record in its place, and how to get the rest', () => {
  openPage()
  const row = { id: 'a', icon: { category: 0, label: 'Changes of control' }, date: 'Apr 1993', title: ATTACK, sign: SIGN, sources: 'Sources differ, 2 sources' }
  const events = { rows: [row, { ...row, id: 'an-event', record: recordModel() }], total: 300, more: { text: 'Show 200 more', pick: { more: 400 } }, apart: null, empty: 'None' }
  const page = drawn(elementsOf({ palette: PALETTE, panel: { kind: 'list', title: 'List', line: '', note: '', events, close: { list: null } } }))
  assert.equal(page.all(named('article')).length, 1)
  assert.deepEqual(page.all(classed('row')).map(pickOf), [{ event: 'a' }])
  assert.deepEqual(page.all(classed('more')).map(pickOf), [{ more: 400 }])
})

test('only colours are painted', () => {
  const root = openPage()
  applyPalette(root, { ...PALETTE, groups: [['red;background:url(x)', '#FFFFFF']] }, 'light')
  assert.equal(root.attributes['data-theme'], 'light')
  assert.equal(root.styles['--controller-0'], '#38909D')
  assert.equal('--group-0' in root.styles, false)
  applyPalette(root, PALETTE, 'dark')
  assert.equal(root.styles['--controller-0'], '#62B7BF')
})
