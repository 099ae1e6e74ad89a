import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressAt, createWatch, isConnected } from '../../../components/frontend/shared/connection.js'

/** A page whose states a test sets; `heard` are the losses and returns that were told, `runs` the runs asked for. */
function page () {
  const state = { socket: 'CONNECTED', script: 'notRunning', address: '/?day=1993-04-03' }
  const heard = []
  let runs = 0
  const waiting = []
  const watch = createWatch({
    look: () => ({ ...state }), run: () => { runs++ }, told: (connected) => heard.push(connected), later: (call) => waiting.push(call)
  })
  const set = (changed) => { Object.assign(state, changed); watch() }
  const wait = () => { for (const call of waiting.splice(0)) call() }
  return { heard, set, wait, runs: () => runs }
}

test('a page whose socket stands is told nothing, whatever its script does', () => {
  const { heard, set, runs } = page()
  set({ script: 'running' })
  set({ script: 'notRunning' })
  assert.deepEqual([heard, runs(), isConnected()], [[], 0, true])
})

test('a loss is told once, however often the socket tries, and a return only after the script has run', () => {
  const { heard, set, runs } = page()
  set({ socket: 'PINGING_SERVER' })
  set({ socket: 'CONNECTING' })
  set({ socket: 'PINGING_SERVER' })
  assert.deepEqual([heard, runs(), isConnected()], [[false], 0, false])
  set({ socket: 'CONNECTED' })
  assert.deepEqual([heard, runs(), isConnected()], [[false], 1, false])
  set({ script: 'running' })
  assert.equal(isConnected(), false)
  set({ script: 'notRunning' })
  assert.deepEqual([heard, runs(), isConnected()], [[false, true], 1, true])
})

test('what was moved while the script ran for the address of before is asked for again', () => {
  const { heard, set, runs } = page()
  set({ socket: 'PINGING_SERVER' })
  set({ socket: 'CONNECTED' })
  set({ script: 'running', address: '/?day=1993-05-03' })
  set({ script: 'notRunning' })
  assert.deepEqual([heard, runs()], [[false], 2])
  set({ script: 'running' })
  set({ script: 'notRunning' })
  assert.deepEqual([heard, runs()], [[false, true], 2])
})

test('a connection that is lost again before the script has run is one loss', () => {
  const { heard, set, runs } = page()
  for (const socket of ['PINGING_SERVER', 'CONNECTED', 'PINGING_SERVER', 'CONNECTED']) set({ socket })
  assert.deepEqual([heard, runs()], [[false], 2])
})

test('a request that no session heard, or whose run was over before it was seen, is made again', () => {
  const { heard, set, wait, runs } = page()
  set({ socket: 'PINGING_SERVER' })
  set({ socket: 'CONNECTED' })
  wait()
  wait()
  assert.deepEqual([heard, runs(), isConnected()], [[false], 3, false])
  set({ script: 'running' })
  wait()
  set({ script: 'notRunning' })
  assert.deepEqual([heard, runs(), isConnected()], [[false, true], 3, true])
  wait()
  assert.equal(runs(), 3)
})

test('a server that ended while a script ran leaves its state, and the return is told nevertheless', () => {
  const { heard, set, wait, runs } = page()
  set({ script: 'running' })
  set({ socket: 'PINGING_SERVER' })
  set({ socket: 'CONNECTED' })
  wait()
  set({ script: 'notRunning' })
  assert.deepEqual([heard, runs(), isConnected()], [[false, true], 1, true])
})

test('an address takes another time and keeps the rest of its view', () => {
  const address = addressAt('http://a.example/map/?district=lachin&compare=1992-01-01#x', { day: 8493, from: 8035, to: 9130, compare: null })
  assert.equal(address, 'http://a.example/map/?district=lachin&day=1993-04-03&from=1992-01-01&to=1994-12-31#x')
  assert.match(addressAt(address, { day: 8493, from: 8035, to: 9130, compare: 8035 }), /compare=1992-01-01/)
})
