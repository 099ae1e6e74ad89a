import assert from 'node:assert/strict'
import { test } from 'node:test'
import { themeOfColour } from '../../../components/frontend/shared/theme.js'

test('a theme is known by its background, and none is light', () => {
  assert.equal(themeOfColour('#ffffff'), 'light')
  assert.equal(themeOfColour('rgb(18, 22, 27)'), 'dark')
  assert.equal(themeOfColour(''), 'light')
})
