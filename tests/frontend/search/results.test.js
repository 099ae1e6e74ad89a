import assert from 'node:assert/strict'
import { test } from 'node:test'

import { resultsOf } from '../../../components/frontend/search/results.js'
import { classed, named, openPage } from '../fake-document.js'

const ATTACK = '<img src=x onerror=alert(1)>'
const FILTER = { pick: { text: 'karvachar' }, before: 'Filter the events by', text: 'karvachar', count: '42' }
const PLACE = { pick: { place: 'kalbajar' }, kind: 'place', icon: null, title: 'Kalbajar', name: 'Քարվաճառ', lang: 'hy', language: 'Armenian', about: 'Town in Kalbajar' }
const EVENT = { pick: { event: 'census' }, kind: 'event', icon: 'M2 2h12v12H2z', title: 'Census', name: null, lang: 'en', language: null, about: '2005' }
const found = (changes = {}) => ({
  groups: [{ id: 'places', label: 'Districts and places', choices: [PLACE] }, { id: 'events', label: 'Events', choices: [EVENT] }],
  nothing: null,
  filter: FILTER,
  ...changes
})

test('choices come in the order of the list, the filter last, each with a name of its own', () => {
  openPage()
  const { elements, choices } = resultsOf(found(), 'hit')
  assert.deepEqual(choices.map(({ pick }) => pick), [{ place: 'kalbajar' }, { event: 'census' }, { text: 'karvachar' }])
  assert.deepEqual(choices.map(({ element }) => element.id), ['hit-0', 'hit-1', 'hit-2'])
  assert.ok(choices.every(({ element }) => element.attributes.role === 'option'))
  assert.equal(elements.length, 3)
})

test('a group is named for those who hear the page', () => {
  openPage()
  const [group] = resultsOf(found(), 'hit').elements
  const [heading] = group.all(classed('heading'))
  assert.equal(group.attributes['aria-labelledby'], heading.attributes.id)
  assert.equal(heading.textContent, 'Districts and places')
})

test('the name that was found stands apart, in its own language', () => {
  openPage()
  const [{ element }] = resultsOf(found(), 'hit').choices
  const [name] = element.all((node) => node.attributes.lang === 'hy')
  assert.equal(name.nodeName, 'bdi')
  assert.equal(name.textContent, 'Քարվաճառ')
  assert.equal(element.all(classed('language'))[0].textContent, 'Armenian')
})

test('what was tried stands above the filter where nothing is found', () => {
  openPage()
  const nothing = { before: 'Nothing is called', text: ATTACK, label: 'Tried:', tried: ['“img”: as written', ATTACK] }
  const { elements, choices } = resultsOf(found({ groups: [], nothing }), 'hit')
  assert.equal(choices.length, 1)
  assert.deepEqual(elements[0].all(named('li')).map((item) => item.textContent), ['“img”: as written', ATTACK])
})

test('text stays text, and an outline that is none is not drawn', () => {
  openPage()
  const hostile = { ...EVENT, title: ATTACK, about: ATTACK, icon: 'url(javascript:alert(1))' }
  const { choices } = resultsOf(found({ groups: [{ id: 'events', label: ATTACK, choices: [hostile] }] }), 'hit')
  const [{ element }] = choices
  assert.equal(element.all(classed('title'))[0].textContent, ATTACK)
  assert.equal(element.all(named('path'))[0].attributes.d, '')
  assert.equal(element.all(named('img')).length, 0)
})
