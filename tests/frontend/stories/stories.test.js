import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'

import { pickOf } from '../../../components/frontend/shared/dom.js'
import { isForReader } from '../../../components/frontend/stories/keys.js'
import { keepStep, readSteps } from '../../../components/frontend/stories/kept-steps.js'
import { cards } from '../../../components/frontend/stories/list.js'
import { note, paper, step } from '../../../components/frontend/stories/reader.js'
import { classed, named, openPage } from '../fake-document.js'

const SCRIPT = ['javascript', 'alert(1)'].join(':')
const ATTACK = '<img src=x onerror=alert(1)>'
const text = (words) => ({ text: words, lang: null })
const way = (number) => ({ pick: { story: 'one', step: number }, text: `Next: ${number}` })

const source = (changes = {}) => ({ name: 'Outlet', title: 'A report', date: '3 Aug 2023', voice: 'Russian', url: 'https://example.org/', ...changes })
const told = (changes = {}) => ({
  date: '3 April 1993',
  title: text('Over the pass'),
  paragraphs: [[{ text: 'Many', style: 'em' }, { text: ' left.', style: 'plain' }, { note: 1 }]],
  lang: null,
  mark: 'Source {number}',
  sources_title: 'Sources of this step',
  sources: [source()],
  ...changes
})
const stepModel = (changes = {}) => ({
  kind: 'step',
  palette: { words: { new_tab: 'opens in a new tab' } },
  place: 'Step 2 of 3',
  ...told(),
  pictures: [],
  support: {
    title: 'Who says so',
    sides: [{ label: 'Russian', count: '1' }],
    silent: null,
    events_title: 'The event of this step',
    events: [{ title: 'An event', date: 'April 1993', badge: { evidence: 'single', label: 'Single', meaning: 'One', text: 'Single source' } }]
  },
  buttons: { previous: way(1), next: way(3), first: way(1), previous_text: 'Previous step', explore: 'Explore from here', end: 'All stories' },
  ...changes
})
const card = (changes = {}) => ({
  id: 'one',
  title: text('One'),
  years: '1993–2020',
  size: ['3 steps', 'about 1 minute'],
  summary: text('In short'),
  dots: [10, 20, 30],
  sources: '1 source, 1 voice',
  open: { story: 'one', step: 1 },
  read: 'Read',
  continue: [1, 2, 3].map((number) => `Continue at step ${number}`),
  ...changes
})
const own = (changes = {}) => ({ make: 'Make a story', open: 'Open a story file', about: 'It stays here', go_on: 'Go on', problems_title: 'Wrong:', problems: [], more: null, pick: { make: null }, ...changes })
const listModel = (...listed) => ({ own: own(), title: 'Stories', intro: 'A story is', empty: null, ticks: [{ at: 0, text: '1988' }], cards: listed })

const drawn = (elements) => {
  const page = openPage()
  page.append(...[elements].flat(Infinity).filter(Boolean))
  return page
}
const made = (make, ...given) => { openPage(); return drawn(make(...given)) }

test('a mark names its source, and the source is a link with publisher, title, date and voice', () => {
  const page = made(step, stepModel())
  const [mark] = page.all(classed('mark'))
  assert.deepEqual([mark.textContent, mark.attributes['aria-label'], mark.attributes['data-note']], ['1', 'Source 1', '1'])
  const [listed] = page.all((node) => node.attributes['data-number'] === '1')
  assert.match(listed.textContent, /1\. Outlet.*, A report, 3 Aug 2023 · Russian/)
  assert.equal(page.all(named('a'))[0].attributes.href, 'https://example.org/')
  assert.equal(page.all(named('em'))[0].textContent, 'Many')
})

test('keys press the ways of the step, and there is no way beyond its ends', () => {
  const ways = (page) => Object.fromEntries(page.all((node) => node.attributes['data-way']).map((node) => [node.attributes['data-way'], pickOf(node)]))
  assert.deepEqual(ways(made(step, stepModel())), {
    previous: { story: 'one', step: 1 }, next: { story: 'one', step: 3 }, first: { story: 'one', step: 1 }, leave: { leave: null }
  })
  const last = made(step, stepModel({ buttons: { ...stepModel().buttons, previous: null, next: null } }))
  assert.deepEqual(Object.keys(ways(last)), ['first', 'leave'])
  assert.deepEqual(last.all(classed('primary')).map(pickOf), [{ all: null }])
})

test('hostile texts stay text, and an unsafe address is no link', () => {
  const hostile = {
    title: text(ATTACK), paragraphs: [[{ text: ATTACK, style: ATTACK }, { note: 1 }]], sources: [source({ name: ATTACK, title: ATTACK, date: ATTACK, voice: ATTACK, url: SCRIPT })]
  }
  const pages = [
    made(step, stepModel(hostile)),
    made(paper, { title: text(ATTACK), years: ATTACK, summary: text(ATTACK), palette: { words: {} }, steps: [{ place: ATTACK, ...told(hostile) }] }),
    made(note, { title: ATTACK, text: ATTACK, back: { text: ATTACK, pick: { story: 'one', step: 1 } }, close: ATTACK }),
    made(cards, listModel(card({ title: text(ATTACK), summary: text(ATTACK) })), new Map())
  ]
  for (const page of pages) {
    assert.equal(page.all(named('img')).length + page.all(named('a')).length, 0)
    assert.ok(page.textContent.includes(ATTACK))
  }
})

