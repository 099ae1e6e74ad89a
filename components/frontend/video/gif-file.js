/* A GIF file: one palette for all frames, and of each frame only what differs from the one before. */
import { applyPalette, GIFEncoder, quantize } from '../vendor/gifenc/gifenc.js'

const COLOURS = 255
const EVERY = 7
const FINEST_MS = 10

/**
 * Begin a file.
 * @param {{ width: number, height: number, rate: number, colours: string[] }} options `colours` stay exactly what they are
 */
export function createGif ({ width, height, rate, colours }) {
  const gif = GIFEncoder()
  /** @type {Uint8ClampedArray[]} */
  const samples = []
  /** @type {number[][] | null} */
  let palette = null
  /** @type {Uint8Array | null} */
  let before = null
  let shown = 0

  /* The colour behind the last one stands for "as before". */
  function palettes () {
    const kept = colours.flatMap((colour) => { const found = parts(colour); return found ? [found] : [] })
    const found = quantize(joined(samples), COLOURS - kept.length)
    samples.length = 0
    return [...kept, ...found, [0, 0, 0]]
  }

  /* GIF counts in hundredths of a second: what is lost in one frame is made up for in the next. */
  function delay (times) {
    const begin = Math.round(shown * 100 / rate)
    shown += times
    return (Math.round(shown * 100 / rate) - begin) * FINEST_MS
  }

  return {
    sample: (/** @type {ArrayBuffer} */ pixels) => { samples.push(thinned(new Uint8ClampedArray(pixels))) },
    add (/** @type {ArrayBuffer} */ pixels, /** @type {number} */ times) {
      const first = palette === null
      palette ??= palettes()
      const same = palette.length - 1
      const index = applyPalette(new Uint8ClampedArray(pixels), palette.slice(0, same))
      const written = before ? changes(index, before, same) : index
      gif.writeFrame(written, width, height, { palette: first ? palette : undefined, delay: delay(times), transparent: !first, transparentIndex: same, dispose: 1 })
      before = index
    },
    finish () {
      gif.finish()
      return { bytes: gif.bytes(), mime: 'image/gif' }
    }
  }
}

function changes (index, before, same) {
  const written = new Uint8Array(index.length)
  for (let at = 0; at < index.length; at++) written[at] = index[at] === before[at] ? same : index[at]
  return written
}

/* Some pixels tell the colours of a map as well as all of them. */
function thinned (pixels) {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2)
  const kept = new Uint32Array(Math.ceil(words.length / EVERY))
  for (let at = 0; at < kept.length; at++) kept[at] = words[at * EVERY]
  return new Uint8ClampedArray(kept.buffer)
}

function joined (samples) {
  const all = new Uint8ClampedArray(samples.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const sample of samples) {
    all.set(sample, at)
    at += sample.length
  }
  return all
}

/** The parts of a colour like #2a5c8f, or null. */
function parts (colour) {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  return found && found.slice(1).map((part) => parseInt(part, 16))
}
