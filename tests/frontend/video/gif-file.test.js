/* A GIF: its colours are those that matter, its frames last as long as they should. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { createGif } from '../../../components/frontend/video/gif-file.js'

const RED = [200, 30, 40]
const TEAL = [56, 145, 155]
const hex = (colour) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
const full = (colour, count) => Uint8ClampedArray.from({ length: count * 4 }, (_, at) => at % 4 === 3 ? 255 : colour[at % 4]).buffer

/** The delays of a GIF's frames, in hundredths of a second. */
function delays (bytes) {
  const found = []
  for (let at = 0; at < bytes.length - 7; at++) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9 && bytes[at + 2] === 4 && bytes[at + 7] === 0) found.push(bytes[at + 4] + 256 * bytes[at + 5])
  }
  return found
}

test('the colours that carry meaning are in the palette as they are', () => {
  const gif = createGif({ width: 8, height: 8, rate: 10, colours: [hex(RED), hex(TEAL)] })
  gif.sample(full([201, 31, 41], 64))
  gif.add(full(RED, 64), 1)
  gif.add(full(TEAL, 64), 1)
  const { bytes, mime } = gif.finish()
  assert.equal(mime, 'image/gif')
  assert.equal(new TextDecoder().decode(bytes.slice(0, 6)), 'GIF89a')
  const table = [...bytes.slice(13, 13 + 3 * 256)].join(',')
  for (const colour of [RED, TEAL]) assert.ok(table.includes(colour.join(',')))
})

test('thirty frames a second last a second, though GIF counts in hundredths', () => {
  const gif = createGif({ width: 2, height: 2, rate: 30, colours: [] })
  gif.sample(full(RED, 4))
  for (let at = 0; at < 30; at++) gif.add(full(at % 2 ? RED : TEAL, 4), 1)
  const found = delays(gif.finish().bytes)
  assert.equal(found.length, 30)
  assert.equal(found.reduce((sum, one) => sum + one, 0), 100)
})
