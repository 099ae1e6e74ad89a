/* The place a person went to: a ring around it and its name, over all that the day shows. */
import { scaleOf, worldX, worldY } from './geometry.js'
import { paintSelection } from './marks.js'
import { createSheet } from './sheet.js'
import { DEGREE } from '../shared/scene.js'

const DOT = 3.4
const HEIGHT = 22
const INSET = 9
const GAP = 7
const LONGEST = 260

/** Make the layer, which lies over both halves of a comparison; `shared.place` is the chosen place's position in the scene, -1 for none. `days` tells where marks are. */
export function createPlace (L, map, shared, days) {
  const layer = { box: null, half: null }

  function paint (context) {
    layer.box = null
    const at = worldOf(shared.scene, shared.place)
    if (!at) return
    const scale = scaleOf(map.getZoom())
    const corner = map.getPixelOrigin()
    const x = at.x * scale - corner.x
    const y = at.y * scale - corner.y
    const mark = days.marks.find(({ px, py, radius }) => Math.hypot(px - x, py - y) < radius)
    const radius = mark ? mark.radius + 3 : DOT + 3
    paintSelection(context, mark ? mark.px : x, mark ? mark.py : y, radius, shared.tokens)
    if (!mark) paintDot(context, x, y)
    paintName(context, shared.scene.places[shared.place].name, mark ? mark.px : x, mark ? mark.py : y, radius + GAP)
  }

  function paintDot (context, x, y) {
    context.beginPath()
    context.arc(x, y, DOT, 0, 2 * Math.PI)
    context.fillStyle = shared.tokens.ink
    context.fill()
  }

  /* In a plate of its own, which reads over any fill, mark or other name: above the ring, or below it at the map's top. */
  function paintName (context, name, x, y, distance) {
    const { tokens } = shared
    context.font = `600 13px ${tokens.font}`
    const text = shortened(context, name, LONGEST)
    const width = Math.ceil(context.measureText(text).width) + 2 * INSET
    const size = map.getSize()
    const { x: left, y: top } = map.containerPointToLayerPoint([0, 0])
    const from = Math.min(Math.max(x - width / 2, left + 4), Math.max(left + 4, left + size.x - width - 4))
    const above = y - distance - HEIGHT
    const upper = above < top + 4 ? y + distance : above
    layer.box = { name: text, left: from, right: from + width, top: upper, bottom: upper + HEIGHT }
    context.beginPath()
    context.roundRect(from, upper, width, HEIGHT, HEIGHT / 2)
    context.fillStyle = tokens.ink
    context.fill()
    context.lineWidth = 1.5
    context.strokeStyle = tokens.raised
    context.stroke()
    context.fillStyle = tokens.raised
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillText(text, from + width / 2, upper + HEIGHT / 2 + 0.5)
  }

  const sheet = createSheet(L, map, { pane: 'stage-place', order: 440, padding: 0.12, paint })
  layer.sheets = [sheet]
  layer.repaint = () => sheet.repaint()
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
