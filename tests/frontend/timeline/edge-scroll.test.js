import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createEdgeScroll, edgeSpeed } from '../../../components/frontend/timeline/edge-scroll.js'
import { within } from '../../../components/frontend/timeline/time-scale.js'

const WIDTH = 1000

function stand (window = { from: 500, to: 1499 }) {
  const limits = { first: 0, last: 1999 }
  let now = 0
  let frames = []
  const state = { window }
  const followed = []
  const host = {
    state: () => state,
    layout: () => ({ plotWidth: WIDTH }),
    dispatch: ({ from, to }) => { state.window = within({ from, to }, limits) }
  }
  const edge = createEdgeScroll(host, (point) => followed.push(point.x), { now: () => now, frame: (callback) => frames.push(callback) })
  const pass = (ms) => {
    now += ms
    const due = frames
    frames = []
    for (const callback of due) callback()
  }
  return { edge, state, followed, pass, waiting: () => frames.length }
}

test('the window rests while the pointer is away from the edges, and while it comes from one', () => {
  assert.equal(edgeSpeed(500, 100, WIDTH), 0)
  assert.equal(edgeSpeed(8, 4, WIDTH), 0)
  assert.equal(edgeSpeed(992, 996, WIDTH), 0)
})

test('the further out, the faster, to each side, within reason', () => {
  assert.ok(edgeSpeed(996, 500, WIDTH) > 0)
  assert.ok(edgeSpeed(1040, 500, WIDTH) > edgeSpeed(996, 500, WIDTH))
  assert.equal(edgeSpeed(-40, 500, WIDTH), -edgeSpeed(1040, 500, WIDTH))
  assert.equal(edgeSpeed(9000, 500, WIDTH), edgeSpeed(5000, 500, WIDTH))
})

test('held at the edge the window moves on with time, and what is held follows', () => {
  const { edge, state, followed, pass } = stand()
  edge.hold({ x: 1000 }, { x: 500 })
  for (let frame = 0; frame < 10; frame++) pass(16)
  const { from, to } = state.window
  assert.ok(from > 500)
  assert.equal(to - from, 999)
  assert.ok(followed.length > 0 && followed.every((x) => x === 1000))
})

test('it stops on release, away from the edge and at the end of the data', () => {
  for (const end of [(edge) => edge.release(), (edge) => edge.hold({ x: 500 }, { x: 400 })]) {
    const { edge, state, pass, waiting } = stand()
    edge.hold({ x: 1000 }, { x: 500 })
    pass(100)
    const stopped = state.window
    end(edge)
    for (let frame = 0; frame < 10; frame++) pass(16)
    assert.deepEqual(state.window, stopped)
    assert.equal(waiting(), 0)
  }
  const { edge, state, pass, waiting } = stand({ from: 990, to: 1989 })
  edge.hold({ x: 1200 }, { x: 500 })
  for (let frame = 0; frame < 50; frame++) pass(16)
  assert.equal(state.window.to, 1999)
  assert.equal(waiting(), 0)
})
