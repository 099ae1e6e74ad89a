import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from '../../../components/frontend/map/tooltip.js'
import { createWords } from '../../../components/frontend/shared/words.js'
import { dayOfIso } from '../days.js'
import { at, makeScene } from './world.js'

const words = createWords({ language: 'en-GB', strings: { 'district.unrecorded': 'Not recorded' } })

test('the note on an event says its title, day, kind and evidence', () => {
  const scene = makeScene([at(dayOfIso('2020-11-25'), 46.2, 39.7)])
  assert.deepEqual(describe({ kind: 'event', event: 0 }, { scene, words }, {}).map(({ text }) => text), ['Event 0', '25 Nov 2020', 'X · Several'])
})

test('the note on a district says who held it, and where that is not recorded says so', () => {
  const scene = makeScene([])
  const lines = (day) => describe({ kind: 'district', position: 0 }, { scene, words }, { time: { day } }).map(({ text }) => text)
  assert.deepEqual([lines(9), lines(15)], [['West', 'Not recorded'], ['West', 'a']])
  scene.districts[0].segments.splice(1, 0, { from: 17, shares: [], text: '' })
  assert.deepEqual([lines(16), lines(17), lines(20)], [['West', 'a'], ['West', 'Not recorded'], ['West', 'b, a']])
})
