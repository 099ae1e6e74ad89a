import assert from 'node:assert/strict'
import test from 'node:test'
import { inWords } from '../../../components/frontend/shared/scene-words.js'

const SCENE = {
  version: 'v1',
  attribution: 'Makers',
  controllers: [{ id: 'a', label: 'North' }],
  groups: [],
  categories: [{ id: 'flood', label: 'Floods' }],
  evidence: [],
  districts: [{ id: 'd', name: 'Harbour', segments: [{ from: 1, text: 'North, whole', shares: [] }] }],
  neighbours: [], places: [{ id: 'p', name: 'Pier' }], countries: [{ name: null }], waters: [], tiles: [],
  events: { count: 1, titles: ['Flood'], places: ['Pier'] }
}
const WORDS = {
  version: 'v1',
  language: 'ru',
  attribution: 'Авторы',
  labels: { controllers: ['Север'], groups: [], categories: ['Паводки'], evidence: [] },
  names: { districts: ['Гавань'], neighbours: [], places: ['Причал'], countries: [null], waters: [], tiles: [] },
  control: [['Север, целиком']],
  titles: ['Паводок'],
  places: ['Причал']
}

test('a scene is told in the words that come beside it', () => {
  const told = inWords(SCENE, WORDS)
  assert.equal(told.language, 'ru')
  assert.equal(told.categories[0].label, 'Паводки')
  assert.deepEqual([told.districts[0].name, told.districts[0].segments[0].text], ['Гавань', 'Север, целиком'])
  assert.deepEqual([told.events.titles[0], told.places[0].name, told.countries[0].name], ['Паводок', 'Причал', null])
  assert.equal(SCENE.categories[0].label, 'Floods')
})

test('words of another scene, or none, leave it as it is', () => {
  assert.equal(inWords(SCENE, { ...WORDS, version: 'v2' }), SCENE)
  assert.equal(inWords(SCENE, null), SCENE)
})
