/* The place a person went to: a ring around it and its name, over all that the day shows. */
import { scaleOf, worldX, worldY } from './geometry.js'
import { paintSelection } from './event-marks.js'
import { createCanvasLayer } from './canvas-layer.js'
import { DEGREE } from '../shared/scene.js'

const DOT = 3.4
const HEIGHT = 22
const INSET = 9
const GAP = 7
const LONGEST = 260

/**
 * Make the layer, which lies over both halves of a comparison.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {DayLayer} days tells where marks are
 * @param {typeof createCanvasLayer} [surface] makes its canvas
 */
export function createChosenPlace (L, map, shared, days, surface = createCanvasLayer) {
  const layer = { box: /** @type {(Box & { name: string }) | null} */ (null), half: null, canvases: /** @type {any[]} */ ([]), repaint: () => {} }

  function paint (context) {
    const spot = spotAmong(days.marks)
    layer.box = spot && plateOf(context, spot)
    if (!spot || !layer.box) return
    paintSelection(context, spot.x, spot.y, spot.radius, shared.tokens)
    if (!spot.mark) paintDot(context, spot)
    paintPlate(context, layer.box)
  }

  /* Where the ring is: around the mark that covers the place, or around the place itself. */
  function spotAmong (marks) {
    const at = worldOf(shared.scene, shared.place)
    if (!at) return null
    const scale = scaleOf(map.getZoom())
    const corner = map.getPixelOrigin()
    const x = at.x * scale - corner.x
    const y = at.y * scale - corner.y
    const { x: width, y: height } = map.getSize()
    const view = map.containerPointToLayerPoint([0, 0])
    if (x < view.x || y < view.y || x > view.x + width || y > view.y + height) return null
    const mark = marks.find(({ px, py, radius }) => Math.hypot(px - x, py - y) < radius)
    return mark ? { mark, x: mark.px, y: mark.py, radius: mark.radius + 3 } : { mark, x, y, radius: DOT + 3 }
  }

  /* The name stands in a plate of its own, which reads over any fill: above the ring, or below it at the map's top. */
  function plateOf (context, { x, y, radius }) {
    context.font = `600 13px ${shared.tokens.font}`
    const name = shortened(context, shared.scene.places[shared.place].name, LONGEST)
    const width = Math.ceil(context.measureText(name).width) + 2 * INSET
    const size = map.getSize()
    const view = map.containerPointToLayerPoint([0, 0])
    const left = Math.min(Math.max(x - width / 2, view.x + 4), Math.max(view.x + 4, view.x + size.x - width - 4))
    const above = y - radius - GAP - HEIGHT
    const top = above < view.y + 4 ? y + radius + GAP : above
    return { name, left, right: left + width, top, bottom: top + HEIGHT }
  }

  function paintDot (context, { x, y }) {
    context.beginPath()
    context.arc(x, y, DOT, 0, 2 * Math.PI)
    context.fillStyle = shared.tokens.ink
    context.fill()
  }

  function paintPlate (context, { name, left, right, top }) {
    const { tokens } = shared
    context.beginPath()
    context.roundRect(left, top, right - left, HEIGHT, HEIGHT / 2)
    context.fillStyle = tokens.ink
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = tokens.raised
    context.stroke()
    context.fillStyle = tokens.raised
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(name, (left + right) / 2, top + HEIGHT / 2 + 0.5)
  }

  const canvas = surface(L, map, { pane: 'stage-place', order: 440, padding: 0.12, paint })
  layer.canvases = [canvas]
  layer.repaint = () => canvas.repaint()
  /* Other names keep clear of the plate. */
  shared.plate = (context, marks) => {
    const spot = spotAmong(marks)
    return spot && plateOf(context, spot)
  }
  return layer
}

/** World coordinates of a place of the scene; null when there is none at the position. */
export function worldOf (scene, position) {
  if (!scene || !Number.isInteger(position) || position < 0 || position >= scene.places.length) return null
  const { place_lon: lon, place_lat: lat } = scene.columns
  return { x: worldX(lon[position] / DEGREE), y: worldY(lat[position] / DEGREE) }
}

/** A text that is no wider than `width`, its end left out where it must be. */
export function shortened (context, text, width) {
  if (context.measureText(text).width <= width) return text
  const letters = [...text]
  let low = 0
  let high = letters.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (context.measureText(`${letters.slice(0, middle).join('')}…`).width <= width) low = middle
    else high = middle - 1
  }
  return `${letters.slice(0, low).join('')}…`
}
