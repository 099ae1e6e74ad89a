import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestTarget, nextTarget } from '../../../components/frontend/map/keyboard.js'

const at = (x, y) => ({ x, y })
const GRID = [0, 100, 200].flatMap((y) => [0, 100, 200].map((x) => at(x, y)))
const middle = GRID[4]

test('an arrow goes to the neighbour that way', () => {
  const expected = { ArrowLeft: at(0, 100), ArrowRight: at(200, 100), ArrowUp: at(100, 0), ArrowDown: at(100, 200) }
  for (const [key, neighbour] of Object.entries(expected)) assert.deepEqual(nextTarget(GRID, middle, key), neighbour)
})

test('at the edge there is nothing further', () => {
  assert.equal(nextTarget(GRID, at(200, 200), 'ArrowRight'), null)
  assert.equal(nextTarget([], middle, 'ArrowUp'), null)
})

test('a mark a little aside is reached before one straight on that is far', () => {
  assert.deepEqual(nextTarget([at(40, 20), at(400, 0)], at(0, 0), 'ArrowRight'), at(40, 20))
})

test('every target can be reached from any other by arrows', () => {
  const seen = new Set([middle])
  const due = [middle]
  while (due.length) {
    const from = due.pop()
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      const next = nextTarget(GRID, from, key)
      if (next && !seen.has(next)) { seen.add(next); due.push(next) }
    }
  }
  assert.equal(seen.size, GRID.length)
})

test('the keyboard comes in at what is nearest', () => {
  assert.deepEqual(nearestTarget(GRID, at(120, 90)), middle)
  assert.equal(nearestTarget([], at(0, 0)), null)
})
