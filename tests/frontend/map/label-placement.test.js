import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestInside, boxAround, covers, MOST_LEADERS, overlaps, placeBeside, placeNames, SPIRAL } from '../../../components/frontend/map/label-placement.js'
import { badgeRadius, evidenceArcs } from '../../../components/frontend/map/event-marks.js'

const square = (x, y) => x >= 0 && x <= 200 && y >= 0 && y <= 200
const name = (extra = {}) => ({ x: 100, y: 100, width: 60, height: 16, inside: square, size: { width: 200, height: 200 }, ...extra })

test('a name with room stands on its point', () => {
  assert.deepEqual(placeNames([name()], [], null).map(({ x, y, outside }) => [x, y, outside]), [[100, 100, false]])
})

test('a name makes way for a marker and stays in its district', () => {
  const marker = { x: 100, y: 100, radius: 12 }
  const [{ x, y }] = placeNames([name()], [marker], null)
  assert.equal(covers(boxAround(x, y, 60, 16), marker), 0)
  assert.ok(square(x, y))
})

test('among many markers a name takes the cheapest spot of all', () => {
  const markers = Array.from({ length: 60 }, (_, at) => ({ x: (at * 37) % 200, y: (at * 71) % 200, radius: 7 + at % 9 }))
  const { x, y } = bestInside(name(), markers, [], null, Infinity)
  const found = costAt(x - 100, y - 100, markers)
  const lowest = Math.min(...SPIRAL.filter(([dx, dy]) => square(100 + dx, 100 + dy)).map(([dx, dy]) => costAt(dx, dy, markers)))
  assert.ok(found > 45, 'every spot is over a marker')
  assert.ok(Math.abs(found - lowest) < 1e-9)
})

test('no name is hidden by markers: it stands outside where that is near, or is left out', () => {
  const markers = Array.from({ length: 100 }, (_, at) => ({ x: 10 + (at % 10) * 20, y: 10 + Math.floor(at / 10) * 20, radius: 11 }))
  assert.deepEqual(placeNames([name()], markers, null, [], { leaders: false }), [null])
  const few = markers.filter(({ x, y }) => Math.hypot(x - 100, y - 100) < 90)
  const [placed] = placeNames([name({ inAny: square })], few, null)
  assert.ok(placed === null || few.every((marker) => covers(boxAround(placed.x, placed.y, 60, 16), marker) <= 0.3))
})

/* Of a spot: its distance, the markers under it, and how many of nine points of the name leave the district. */
function costAt (dx, dy, markers) {
  const box = boxAround(100 + dx, 100 + dy, 60, 16)
  const covered = markers.map((marker) => covers(box, marker)).filter((share) => share > 0)
  const points = [box.left, 100 + dx, box.right].flatMap((x) => [box.top, 100 + dy, box.bottom].map((y) => square(x, y)))
  return Math.hypot(dx, dy) + covered.reduce((cost, share) => cost + 45 * (1 + 2 * share) + (share > 0.3 ? 300 : 0), 0) + 17 * points.filter((inside) => !inside).length
}

test('two names do not cover each other', () => {
  const [one, other] = placeNames([name(), name({ x: 104 })], [], null)
  assert.equal(overlaps(boxAround(one.x, one.y, 60, 16), boxAround(other.x, other.y, 60, 16)), false)
})

test('a name too large for its district stands outside with a leader, or is left out', () => {
  const small = name({ inside: (x, y) => Math.hypot(x - 100, y - 100) < 8, inAny: square, size: { width: 16, height: 16 } })
  const [placed] = placeNames([small], [], null)
  assert.equal(placed.outside, true)
  assert.ok(Math.hypot(placed.x - 100, placed.y - 100) > 26)
  assert.deepEqual(placeNames([small], [], null, [], { leaders: false }), [null])
})

const cell = (at, side, columns) => {
  const [left, top] = [(at % columns) * side, Math.floor(at / columns) * side]
  const inside = (x, y) => x >= left && x <= left + side && y >= top && y <= top + side
  return name({ x: left + side / 2, y: top + side / 2, inside, inAny: () => true, size: { width: side, height: side } })
}

