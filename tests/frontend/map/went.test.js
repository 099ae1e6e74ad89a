import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWent } from '../../../components/frontend/map/went.js'

/* A flat map on which a view is set at once, telling of it as Leaflet does. */
function flatMap () {
  let view = { center: { x: 0 }, zoom: 7 }
  const starts = []
  return {
    getCenter: () => view.center,
    getZoom: () => view.zoom,
    on: (_name, act) => { starts.push(act) },
    setView ({ x }, zoom) { this.set(x, zoom) },
    set (x, zoom) {
      starts.forEach((act) => act())
      view = { center: { x }, zoom }
    }
  }
}

const goTo = (map, went, x, zoom) => went.to(() => map.set(x, zoom), () => map.set(x, zoom))

test('closing goes back to where the person stood', () => {
  const map = flatMap()
  const went = createWent(map)
  map.set(30, 8)
  went.leave()
  goTo(map, went, 500, 10)
  went.leave()
  goTo(map, went, 900, 11)
  went.back((center, zoom) => map.set(center.x, zoom))
  assert.deepEqual([map.getCenter().x, map.getZoom()], [30, 8])
})

test('a step of a story forgets where the person stood', () => {
  const map = flatMap()
  const went = createWent(map)
  map.set(30, 8)
  went.leave()
  went.forget()
  goTo(map, went, 500, 10)
  went.back((center, zoom) => map.set(center.x, zoom))
  assert.deepEqual([map.getCenter().x, map.getZoom()], [500, 10])
})

test('who went on by hand stays', () => {
  const map = flatMap()
  const went = createWent(map)
  went.leave()
  goTo(map, went, 500, 10)
  map.set(700, 12)
  went.back(() => assert.fail('taken back'))
  assert.equal(map.getZoom(), 12)
})

test('another size shows again what was gone to, until the person moves', () => {
  const map = flatMap()
  const went = createWent(map)
  let fits = 0
  went.to(() => { fits++ }, () => map.set(100, 9))
  went.again()
  assert.equal(fits, 1)
  map.set(400, 9)
  went.again()
  assert.equal(fits, 1)
})

test('after closing, the former view is again the one that is shown at another size', () => {
  const map = flatMap()
  const went = createWent(map)
  let fits = 0
  const home = () => { fits++; map.set(0, 7) }
  went.to(home, () => map.set(0, 7))
  went.leave()
  goTo(map, went, 500, 10)
  went.back((center, zoom) => map.set(center.x, zoom))
  went.again()
  assert.equal(fits, 1)
})
