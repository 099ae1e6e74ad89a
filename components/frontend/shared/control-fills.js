/* How a district is filled: one holder solid, several as stripes at 45 degrees. */
import { contextOf } from './dom.js'

/** Pixels across one repeat of the stripes for each two holders. */
export const PERIOD = 12

/**
 * Stripes of a segment's shares, widths in pixels; one means a solid fill.
 * @param {Share[]} shares
 */
export function stripesOf (shares) {
  if (shares.length <= 1) return shares.map(([controller]) => ({ controller, width: PERIOD }))
  const sizes = shares.map(([, size]) => size)
  const onlySmaller = sizes.includes('smaller') && !sizes.includes('larger')
  const weights = sizes.map((size) => (size === 'larger' || (onlySmaller && size !== 'smaller')) ? 2 : 1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const period = PERIOD * shares.length / 2
  return shares.map(([controller], at) => ({ controller, width: period * weights[at] / total }))
}

/**
 * A name for shares that look the same, to keep one pattern for each.
 * @param {Share[]} shares
 */
export const fillKey = (shares) => stripesOf(shares).map(({ controller, width }) => `${controller}:${width}`).join('|')

/**
 * Make the fills of one theme.
 * @param {string[]} colours of the controllers
 * @param {(width: number, height: number) => HTMLCanvasElement} makeCanvas
 */
export function createFills (colours, makeCanvas) {
  const tiles = new Map()

  function tile (shares, ratio) {
    const key = `${ratio}/${fillKey(shares)}`
    if (!tiles.has(key)) tiles.set(key, drawTile(stripesOf(shares), colours, ratio, makeCanvas))
    return tiles.get(key)
  }

  /**
   * A colour, or a pattern anchored to the context's origin.
   * @param {CanvasRenderingContext2D} context
   * @param {Share[]} shares
   * @param {number} ratio of canvas pixels to CSS pixels
   * @returns {string | CanvasPattern}
   */
  return function fill (context, shares, ratio) {
    if (shares.length === 1) return colours[shares[0][0]]
    const pattern = /** @type {CanvasPattern} */ (context.createPattern(tile(shares, ratio), 'repeat'))
    pattern.setTransform(new DOMMatrix().rotate(45).scale(1 / ratio))
    return pattern
  }
}

function drawTile (stripes, colours, ratio, makeCanvas) {
  const period = stripes.reduce((sum, { width }) => sum + width, 0)
  const canvas = makeCanvas(Math.round(period * ratio), Math.round(period * ratio))
  const context = contextOf(canvas)
  let at = 0
  for (const { controller, width } of stripes) {
    context.fillStyle = colours[controller]
    context.fillRect(at * ratio, 0, width * ratio + 1, canvas.height)
    at += width
  }
  return canvas
}
