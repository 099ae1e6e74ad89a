import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressLooking, keepInAddress, lookText } from '../../../components/frontend/map/look.js'

const HERE = 'http://localhost/?district=lachin'

test('an address says where a person has moved the map, beside what is selected', () => {
  const moved = addressLooking(HERE, lookText({ lat: 39.64321, lng: 46.54996, zoom: 9.25 }))
  assert.deepEqual(Object.fromEntries(new URL(moved).searchParams), { district: 'lachin', at: '39.6432,46.5500,9.25' })
  assert.equal(addressLooking(moved, '39.6432,46.5500,9.25'), null)
  assert.equal(addressLooking(moved, null), HERE)
  assert.equal(addressLooking(HERE, null), null)
})

function mapIn (address, stage) {
  const told = []
  let moved = () => {}
  const page = { location: { href: address }, history: { state: 1, replaceState: (_state, _title, next) => { told.push(next); page.location.href = next } } }
  const map = { on: (_name, act) => { moved = act }, getCenter: () => ({ lat: 40, lng: 46 }), getZoom: () => 10 }
  keepInAddress(map, stage, { parent: page })
  return { told, move: () => moved() }
}

test('the address follows a hand, and forgets it when the page goes somewhere by itself', () => {
  let isMoved = true
  const { told, move } = mapIn(HERE, { isMoved: () => isMoved, day: { time: {} } })
  move()
  move()
  isMoved = false
  move()
  assert.deepEqual(told.map((address) => new URL(address).searchParams.get('at')), ['40.0000,46.0000,10.00', null])
})

test('before the first view the address is left alone: it may say where to look', () => {
  const { told, move } = mapIn(`${HERE}&at=40,46,9`, { isMoved: () => false, day: { time: null } })
  move()
  assert.deepEqual(told, [])
})
