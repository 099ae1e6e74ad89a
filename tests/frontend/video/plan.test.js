/* Which days a video shows: as many frames as were asked for, the first day first and the last day last. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { seeded } from '../timeline/random.js'
import { changesWithin, framesOf, shownAt, SIZES, storyPlan, timelinePlan } from '../../../components/frontend/video/plan.js'

const every = (plan) => plan.flatMap((shown) => Array.from({ length: shown.times }, () => shown))

test('12 seconds at 30 frames a second are 360 frames from the first day to the last', () => {
  const plan = timelinePlan({ from: 6575, to: 20779, seconds: 12, rate: 30 })
  assert.equal(framesOf(plan), 360)
  assert.deepEqual([plan[0].day, plan[359].day], [6575, 20779])
  assert.ok(plan.every(({ from, to, day }) => from === 6575 && to === day))
})

test('days go forward in equal steps, whatever the length and the rate', () => {
  const { random: next } = seeded(11)
  for (let trial = 0; trial < 200; trial++) {
    const from = Math.floor(next() * 20000)
    const to = from + 1 + Math.floor(next() * 15000)
    const plan = timelinePlan({ from, to, seconds: 1 + Math.floor(next() * 30), rate: [10, 15, 30][trial % 3] })
    const step = (to - from) / (plan.length - 1)
    plan.forEach(({ day }, at) => assert.ok(Math.abs(day - from - at * step) < 0.5 + 1e-6))
  }
})

test('a change of control holds the video for a second, once, on the first frame that shows it', () => {
  const plain = timelinePlan({ from: 0, to: 100, seconds: 2, rate: 10 })
  const plan = timelinePlan({ from: 0, to: 100, seconds: 2, rate: 10, holds: [50, 51, 52] })
  assert.equal(framesOf(plan), framesOf(plain) + 10)
  const held = plan.filter(({ times }) => times > 1)
  assert.deepEqual(held.map(({ day }) => day), [plain.find(({ day }) => day >= 52).day])
})

test('a step of a story fades in and stands: each has as many frames', () => {
  const steps = [{ day: 5, from: 0, to: 9 }, { day: 30, from: 20, to: 40 }, { day: 31, from: 20, to: 40 }]
  const plan = storyPlan({ steps, seconds: 3, rate: 10 })
  assert.equal(framesOf(plan), 90)
  for (const step of [0, 1, 2]) assert.equal(every(plan).filter((shown) => shown.step === step).length, 30)
  assert.ok(every(plan).every(({ share }) => share > 0 && share <= 1))
  assert.deepEqual(storyPlan({ steps, seconds: 1, rate: 10 }).map(({ times }) => times > 0), storyPlan({ steps, seconds: 1, rate: 10 }).map(() => true))
})

test('each frame is found by its number', () => {
  const plan = timelinePlan({ from: 0, to: 30, seconds: 1, rate: 15, holds: [10] })
  every(plan).forEach((shown, number) => assert.equal(shownAt(plan, number), shown))
  assert.equal(shownAt(plan, 10000), plan[plan.length - 1])
})

test('only the changes within the days count, each day once', () => {
  const districts = [{ segments: [{ from: 0 }, { from: 10 }, { from: 20 }] }, { segments: [{ from: 10 }, { from: 30 }] }]
  assert.deepEqual(changesWithin({ districts }, 0, 20), [10, 20])
})

test('every size is even, as video needs it', () => {
  for (const [width, height] of Object.values(SIZES)) assert.deepEqual([width % 2, height % 2], [0, 0])
})
