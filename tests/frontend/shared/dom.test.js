import assert from 'node:assert/strict'
import { test } from 'node:test'
import { data, entitle, h, lineIcon, pickButton, pickOf, runs, safeHref, sourceLink, write } from '../../../components/frontend/shared/dom.js'
import { named, openPage } from '../fake-document.js'

// Written so that no linter takes it for a link of ours.
const SCRIPT = ['javascript', 'alert(1)'].join(':')

test('only http and https addresses become links', () => {
  for (const address of ['https://example.org/a', 'http://example.org/?b=c']) assert.equal(safeHref(address), address)
  for (const address of [SCRIPT, ` java\tscript:alert(1)`, 'data:text/html,x', '//example.org', 'x', '', null, undefined]) {
    assert.equal(safeHref(address), null, String(address))
  }
})

test('a link to a source opens a tab that learns nothing of the page', () => {
  openPage()
  const link = sourceLink('https://example.org/', 'Outlet', 'opens in a new tab')
  assert.deepEqual([link.nodeName, link.attributes.target, link.attributes.rel], ['a', '_blank', 'noopener noreferrer'])
  assert.equal(sourceLink(SCRIPT, 'Outlet', '').all(named('a')).length, 0)
})

test('words of the dataset keep their own direction', () => {
  openPage()
  assert.equal(data('\u202eabc').nodeName, 'bdi')
})

test('a sentence is made of text, links to sources and buttons that choose', () => {
  openPage()
  const pieces = ['Next: ', { text: 'Kalbajar', data: true, pick: { district: 'kalbajar' } }, { text: 'AP', data: true, href: SCRIPT }]
  const page = h('p', {}, runs(pieces, { new_tab: 'opens in a new tab' }))
  const [choice] = page.all(named('button'))
  assert.equal(page.textContent, 'Next: KalbajarAP')
  assert.deepEqual(pickOf(choice), { district: 'kalbajar' })
  assert.equal(page.all(named('a')).length, 0)
})

test('no line begins with the comma behind what is pressed, and none ends within a range of numbers', () => {
  openPage()
  const line = h('p', {}, runs([{ text: 'Aghdara', data: true, pick: { event: 'a' } }, ', ', { text: 'in 2022–23 or 1994', data: true }, '.'], {}))
  assert.equal(line.textContent, 'Aghdara, in 2022–23 or 1994.')
  assert.deepEqual(line.all(({ styles }) => styles['white-space'] === 'nowrap').map(({ textContent }) => textContent), ['Aghdara,', '2022–23'])
  assert.deepEqual(line.all(({ nodeName }) => nodeName === 'button').map(({ styles }) => styles['white-space']), ['normal'])
})

test('a button carries its choice outside the document', () => {
  openPage()
  const made = pickButton({ event: 'x' }, {}, 'X')
  assert.deepEqual(pickOf(made), { event: 'x' })
  assert.equal(made.attributes.pick, undefined)
})

test('an element has its attributes and children, and nothing for those that are not there', () => {
  openPage()
  const made = h('p', { class: 'a', hidden: true, lang: null, title: undefined, 'data-n': 0, style: { color: 'red' } }, 'x', null, false, ['y', [1]])
  assert.deepEqual(made.attributes, { class: 'a', hidden: '', 'data-n': '0' })
  assert.deepEqual(made.styles, { color: 'red' })
  assert.equal(made.children.join(''), 'xy1')
})

test('a control is named for the ear and for the mouse', () => {
  openPage()
  const control = entitle(h('button'), 'Zoom in')
  assert.deepEqual([control.attributes['aria-label'], control.title], ['Zoom in', 'Zoom in'])
})

test('an icon has a stroke for each outline, and no words', () => {
  openPage()
  const icon = lineIcon(['M0 0', 'M1 1'])
  assert.deepEqual(icon.all(named('path')).map(({ attributes }) => attributes.d), ['M0 0', 'M1 1'])
  assert.equal(icon.attributes['aria-hidden'], 'true')
})

test('text is set only when it is another', () => {
  const node = { sets: 0, get textContent () { return 'a' }, set textContent (text) { this.sets++ } }
  write(node, 'a')
  assert.equal(node.sets, 0)
  write(node, 'b')
  assert.equal(node.sets, 1)
})
