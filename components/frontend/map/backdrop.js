/* The ground the districts lie on: countries, neighbouring districts, water, rivers, borders and their names. */
import { contains, decodeShapes, longAxis, scaleOf, trace, worldX, worldY } from './geometry.js'

const LAYERS = ['countries', 'neighbours', 'waters', 'rivers']

/** Decode the backdrop of a scene. The country that holds the districts is the one their middle lies in. */
export function createBackdrop (scene) {
  const shapes = Object.fromEntries(LAYERS.map((layer) => [layer, decodeShapes(scene.columns, layer, (scene[layer] ?? []).length)]))
  const [[south, west], [north, east]] = scene.bounds
  const origin = { x: worldX(west), y: worldY(north) }
  const middle = { x: worldX((west + east) / 2), y: worldY((south + north) / 2) }
  const home = shapes.countries.features.findIndex((_, feature) => contains(shapes.countries, feature, middle.x, middle.y))
  const lakes = scene.waters.flatMap(({ name }, feature) => name && shapes.waters.features[feature].length
    ? [{ name, ...longAxis(shapes.waters, feature) }]
    : [])
  const countries = scene.countries.filter(({ label }) => label)
    .map(({ name, label: [lon, lat] }) => ({ name, x: worldX(lon), y: worldY(lat) }))
  return { shapes, origin, home, lakes, countries, isWorld: Boolean(scene.start), paths: { scale: 0 } }
}

function pathsAt (backdrop, scale) {
  if (backdrop.paths.scale === scale) return backdrop.paths
  const { shapes, origin, home } = backdrop
  const every = (layer) => shapes[layer].features.flat()
  const path = (layer, rings, closed = true) => trace(shapes[layer], rings, scale, origin, new Path2D(), closed)
  backdrop.paths = {
    scale,
    abroad: path('countries', shapes.countries.features.filter((_, feature) => feature !== home).flat()),
    home: path('countries', shapes.countries.features[home] ?? []),
    neighbours: path('neighbours', every('neighbours')),
    waters: path('waters', every('waters')),
    rivers: path('rivers', every('rivers'), false)
  }
  return backdrop.paths
}

/** Paint the backdrop; `look` has tokens, the words' upper() and whether names are shown. */
export function paintBackdrop (context, backdrop, map, look, frame) {
  const { tokens } = look
  const scale = scaleOf(map.getZoom())
  const paths = pathsAt(backdrop, scale)
  const corner = map.getPixelOrigin()
  const { origin, isWorld } = backdrop
  context.fillStyle = isWorld ? tokens.water : tokens.abroad
  context.fillRect(frame.min.x, frame.min.y, frame.max.x - frame.min.x, frame.max.y - frame.min.y)
  context.save()
  context.translate(origin.x * scale - corner.x, origin.y * scale - corner.y)
  context.fillStyle = tokens.ground
  context.fill(paths.home, 'evenodd')
  if (isWorld) context.fill(paths.abroad, 'evenodd')
  line(context, paths.neighbours, tokens.neighbourLine, 1)
  context.fillStyle = tokens.water
  context.fill(paths.waters, 'evenodd')
  line(context, paths.rivers, tokens.river, 1.1)
  context.setLineDash([5, 3])
  line(context, paths.abroad, tokens.border, 1)
  line(context, paths.home, tokens.border, 1)
  context.restore()
  if (look.names) paintNames(context, backdrop, { scale, corner }, look)
}

function line (context, path, colour, width) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.lineJoin = 'round'
  context.stroke(path)
}

function paintNames (context, backdrop, { scale, corner }, { tokens, upper }) {
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  context.strokeStyle = tokens.ground
  context.fillStyle = tokens.label
  context.lineWidth = 3
  for (const { name, x, y } of backdrop.countries) {
    context.font = `500 11.5px ${tokens.font}`
    context.letterSpacing = '2.8px'
    letter(context, upper(name), x * scale - corner.x, y * scale - corner.y)
  }
  context.letterSpacing = '0px'
  context.font = `italic 400 12px ${tokens.font}`
  context.strokeStyle = tokens.water
  for (const { name, x, y, angle, length } of backdrop.lakes) {
    if (length * scale < context.measureText(name).width * 2) continue
    context.save()
    context.translate(x * scale - corner.x, y * scale - corner.y)
    context.rotate(angle)
    letter(context, name, 0, 0)
    context.restore()
  }
}

function letter (context, text, x, y) {
  context.strokeText(text, x, y)
  context.fillText(text, x, y)
}
