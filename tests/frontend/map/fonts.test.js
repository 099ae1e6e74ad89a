import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fontFaces } from '../../../components/frontend/map/fonts.js'

test("the page's font faces are copied with whole addresses", () => {
  class CSSFontFaceRule {
    constructor (style) { this.style = { getPropertyValue: (name) => style[name] ?? '' } }
  }
  const rules = [new CSSFontFaceRule({ 'font-family': '"Source Sans"', src: 'url("./media/a.woff2") format("woff2")', 'font-weight': '200 900' }), { style: null }]
  assert.deepEqual(fontFaces(rules, 'http://localhost/base/'), [{
    family: 'Source Sans',
    source: 'url("http://localhost/base/media/a.woff2") format("woff2")',
    descriptors: { weight: '200 900', style: 'normal' }
  }])
})
