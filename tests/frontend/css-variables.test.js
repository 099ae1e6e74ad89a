/* Every CSS variable that is set is used, and every one that is used is set: by a style sheet, by our JavaScript, or by
   Streamlit. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const FRONTEND = fileURLToPath(new URL('../../components/frontend/', import.meta.url))
const sources = (ending) => readdirSync(FRONTEND, { recursive: true })
  .filter((name) => name.endsWith(ending) && !name.startsWith('vendor'))
  .map((name) => readFileSync(FRONTEND + name, 'utf8').replace(/\/\*.*?\*\//gs, ''))
const css = sources('.css').join('\n')
const javascript = sources('.js').join('\n')
const found = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name))

/* Set by Streamlit; and, for each entry of the dataset's lists, by applyPalette(). */
const isSetElsewhere = (name) => /^--(st-[a-z-]+|background-color|(controller|group|category)-)$/.test(name)

const used = new Set([...found(css + javascript, /var\((--[\w-]+)/g), ...found(javascript, /(?:: |getPropertyValue\()'(--[\w-]+)'/g)])
const declared = found(css, /(?<![\w-])(--[\w-]+)\s*:/g)
const set = new Set([...declared, ...found(javascript, /'(--[\w-]+)':/g)])

test('every CSS variable that is set is used', () => {
  assert.ok(declared.size > 30)
  assert.deepEqual([...set].filter((name) => !used.has(name)), [])
})

test('every CSS variable that is used is set', () => {
  assert.deepEqual([...used].filter((name) => !set.has(name) && !isSetElsewhere(name)), [])
})
