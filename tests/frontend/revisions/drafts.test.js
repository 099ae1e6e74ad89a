import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forget, keep, kept } from '../../../components/frontend/revisions/drafts.js'

test('a draft is kept until it is forgotten, and a browser that keeps nothing does no harm', () => {
  const held = new Map()
  globalThis.localStorage = /** @type {any} */ ({
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => held.set(name, value),
    removeItem: (name) => held.delete(name)
  })
  keep('claims~a', { value: '146' })
  assert.deepEqual(kept('claims~a'), { value: '146' })
  assert.equal(kept('claims~b'), null)
  held.set('suggestion-draft:bad', '{')
  held.set('suggestion-draft:odd', '{"a": 1, "b": "x"}')
  assert.equal(kept('bad'), null)
  assert.deepEqual(kept('odd'), { b: 'x' })
  forget('claims~a')
  assert.equal(kept('claims~a'), null)
  globalThis.localStorage = /** @type {any} */ ({ getItem () { throw new Error('off') }, setItem () { throw new Error('off') }, removeItem () { throw new Error('off') } })
  keep('x', { a: 'b' })
  forget('x')
  assert.equal(kept('x'), null)
})
