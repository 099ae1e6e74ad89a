import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createReporter } from '../../../components/frontend/timeline/reporter.js'

const time = (day, from = 1, to = 99, compare = null) => ({ day, from, to, compare })

function stand ({ live = true } = {}) {
  let now = 0
  const timers = new Map()
  const frames = []
  const map = []
  const fades = []
  const python = []
  let next = 1
  const clock = {
    now: () => now,
    later: (callback, ms) => { timers.set(next, { callback, at: now + ms }); return next++ },
    cancel: (handle) => timers.delete(handle),
    frame: (callback) => frames.push(callback)
  }
  const reporter = createReporter({ hub: { live, setTime: (value, eased) => { map.push(value.day); fades.push(eased) } }, send: (value) => python.push(value), clock })
  const frame = () => { for (const callback of frames.splice(0)) callback() }
  const pass = (ms) => {
    for (const end = now + ms; now < end; now++) {
      for (const [handle, { callback, at }] of timers) if (at <= now) { timers.delete(handle); callback() }
    }
  }
  return { reporter, map, fades, python, frame, pass, days: () => python.map(({ day }) => day) }
}

test('a single step may fade, what comes in a drag may not', () => {
  const { reporter, map, fades, frame } = stand()
  reporter.live(time(10), true)
  frame()
  reporter.live(time(11))
  reporter.live(time(12), true)
  reporter.live(time(13))
  frame()
  assert.deepEqual(map, [10, 11, 13])
  assert.deepEqual(fades, [true, false, false])
})

test('the map is told at once, and however many moves follow, once a frame, the latest', () => {
  const { reporter, map, frame } = stand()
  for (let day = 10; day < 20; day++) reporter.live(time(day))
  assert.deepEqual(map, [10])
  frame()
  assert.deepEqual(map, [10, 19])
  reporter.live(time(19))
  frame()
  assert.deepEqual(map, [10, 19])
})

test('the map is told again of a time that Python left in between', () => {
  const { reporter, map, frame } = stand()
  reporter.live(time(10))
  frame()
  assert.equal(reporter.adopts(time(30)), true)
  reporter.live(time(10))
  assert.deepEqual(map, [10, 10])
})

test('Python hears nothing while dragging, and the result on release, once', () => {
  const { reporter, frame, pass, days } = stand()
  for (let day = 10; day < 20; day++) { reporter.live(time(day)); frame(); pass(20) }
  assert.deepEqual(days(), [])
  reporter.commit(time(19))
  reporter.commit(time(19))
  assert.deepEqual(days(), [19])
})

test('a burst of key presses is one commit', () => {
  const { reporter, pass, days } = stand()
  for (let day = 10; day < 20; day++) { reporter.commitSoon(time(day)); pass(60) }
  assert.deepEqual(days(), [])
  pass(200)
  assert.deepEqual(days(), [19])
})

test('without a live map Python is told while dragging, at most every 150 ms, and the last in any case', () => {
  const { reporter, map, pass, days } = stand({ live: false })
  for (let day = 10; day < 110; day++) { reporter.live(time(day, 1, 200)); pass(10) }
  pass(200)
  assert.deepEqual(map, [])
  assert.ok(days().length >= 6 && days().length <= 8, String(days()))
  assert.equal(days().at(-1), 109)
})

test('what Python echoes is no news, nor what it said before it heard the last commit', () => {
  const { reporter } = stand()
  assert.equal(reporter.adopts(time(5), null), true)
  assert.equal(reporter.adopts(time(5), null), false)
  reporter.commit(time(10))
  reporter.commit(time(20))
  assert.equal(reporter.adopts(time(5), null), false)
  assert.equal(reporter.adopts(time(10), 1), false)
  assert.equal(reporter.adopts(time(20), 2), false)
})

test('going back to what was shown before the commit is news once Python has heard it', () => {
  const { reporter, python } = stand()
  reporter.adopts(time(5), null)
  reporter.commit(time(10))
  assert.deepEqual(python.map(({ number }) => number), [1])
  assert.equal(reporter.adopts(time(5), 1), true)
})

test('going back wins over a commit that was still waiting', () => {
  const { reporter, pass, days } = stand()
  reporter.adopts(time(5), null)
  reporter.commitSoon(time(10))
  assert.equal(reporter.adopts(time(3), null), true)
  pass(500)
  assert.deepEqual(days(), [])
})

test('a server that knows of no commit is believed after a while', () => {
  const { reporter, pass } = stand()
  reporter.adopts(time(5), null)
  reporter.commit(time(10))
  assert.equal(reporter.adopts(time(5), null), false)
  pass(2500)
  assert.equal(reporter.adopts(time(5), null), true)
})

test('a time that Python chose itself is taken, and may be committed back from', () => {
  const { reporter, days } = stand()
  reporter.adopts(time(5))
  reporter.commit(time(10))
  assert.equal(reporter.adopts(time(10)), false)
  assert.equal(reporter.adopts(time(5)), true)
  reporter.commit(time(10))
  assert.deepEqual(days(), [10, 10])
})

test('what Python already shows is not committed to it', () => {
  const { reporter, days } = stand()
  reporter.adopts(time(5))
  reporter.commit(time(5))
  assert.deepEqual(days(), [])
})
