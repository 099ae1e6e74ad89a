import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initial, reduce } from '../../../components/frontend/timeline/state.js'
import { seeded } from './random.js'

const RANGE = [6574, 20778]
const [FIRST, LAST] = RANGE
const WAR = { from: 18532, to: 18576 }
const at = (from, day, to) => initial(RANGE, { day, from, to, compare: null })
const time = ({ from, day, to }) => [from, day, to]
const move = (state, part, day, more = {}) => reduce(state, { type: 'move', part, day, ...more })

function holds (state, act) {
  const message = JSON.stringify({ act, state })
  assert.ok(FIRST <= state.from && state.from <= state.day && state.day <= state.to && state.to <= LAST, message)
  assert.ok(state.window.from >= FIRST && state.window.to <= LAST && state.window.from <= state.window.to, message)
  assert.ok(state.playEnd >= state.to && state.playEnd <= LAST, message)
  assert.ok(state.compare === null || (state.compare >= FIRST && state.compare <= LAST), message)
}

function someAct ({ whole, pick, random }, state, base) {
  const day = () => whole(FIRST - 2000, LAST + 2000)
  return pick([
    () => ({ type: 'move', part: pick(['day', 'from', 'to', 'compare']), day: day() }),
    () => ({ type: 'move', part: pick(['day', 'from', 'to']), day: day(), base }),
    () => ({ type: 'move', part: 'day', day: day(), grow: false }),
    () => ({ type: 'shift', by: whole(-30000, 30000) }),
    () => ({ type: 'shift', by: whole(-900, 900), base }),
    () => ({ type: 'step', day: day() }),
    () => ({ type: 'jump', from: day(), to: day() }),
    () => ({ type: 'view', day: day(), from: day(), to: day(), compare: pick([null, day()]) }),
    () => ({ type: 'zoom', at: whole(state.window.from, state.window.to), factor: random() * 4 }),
    () => ({ type: 'window', from: day(), to: LAST + 5000 }),
    () => ({ type: 'choose', name: 'mode', value: pick(['grow', 'window', 'nonsense']) }),
    () => ({ type: 'choose', name: 'unit', value: pick(['day', 'month', 'year', 'event', null]) }),
    () => ({ type: 'compare' }),
    () => ({ type: 'play' }),
    () => state.playing ? { type: 'frame', day: day() } : { type: 'stop' },
    () => state.playing ? { type: 'restart' } : { type: 'stop' }
  ])()
}

test('after any acts in any order the day lies in the range and the range in the data', () => {
  for (let seed = 1; seed <= 150; seed++) {
    const generator = seeded(seed)
    let state = at(generator.whole(FIRST, LAST), generator.whole(FIRST, LAST), generator.whole(FIRST, LAST))
    let base = state
    for (let round = 0; round < 120; round++) {
      const act = someAct(generator, state, base)
      state = reduce(state, act)
      holds(state, act)
      if (generator.random() < 0.2) base = state
    }
  }
})

test('the day at the range\'s end takes the end along', () => {
  assert.deepEqual(time(move(at(7000, 8000, 8000), 'day', 8500)), [7000, 8500, 8500])
  assert.deepEqual(time(move(at(7000, 8000, 8000), 'day', 7500)), [7000, 7500, 7500])
})

test('the day inside the range moves alone, and extends an edge it is pushed past', () => {
  const state = at(7000, 7500, 8000)
  assert.deepEqual(time(move(state, 'day', 7700)), [7000, 7700, 8000])
  assert.deepEqual(time(move(state, 'day', 8300)), [7000, 8300, 8300])
  assert.deepEqual(time(move(state, 'day', 6800)), [6800, 6800, 8000])
})

test('dragging back to where it began undoes the drag', () => {
  const generator = seeded(7)
  for (let round = 0; round < 300; round++) {
    const base = at(...[generator.whole(FIRST, LAST), generator.whole(FIRST, LAST), generator.whole(FIRST, LAST)].sort((one, other) => one - other))
    const part = generator.pick(['day', 'from', 'to'])
    const away = move(base, part, generator.whole(FIRST, LAST), { base })
    assert.deepEqual(time(move(away, part, base[part], { base })), time(base))
    const shifted = reduce(base, { type: 'shift', by: generator.whole(-9000, 9000), base })
    assert.deepEqual(time(reduce(shifted, { type: 'shift', by: 0, base })), time(base))
  }
})

test('a handle pushes the day before it, and stops at the other handle', () => {
  const state = at(7000, 7500, 8000)
  assert.deepEqual(time(move(state, 'from', 7800)), [7800, 7800, 8000])
  assert.deepEqual(time(move(state, 'from', 9000)), [8000, 8000, 8000])
  assert.deepEqual(time(move(state, 'to', 7200)), [7000, 7200, 7200])
  assert.deepEqual(time(move(state, 'to', 100)), [7000, 7000, 7000])
})

