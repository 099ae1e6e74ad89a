import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysText, historyText, sharesText, spansOf } from '../../../components/frontend/timeline/control-history.js'
import { createWords } from '../../../components/frontend/shared/words.js'
import { dayOfIso } from '../days.js'

const CONTROLLERS = [{ id: 'azerbaijan', label: 'Azerbaijan' }, { id: 'armenian_forces', label: 'Armenian forces' }, { id: 'contested', label: 'Contested' }, { id: 'nobody', label: 'No holder recorded' }]
const STRINGS = {
  share_larger: 'Mostly {first}, part {second}', share_even: 'Part {first}, part {second}', share_unrecorded: '{first} in part, rest not recorded',
  until: 'until {day}', since: 'since {day}', range: '{from} – {to}', control_one: 'Control of {name} district',
  share_another: '{holders}, part {another}'
}
const words = createWords({ language: 'en', strings: STRINGS })
const segments = [
  { from: dayOfIso('1988-01-01'), shares: [[0, 'whole']] },
  { from: dayOfIso('1993-04-02'), shares: [[1, 'whole']] },
  { from: dayOfIso('1994-05-12'), shares: [[1, 'whole']] },
  { from: dayOfIso('2020-11-25'), shares: [[0, 'larger'], [1, 'smaller']] }
]
const LAST = dayOfIso('2026-11-21')
const NOT_RECORDED = [[3, 'whole']]
const SCENE = { range: [segments[0].from, LAST], controllers: CONTROLLERS, unrecorded: 3 }

test('segments with equal shares are one span, and the last runs to today', () => {
  const spans = spansOf(segments, SCENE)
  assert.deepEqual(spans.map(({ from, to }) => [from, to]), [
    [segments[0].from, segments[1].from - 1], [segments[1].from, segments[3].from - 1], [segments[3].from, LAST]
  ])
})

test('times without a record are spans of the controller that stands for it: before, between and after the records', () => {
  const day = (at) => SCENE.range[0] + at
  const gaps = [{ from: day(10), shares: [[0, 'whole']] }, { from: day(20), shares: [] }, { from: day(30), shares: [[1, 'whole']] }, { from: day(40), shares: [] }]
  assert.deepEqual(spansOf(gaps, { ...SCENE, range: [day(0), day(50)] }), [
    { from: day(0), to: day(9), shares: NOT_RECORDED },
    { from: day(10), to: day(19), shares: [[0, 'whole']] },
    { from: day(20), to: day(29), shares: NOT_RECORDED },
    { from: day(30), to: day(39), shares: [[1, 'whole']] },
    { from: day(40), to: day(50), shares: NOT_RECORDED }
  ])
  assert.deepEqual(spansOf([], SCENE), [{ from: SCENE.range[0], to: LAST, shares: NOT_RECORDED }])
})

test('the rest of a part-held district is not recorded whatever the id of that controller and its place in the list', () => {
  const controllers = [{ id: 'none', label: 'Nobody' }, { id: 'unrecorded', label: 'A holder of that name' }]
  const scene = { controllers, unrecorded: 0 }
  assert.equal(sharesText([[1, 'smaller'], [0, 'larger']], scene, words), 'A holder of that name in part, rest not recorded')
  assert.equal(sharesText([[0, 'even'], [1, 'even']], scene, words), 'Part Nobody, part A holder of that name')
})

test('shares are told as the panel tells them', () => {
  assert.equal(sharesText([[1, 'whole']], SCENE, words), 'Armenian forces')
  assert.equal(sharesText([[0, 'larger'], [1, 'smaller']], SCENE, words), 'Mostly Azerbaijan, part Armenian forces')
  assert.equal(sharesText([[1, 'even'], [0, 'even']], SCENE, words), 'Part Armenian forces, part Azerbaijan')
  assert.equal(sharesText([[0, 'larger'], [1, 'even'], [2, 'smaller']], SCENE, words), 'Mostly Azerbaijan, part Armenian forces, part Contested')
  assert.equal(sharesText(NOT_RECORDED, SCENE, words), 'No holder recorded')
  assert.equal(sharesText([[2, 'even'], [3, 'even']], SCENE, words), 'Contested in part, rest not recorded')
})

test('the first span says until when, the last since when, the others both', () => {
  const spans = spansOf(segments, SCENE)
  assert.deepEqual(spans.map((span, index) => daysText(span, index, spans, words)), ['until 1 Apr 1993', '2 Apr 1993 – 24 Nov 2020', 'since 25 Nov 2020'])
  assert.equal(daysText(spans[0], 0, [spans[0]], words), '')
})

test('the whole history is one sentence', () => {
  const spoken = historyText('Kalbajar', spansOf(segments, SCENE), SCENE, words)
  assert.equal(spoken, 'Control of Kalbajar district: Azerbaijan until 1 Apr 1993; Armenian forces 2 Apr 1993 – 24 Nov 2020; Mostly Azerbaijan, part Armenian forces since 25 Nov 2020')
})