test('of very many names only those that fit are shown, with the chosen one, and none covers another', () => {
  const items = Array.from({ length: 300 }, (_, at) => cell(at, at % 5 ? 30 : 120, 20))
  items[1].chosen = true
  const placed = placeNames(items, [], { left: 0, top: 0, right: 3000, bottom: 3000 })
  const boxes = placed.flatMap((spot) => spot ? [boxAround(spot.x, spot.y, 60, 16)] : [])
  assert.ok(boxes.length > 20)
  assert.equal(placed[1].outside, true)
  assert.ok(placed.every((spot, at) => !spot || at === 1 || (at % 5 === 0 && !spot.outside)))
  boxes.forEach((box, at) => assert.ok(boxes.slice(at + 1).every((other) => !overlaps(box, other))))
})

test('as many names as can be led to their districts are, whatever lies outside the view', () => {
  const items = Array.from({ length: 3 * MOST_LEADERS }, (_, at) => cell(at, 30, MOST_LEADERS))
  const view = { left: 0, top: 0, right: 3000, bottom: 30 }
  assert.ok(placeNames(items, [], view).every(Boolean))
})

test('a name outside prefers its own country', () => {
  const small = name({ inAny: square, inHome: (x) => x > 100, size: { width: 16, height: 16 } })
  assert.ok(placeNames([small], [], null)[0].x > 100)
})

test('a name stays where it stood while nothing is in its way', () => {
  const marker = { x: 100, y: 100, radius: 12 }
  const before = placeNames([name()], [marker], null)
  assert.deepEqual(placeNames([name()], [], null, before).map(({ dx, dy }) => [dx, dy]), before.map(({ dx, dy }) => [dx, dy]))
})

test('with two days side by side a name keeps to its half, or is left out', () => {
  const beyond = (left) => ({ beyond: { left, right: Infinity, top: -Infinity, bottom: Infinity } })
  const [moved] = placeNames([name()], [], null, [], beyond(110))
  assert.ok(moved.x + 30 <= 110)
  assert.ok(square(moved.x, moved.y))
  assert.deepEqual(placeNames([name()], [], null, [], beyond(-40)), [null])
})

test('a name with a leader stays on the side of its district', () => {
  const small = name({ inAny: square, size: { width: 16, height: 16 } })
  const right = { beyond: { left: 90, right: Infinity, top: -Infinity, bottom: Infinity } }
  const left = { beyond: { left: -Infinity, right: 90, top: -Infinity, bottom: Infinity } }
  assert.deepEqual(placeNames([small], [], null, [], right), [null])
  assert.ok(placeNames([small], [], null, [], left)[0].x - 30 >= 90)
})

test('without leaders the name of a seat stays beside it, or is left out', () => {
  const seat = name({ inside: null, size: null })
  assert.deepEqual(placeNames([seat], [], null, [], { leaders: false }).map(({ x, y }) => [x, y]), [[100, 100]])
  const crowd = [-40, 0, 40].flatMap((dx) => [-40, 0, 40].map((dy) => ({ x: 100 + dx, y: 100 + dy, radius: 24 })))
  assert.deepEqual(placeNames([seat], crowd, null, [], { leaders: false }), [null])
})

test('a place is named to the right, else on a free side, else not', () => {
  const item = { x: 50, y: 50, width: 40, height: 12, radius: 10, name: 'Zar', key: 'zar' }
  const nowhere = () => false
  assert.equal(placeBeside([item], [], [], nowhere)[0].x, 84)
  assert.equal(placeBeside([item], [], [boxAround(84, 50, 10, 10)], nowhere)[0].x, 16)
  assert.deepEqual(placeBeside([item], [], [boxAround(50, 50, 300, 300)], nowhere), [])
})

test('a place on the edge is named on one side of it', () => {
  const item = { x: 50, y: 50, width: 40, height: 12, radius: 10, name: 'Omar', key: 'omar' }
  const [{ y }] = placeBeside([item], [], [], (x, at) => at > 50)
  assert.ok(y < 50)
})

test('a badge grows with its count, within reason', () => {
  assert.ok(badgeRadius(2) < badgeRadius(9))
  assert.ok(badgeRadius(9) < badgeRadius(90))
  assert.equal(badgeRadius(1e9), 22)
})

test('the ring tells the four kinds of evidence apart by shape', () => {
  assert.equal(evidenceArcs('several').length, 2)
  const [heavy, light] = evidenceArcs('one_side')
  assert.ok(heavy.width > 2 * light.width)
  assert.deepEqual(evidenceArcs('single'), [])
  const [left, right] = evidenceArcs('disputed')
  assert.ok(left.y < 0 && right.y > 0)
})