test('a click moves the day without taking the end along', () => {
  assert.deepEqual(time(move(at(7000, 8000, 8000), 'day', 7500, { grow: false })), [7000, 7500, 8000])
})

test('the range keeps its width when it is dragged, also against the ends of the data', () => {
  const state = at(7000, 7500, 8000)
  assert.deepEqual(time(reduce(state, { type: 'shift', by: 100 })), [7100, 7600, 8100])
  assert.deepEqual(time(reduce(state, { type: 'shift', by: -99999 })), [FIRST, FIRST + 500, FIRST + 1000])
})

test('a jump keeps the day it contains, else shows its last day, and zooms to a short period by days', () => {
  const jumped = reduce(at(FIRST, 9000, 9000), { type: 'jump', ...WAR })
  assert.deepEqual(time(jumped), [WAR.from, WAR.to, WAR.to])
  assert.ok(jumped.window.to - jumped.window.from < 70)
  assert.equal(jumped.unit, 'day')
  const all = reduce(jumped, { type: 'jump', from: FIRST, to: null })
  assert.deepEqual(time(all), [FIRST, WAR.to, LAST])
  assert.deepEqual(all.window, { from: FIRST, to: LAST })
  assert.equal(all.unit, 'month')
})

test('a unit chosen with care stays through a jump', () => {
  const state = reduce(at(FIRST, 9000, 9000), { type: 'choose', name: 'unit', value: 'event' })
  assert.equal(reduce(state, { type: 'jump', ...WAR }).unit, 'event')
})

test('growing plays from the day with a fixed beginning, to the end of the jump', () => {
  const jumped = reduce(at(FIRST, 9000, 9000), { type: 'jump', ...WAR })
  const begun = reduce(jumped, { type: 'play' })
  assert.deepEqual(time(begun), [WAR.from, WAR.from, WAR.from])
  const later = reduce(begun, { type: 'frame', day: WAR.from + 10 })
  assert.deepEqual(time(later), [WAR.from, WAR.from + 10, WAR.from + 10])
  const stopped = reduce(later, { type: 'stop' })
  const again = reduce(stopped, { type: 'play' })
  assert.equal(again.playing.end, WAR.to)
  assert.equal(again.day, WAR.from + 10)
  assert.equal(reduce(again, { type: 'frame', day: WAR.to + 99 }).day, WAR.to)
})

test('a range that ends before today, chosen by no one, plays on to today', () => {
  assert.equal(reduce(at(FIRST, 18591, 18591), { type: 'play' }).playing.end, LAST)
})

test('the moving window keeps its width', () => {
  let state = reduce(at(7000, 7365, 7365), { type: 'choose', name: 'mode', value: 'window' })
  state = reduce(state, { type: 'play' })
  for (const day of [7400, 9000, 12000]) {
    state = reduce(state, { type: 'frame', day })
    assert.deepEqual(time(state), [day - 365, day, day])
  }
  state = reduce(state, { type: 'restart' })
  assert.deepEqual(time(state), [FIRST, FIRST + 365, FIRST + 365])
})

test('a moving window over nearly everything becomes a year wide', () => {
  const state = reduce(at(FIRST, LAST, LAST), { type: 'choose', name: 'mode', value: 'window' })
  const begun = reduce(state, { type: 'play' })
  assert.deepEqual(time(begun), [FIRST, FIRST + 364, FIRST + 364])
})

test('a step in a moving window moves the window', () => {
  const state = reduce(at(7000, 7365, 7365), { type: 'choose', name: 'mode', value: 'window' })
  assert.deepEqual(time(reduce(state, { type: 'step', day: 7396 })), [7031, 7396, 7396])
})

test('while zoomed the window follows the day that plays', () => {
  let state = reduce(at(FIRST, 9000, 9000), { type: 'jump', ...WAR })
  state = reduce(state, { type: 'move', part: 'day', day: 19000 })
  assert.ok(state.window.from <= 19000 && state.window.to >= 19000)
})

test('comparing begins with another day than the one that is shown and ends with none', () => {
  const begun = reduce(at(7000, 7500, 8000), { type: 'compare' })
  assert.equal(begun.compare, 7500 - 365)
  assert.equal(reduce(at(FIRST, FIRST, 8000), { type: 'compare' }).compare, FIRST + 365)
  assert.equal(move(begun, 'compare', 20000).compare, 20000)
  assert.deepEqual(time(move(begun, 'compare', 20000)), [7000, 7500, 8000])
  assert.equal(reduce(begun, { type: 'compare' }).compare, null)
})
