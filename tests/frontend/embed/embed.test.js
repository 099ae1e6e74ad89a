import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pageAddress } from '../../../components/frontend/embed/address.js'
import { letScroll } from '../../../components/frontend/embed/scroll.js'
import { headingOfList, listedEvents } from '../../../components/frontend/standalone/listed.js'

const scene = {
  events: { ids: ['one', 'two', 'three'] },
  districts: [{ id: 'north', name: 'North' }, { id: 'south', name: 'South' }],
  columns: {
    first: Int32Array.from([10, 20, 30]),
    last: Int32Array.from([12, 25, 30]),
    placing: Uint8Array.from([0, 1, 2]),
    district_start: Uint32Array.from([0, 1, 2, 2]),
    district_of: Uint16Array.from([0, 1])
  }
}

test('the page opens at the view that the embed has come to', () => {
  const page = 'https://map.example/?day=1970-01-05&district=north&lang=hy&compare=1970-01-02'
  const view = { day: 20, from: 10, to: 30, compare: null, mask: null, district: 'south', event: 1 }
  assert.equal(pageAddress(page, view, scene), 'https://map.example/?day=1970-01-21&district=south&lang=hy&from=1970-01-11&to=1970-01-31&event=two')
  assert.equal(pageAddress(page, { ...view, district: null, event: -1 }, scene), 'https://map.example/?day=1970-01-21&lang=hy&from=1970-01-11&to=1970-01-31')
})

test('lists are those of the range, of a district, a spot, or without a place', () => {
  const view = { from: 0, to: 40, district: null, list: null }
  assert.deepEqual(listedEvents(scene, null, view), [0, 1, 2])
  assert.deepEqual(listedEvents(scene, Uint8Array.of(0b101), view), [0, 2])
  assert.deepEqual(listedEvents(scene, null, { ...view, district: 'south' }), [1])
  assert.deepEqual(listedEvents(scene, null, { ...view, list: { cluster: [2, 0] } }), [0, 2])
  assert.deepEqual(listedEvents(scene, null, { ...view, list: { within: 'south' } }), [1])
  assert.deepEqual(listedEvents(scene, null, { ...view, to: 29, list: { list: 'unplaced' } }), [])
  assert.equal(headingOfList(scene, { within: 'south' }, (key, { district }) => `${key} ${district}`), 'within South')
})

test('wheel and finger move the map only between a press and leaving it', () => {
  const turned = []
  const way = (name) => ({ enable: () => turned.push(`${name} on`), disable: () => turned.push(`${name} off`) })
  const listeners = {}
  const target = (name) => ({ addEventListener: (type, act) => { listeners[`${name} ${type}`] = act } })
  const page = { ...target('window'), matchMedia: () => ({ matches: true }), document: { documentElement: target('page') } }
  letScroll({ scrollWheelZoom: way('wheel'), dragging: way('finger') }, target('map'), page)
  listeners['map click']()
  listeners['page mouseleave']()
  listeners['window blur']()
  assert.deepEqual(turned, ['wheel off', 'finger off', 'wheel on', 'finger on', 'wheel off', 'finger off', 'wheel off', 'finger off'])
})