test('a text that is not translated says in which language it is', () => {
  const page = made(step, stepModel({ title: { text: 'Over the pass', lang: 'en' }, lang: 'en' }))
  assert.equal(page.all(named('h2'))[0].children[0].attributes.lang, 'en')
  assert.equal(page.all(named('article'))[0].attributes.lang, 'en')
})

test('a card goes on where the person was, within the steps that there are', () => {
  const goesOn = (kept) => {
    const page = made(cards, listModel(card()), new Map(kept))
    const [button] = page.all(classed('go-on'))
    return [button.textContent, pickOf(button).step, page.all((node) => classed('track-dot')(node) && node.attributes['data-read'] === '').length]
  }
  assert.deepEqual(goesOn([]), ['Read', 1, 0])
  assert.deepEqual(goesOn([['one', 1]]), ['Read', 1, 1])
  assert.deepEqual(goesOn([['one', 2]]), ['Continue at step 2', 2, 2])
  assert.deepEqual(goesOn([['one', 99]]), ['Continue at step 3', 3, 3])
  assert.deepEqual(goesOn([['another', 2]]), ['Read', 1, 0])
})

test('the map on a card fills each district, stripes those of several holders once, and rings the marked one', () => {
  const one = [[0, 12]]
  const both = [[0, 8], [1, 4]]
  const picture = { day: '3 Apr 1993', box: [10, 20, 432, 151], fills: { a: one, b: both, c: both }, marked: 'b' }
  const ground = { land: 'M0 0', water: '', districts: { a: 'M1 1', b: 'M2 2', c: 'M3 3' } }
  const page = made(cards, { ...listModel(card({ picture })), ground }, new Map())
  assert.deepEqual(page.all(classed('thumb-district')).map(({ attributes, styles }) => [attributes.d, styles.fill]), [
    ['M1 1', 'var(--controller-0)'], ['M2 2', 'url(#held-one-0)'], ['M3 3', 'url(#held-one-0)']
  ])
  assert.deepEqual(page.all(named('pattern')).map(({ attributes }) => attributes.id), ['held-one-0'])
  assert.deepEqual(page.all(classed('thumb-marked')).map(({ attributes }) => attributes.d), ['M2 2'])
  assert.equal(page.all(named('svg'))[0].attributes.viewBox, '10 20 432 151')
  assert.match(page.textContent, /3 Apr 1993/)
})

const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage')
afterEach(() => {
  if (before) Object.defineProperty(globalThis, 'localStorage', before)
  else delete globalThis.localStorage
})
const storage = (items) => Object.defineProperty(globalThis, 'localStorage', { configurable: true, value: items })

test('steps are kept by story; what is kept wrongly is as if nothing was', () => {
  const items = new Map()
  storage({ getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) })
  keepStep('one', 2)
  keepStep('another', 5)
  keepStep('one', 3)
  assert.deepEqual([...readSteps()], [['one', 3], ['another', 5]])
  for (const kept of ['{', 'null', '7', '{"one":"2"}', '{"one":-1}', '{"one":1.5}']) {
    items.set('stories.steps', kept)
    assert.deepEqual([...readSteps()], [], kept)
  }
})

test('a browser that keeps nothing reads just as well', () => {
  const refuse = () => { throw new Error('no storage here') }
  storage({ getItem: refuse, setItem: refuse })
  keepStep('one', 2)
  assert.deepEqual([...readSteps()], [])
})

test('a key is for the reader unless something else takes it', () => {
  globalThis.Element = class { constructor (name) { this.name = name } matches (selector) { return selector.split(', ').includes(this.name) } }
  const key = (name, changes = {}) => ({ key: name, composedPath: () => [new Element('div')], ...changes })
  const inside = (name) => ({ composedPath: () => [new Element(name), new Element('div'), {}] })
  assert.deepEqual(['ArrowLeft', 'ArrowRight', 'Home', 'Escape'].map((name) => isForReader(key(name))), [true, true, true, true])
  assert.equal(isForReader(key('Enter')), false)
  assert.equal(isForReader(key('constructor')), false)
  assert.equal(isForReader(key('ArrowLeft', { altKey: true })), false)
  assert.equal(isForReader(key('ArrowLeft', { defaultPrevented: true })), false)
  for (const name of ['input', 'textarea', '[role="slider"]', '[role="dialog"]']) assert.equal(isForReader(key('ArrowLeft', inside(name))), false, name)
})
