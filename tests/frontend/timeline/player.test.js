import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initial, reduce } from '../../../components/frontend/timeline/state.js'
import { createPlayer, dayAfter } from '../../../components/frontend/timeline/player.js'
import { dayOfIso, isoOfDay } from '../days.js'

const RANGE = [dayOfIso('1988-01-01'), dayOfIso('2026-11-21')]

function stand ({ choices = {}, reduced = false, from = RANGE[0], day = from, nextEvent = () => null } = {}) {
  let now = 0
  let waiting = null
  let ends = 0
  const store = {
    state: { ...initial(RANGE, { day, from, to: day, compare: null }), unit: 'month', ...choices },
    dispatch (act) { this.state = reduce(this.state, act) }
  }
  const clock = { now: () => now, request: (callback) => { waiting = callback; return 1 }, cancel: () => { waiting = null } }
  const player = createPlayer({ store, nextEvent, reduced: () => reduced, ended: () => { ends++; player.stop() }, clock })
  const run = (ms, frame = 16) => {
    for (const end = now + ms; now < end && waiting;) {
      now = Math.min(end, now + frame)
      const callback = waiting
      waiting = null
      callback()
    }
  }
  return { store, player, run, now: () => now, ends: () => ends }
}

test('by months at single speed the whole time passes in about forty seconds', () => {
  const scene = stand()
  scene.player.start()
  scene.run(120000)
  assert.equal(scene.ends(), 1)
  assert.equal(scene.store.state.day, RANGE[1])
  assert.equal(scene.store.state.playing, null)
  assert.ok(scene.now() > 38000 && scene.now() < 47000, String(scene.now()))
})

test('the speed does not depend on how often the browser draws', () => {
  const days = [5, 16, 33, 120].map((frame) => {
    const scene = stand()
    scene.player.start()
    scene.run(6000, frame)
    return isoOfDay(scene.store.state.day)
  })
  assert.deepEqual(days, Array(4).fill('1993-07-01'))
})

test('twice the speed is twice the way', () => {
  const scene = stand({ choices: { speed: 2 } })
  scene.player.start()
  scene.run(3000)
  assert.equal(isoOfDay(scene.store.state.day), '1993-07-01')
})

test('with reduced motion it takes one whole step a second, whatever the speed', () => {
  const scene = stand({ reduced: true, choices: { speed: 4 } })
  scene.player.start()
  scene.run(3100)
  assert.equal(isoOfDay(scene.store.state.day), '1988-04-01')
})

test('in a loop it rests at the end and begins again', () => {
  const scene = stand({ choices: { loop: true, unit: 'year', speed: 4 } })
  scene.player.start()
  scene.run(10000)
  assert.equal(scene.store.state.day, RANGE[1])
  scene.run(1200)
  assert.ok(scene.store.state.day < dayOfIso('1995-01-01'))
  assert.equal(scene.ends(), 0)
})

test('stopping leaves the day where it is', () => {
  const scene = stand()
  scene.player.start()
  scene.run(1000)
  const { day } = scene.store.state
  scene.player.stop()
  scene.run(5000)
  assert.equal(scene.store.state.day, day)
})

test('steps by months from the 31st come back to the 31st', () => {
  const begin = dayOfIso('2020-12-31')
  const days = [1, 2, 3, 4].map((count) => isoOfDay(dayAfter(begin, 'month', count, null, RANGE[1])))
  assert.deepEqual(days, ['2021-01-31', '2021-02-28', '2021-03-31', '2021-04-30'])
})

test('by events it goes from one to the next, and to the end after the last', () => {
  const events = [7000, 7003, 9000]
  const nextEvent = (day) => events.find((one) => one > day) ?? null
  const scene = stand({ choices: { unit: 'event' }, nextEvent })
  const seen = new Set()
  scene.player.start()
  for (let frame = 0; frame < 200; frame++) { scene.run(16); seen.add(scene.store.state.day) }
  assert.deepEqual([...seen], [RANGE[0], ...events, RANGE[1]])
})
