/* What a module exports, somebody imports: another module, or a test of it. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const TESTS = fileURLToPath(new URL('.', import.meta.url))
const FRONTEND = fileURLToPath(new URL('../../components/frontend/', import.meta.url))
const read = (folder) => readdirSync(folder, { recursive: true })
  .filter((name) => name.endsWith('.js') && !/^(vendor|node_modules)\b/.test(name))
  .map((name) => ({ name, text: readFileSync(folder + name, 'utf8') }))
const imports = (text) => [...text.matchAll(/^import \{([^}]*)\}/gm)].flatMap(([, names]) => names.split(',').map((name) => name.trim().split(' ')[0]))

test('no export is for nobody', () => {
  const modules = read(FRONTEND)
  const wanted = new Set([...modules, ...read(TESTS)].flatMap(({ text }) => imports(text)))
  const exported = modules.flatMap(({ name, text }) => [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)].map((match) => [name, match[1]]))
  assert.ok(exported.length > 100)
  // The linker of bundles and the start of the map's module are called by name.
  const called = new Set(['shared/bundle-linker.js load', 'map/main.js start'])
  assert.deepEqual(exported.filter(([name, one]) => !wanted.has(one) && !called.has(`${name} ${one}`)), [])
})
