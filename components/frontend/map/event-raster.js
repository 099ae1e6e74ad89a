/* Many events: each is stamped as a small disc into one image, and dense places are told as counts. */

/** Radius of a disc and of its coloured middle, in CSS pixels. */
const RADIUS = 3.2
const CORE = 2.3

/** Side of a counting square in CSS pixels, and the events that make it dense. */
const SQUARE = 76
const DENSE = 40

/** Colour '#rrggbb' as a little-endian RGBA word of an ImageData. */
export function pixelOf (colour) {
  const value = parseInt(colour.slice(1, 7), 16)
  return ((0xff << 24) | ((value & 0xff) << 16) | (value & 0xff00) | (value >> 16)) >>> 0
}

/** Offsets of the pixels of one disc in an image of this width: the rim first, then the core over it. */
function discOffsets (ratio, width) {
  const rim = []
  const core = []
  const reach = Math.ceil(RADIUS * ratio)
  for (let y = -reach; y <= reach; y++) {
    for (let x = -reach; x <= reach; x++) {
      const distance = Math.hypot(x, y)
      if (distance <= CORE * ratio) core.push(y * width + x)
      else if (distance <= RADIUS * ratio) rim.push(y * width + x)
    }
  }
  return { rim: Int32Array.from(rim), core: Int32Array.from(core), reach }
}

/** Keep the buffers of one canvas: pixels to paint and, for each pixel, the event that stands on it. */
export function createRaster () {
  const raster = {
    width: 0,
    height: 0,
    ratio: 1,
    owner: new Int32Array(0),
    pixels: new Uint32Array(0),
    disc: discOffsets(1, 0),
    occupied: new Int32Array(0),
    filled: 0,
    resize
  }
  function resize (width, height, ratio) {
    if (raster.width === width && raster.height === height && raster.ratio === ratio) return
    Object.assign(raster, { width, height, ratio, disc: discOffsets(ratio, width) })
    raster.pixels = new Uint32Array(width * height)
    raster.owner = new Int32Array(width * height)
    raster.occupied = new Int32Array(width * height)
  }
  return raster
}

/**
 * Stamp the visible events; `frame` says where the image lies: scale, left and top in world pixels of its corner.
 * Later events stand over earlier ones. Returns the dense squares: [{x, y, count, families}] in CSS pixels of the image.
 */
export function stampEvents (raster, events, inView, category, frame, palette) {
  const { width, height, ratio, owner, pixels, disc, occupied } = raster
  const { rim, core, reach } = disc
  pixels.fill(0)
  owner.fill(-1)
  const columns = Math.ceil(width / ratio / SQUARE) + 2
  const rows = Math.ceil(height / ratio / SQUARE) + 2
  const squares = createSquares(columns * rows, palette.families)
  const firstColumn = Math.floor(frame.left / SQUARE)
  const firstRow = Math.floor(frame.top / SQUARE)
  const { visible, x, y } = events
  let filled = 0
  for (let at = 0; at < inView; at++) {
    const index = visible[at]
    const worldX = x[index] * frame.scale
    const worldY = y[index] * frame.scale
    const column = ((worldX - frame.left) * ratio) | 0
    const row = ((worldY - frame.top) * ratio) | 0
    if (column < reach || row < reach || column >= width - reach || row >= height - reach) continue
    const pixel = row * width + column
    if (owner[pixel] === -1) occupied[filled++] = pixel
    owner[pixel] = index
    const square = (Math.floor(worldY / SQUARE) - firstRow) * columns + Math.floor(worldX / SQUARE) - firstColumn
    squares.count[square]++
    squares.x[square] += worldX - frame.left
    squares.y[square] += worldY - frame.top
    squares.families[square * palette.families + palette.familyOf[category[index]]]++
  }
  raster.filled = filled
  for (let at = 0; at < filled; at++) {
    const pixel = occupied[at]
    const colour = palette.pixels[category[owner[pixel]]]
    for (let k = 0; k < rim.length; k++) if (pixels[pixel + rim[k]] === 0) pixels[pixel + rim[k]] = palette.rim
    for (let k = 0; k < core.length; k++) pixels[pixel + core[k]] = colour
  }
  return denseSquares(squares, palette.families)
}

function createSquares (size, families) {
  return {
    count: new Int32Array(size),
    x: new Float64Array(size),
    y: new Float64Array(size),
    families: new Int32Array(size * families)
  }
}

function denseSquares (squares, families) {
  const dense = []
  for (let square = 0; square < squares.count.length; square++) {
    const count = squares.count[square]
    if (count < DENSE) continue
    dense.push({
      x: squares.x[square] / count,
      y: squares.y[square] / count,
      count,
      families: Array.from(squares.families.subarray(square * families, (square + 1) * families))
    })
  }
  return dense
}

/** The stamped event nearest to a CSS pixel of the image, at most `reach` CSS pixels away, or -1. */
export function eventAt (raster, x, y, reach = 5) {
  const { width, height, ratio, owner } = raster
  const column = Math.round(x * ratio)
  const row = Math.round(y * ratio)
  const limit = Math.ceil(reach * ratio)
  let best = -1
  let shortest = limit * limit + 1
  for (let dy = -limit; dy <= limit; dy++) {
    for (let dx = -limit; dx <= limit; dx++) {
      const distance = dx * dx + dy * dy
      if (distance >= shortest) continue
      const atX = column + dx
      const atY = row + dy
      if (atX < 0 || atY < 0 || atX >= width || atY >= height) continue
      const index = owner[atY * width + atX]
      if (index >= 0) { shortest = distance; best = index }
    }
  }
  return best
}
