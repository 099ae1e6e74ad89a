import assert from 'node:assert/strict'
import { test } from 'node:test'
import { link } from '../../../components/frontend/shared/bundle-linker.js'

const BASE = 'http://localhost/component/assets/'
const dataAddress = (text) => `data:text/javascript,${encodeURIComponent(text)}`
const sources = {
  'a/one.js': "import { two } from 'b/two.js'\nimport * as three from 'b/three.js'\nexport const one = two + three.value\n",
  'b/two.js': "export { value as two } from 'b/three.js'\n",
  'b/three.js': "export const value = 3\nexport const style = new URL('three.css', import.meta.url).href\n"
}

test('a module is loaded with all that it imports', async () => {
  const { one } = await import(link(sources, BASE, dataAddress)('a/one.js'))
  assert.equal(one, 6)
})

test('a module that several import is made once', () => {
  const made = []
  const addressOf = link(sources, BASE, (text) => { made.push(text); return dataAddress(text) })
  assert.equal(addressOf('a/one.js'), addressOf('a/one.js'))
  assert.equal(made.length, 3)
})

test('a file beside a module is found where the module lies', async () => {
  const { style } = await import(link(sources, BASE, dataAddress)('b/three.js'))
  assert.equal(style, 'http://localhost/component/assets/b/three.css')
})
