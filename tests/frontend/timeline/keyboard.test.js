import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sliderAct, stepped, zoomAct } from '../../../components/frontend/timeline/keyboard.js'
import { initial } from '../../../components/frontend/timeline/state.js'
import { dayOfIso, isoOfDay } from '../days.js'

const RANGE = [dayOfIso('1988-01-01'), dayOfIso('2026-11-21')]
const state = { ...initial(RANGE, { day: dayOfIso('2020-01-31'), from: dayOfIso('2019-06-15'), to: dayOfIso('2020-11-25'), compare: null }), unit: 'month' }
const events = [dayOfIso('2020-01-05'), dayOfIso('2020-03-09')]
const neighbour = (day, way) => (way > 0 ? events.find((one) => one > day) : events.findLast((one) => one < day)) ?? null
const press = (key, part = 'day', more = {}, from = state) => sliderAct({ key, shiftKey: false, ...more }, part, from, neighbour)
const iso = (act) => isoOfDay(act.day)

test('arrows step by the chosen unit', () => {
  assert.equal(iso(press('ArrowRight')), '2020-02-29')
  assert.equal(iso(press('ArrowUp')), '2020-02-29')
  assert.equal(iso(press('ArrowLeft')), '2019-12-31')
  assert.equal(iso(press('ArrowDown', 'from')), '2019-05-15')
  assert.equal(iso(press('ArrowRight', 'day', {}, { ...state, unit: 'day' })), '2020-02-01')
})

test('Shift steps by the bigger unit, Page Up and Down by a year', () => {
  assert.equal(iso(press('ArrowRight', 'day', { shiftKey: true })), '2021-01-31')
  assert.equal(iso(press('ArrowRight', 'day', { shiftKey: true }, { ...state, unit: 'day' })), '2020-02-29')
  assert.equal(iso(press('PageUp')), '2021-01-31')
  assert.equal(iso(press('PageDown', 'to')), '2019-11-25')
})

test('Home and End go to the range\'s edge, and from there to the edge of the data', () => {
  assert.equal(iso(press('Home')), '2019-06-15')
  assert.equal(iso(press('End')), '2020-11-25')
  assert.equal(iso(press('End', 'day', {}, { ...state, day: state.to })), '2026-11-21')
  assert.equal(iso(press('Home', 'from')), '1988-01-01')
  assert.equal(iso(press('End', 'to')), '2026-11-21')
})

test('steps by events go to the next and the last one, and stay where there is none', () => {
  const byEvents = { ...state, unit: 'event' }
  assert.equal(iso(press('ArrowRight', 'day', {}, byEvents)), '2020-03-09')
  assert.equal(iso(press('ArrowLeft', 'day', {}, byEvents)), '2020-01-05')
  assert.equal(stepped(events[1], 'event', 1, neighbour, state), events[1])
})

test('steps end at the edge of the data', () => {
  assert.equal(stepped(RANGE[1], 'year', 1, neighbour, state), RANGE[1])
  assert.equal(stepped(RANGE[0], 'month', -1, neighbour, state), RANGE[0])
})

test('plus and minus zoom around the day, nought shows everything, other keys are left alone', () => {
  assert.deepEqual(zoomAct({ key: '+' }, state), { type: 'zoom', at: state.day, factor: 0.5 })
  assert.deepEqual(zoomAct({ key: '-' }, state), { type: 'zoom', at: state.day, factor: 2 })
  assert.deepEqual(zoomAct({ key: '0' }, state), { type: 'window', from: RANGE[0], to: RANGE[1] })
  assert.equal(zoomAct({ key: 'Tab' }, state), null)
  assert.equal(press('Tab'), null)
})
