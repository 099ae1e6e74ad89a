/* The districts: filled by who held them on the day, outlined, hovered and selected; a seat where no outline is published. */
import { segmentAt, sharesOf } from '../shared/scene.js'
import { fillKey } from '../shared/control-fills.js'
import { circle, contains, decodeShapes, scaleOf, trace, worldX, worldY } from './geometry.js'

/** Radius of a seat's disc and of the dotted ring around it, in pixels. */
export const SEAT = { disc: 12, ring: 20 }

/** From this many zoom levels above the whole region on, stripes would say on which side of a village the line ran. */
export const NEAR = 2

/** Width in pixels of the coloured edge of a district that is held in part, seen from near, and the length of its pieces. */
const EDGE = { width: 9, piece: 16 }

/** How strong a fill is from near, where rivers and places below it matter more than who held the whole. */
const NEAR_FILL = 0.55

/** Whether a map at a zoom shows villages rather than districts. */
export const isNear = (zoom, home) => zoom - home.zoom >= NEAR - 0.01

/**
 * Decode the districts of a scene: shapes, seats and label points in world coordinates.
 * @param {Scene} scene
 */
export function createDistricts (scene) {
  const shapes = decodeShapes(scene.columns, 'districts', scene.districts.length)
  const [[, west], [north]] = scene.bounds
  const points = scene.districts.map(({ label, seat }) => {
    const [lon, lat] = label ?? seat
    return { x: worldX(lon), y: worldY(lat) }
  })
  const seats = scene.districts.map(({ outlined, seat }) =>
    outlined || !seat ? null : { x: worldX(seat[0]), y: worldY(seat[1]) })
  return {
    shapes,
    points,
    seats,
    segments: scene.districts.map(({ segments }) => segments),
    unrecorded: scene.unrecorded,
    origin: { x: worldX(west), y: worldY(north) },
    paths: { scale: 0, features: [] }
  }
}

/**
 * Shares of a district on a day.
 * @param {{ segments: Segment[][], unrecorded: number }} districts
 * @param {number} position
 * @param {number} day
 */
export const sharesOn = (districts, position, day) => sharesOf(segmentAt(districts.segments[position], day), districts.unrecorded)

/** The district at world coordinates: a seat wins over the outline it lies in; -1 outside. */
export function districtAt (districts, x, y, scale) {
  const reach = SEAT.ring / scale
  const seat = districts.seats.findIndex((at) => at && Math.hypot(at.x - x, at.y - y) <= reach)
  if (seat !== -1) return seat
  // Small districts lie over large ones where the outlines of two sources overlap, as they are painted.
  for (let position = districts.shapes.features.length - 1; position >= 0; position--) {
    if (contains(districts.shapes, position, x, y)) return position
  }
  return -1
}

/** The box of a district in world coordinates; around a seat for one without outline. */
export function boxOfDistrict (districts, position) {
  const seat = districts.seats[position]
  if (!seat) return districts.shapes.boxes[position]
  const reach = 0.0004
  return { left: seat.x - reach, right: seat.x + reach, top: seat.y - reach, bottom: seat.y + reach }
}

/** The larger of the shares of a view's width and height, in pixels, that a box takes up at a scale. */
export const shareOf = ({ left, right, top, bottom }, scale, { x, y }) => Math.max((right - left) * scale / x, (bottom - top) * scale / y)

/** The box around all districts, in world coordinates. */
export function boxOfAll (districts) {
  const boxes = districts.segments.map((_, position) => boxOfDistrict(districts, position))
  return {
    left: Math.min(...boxes.map(({ left }) => left)),
    right: Math.max(...boxes.map(({ right }) => right)),
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom))
  }
}

function pathsAt (districts, scale) {
  if (districts.paths.scale === scale) return districts.paths.features
  const { shapes, origin } = districts
  const features = shapes.features.map((rings) => rings.length ? trace(shapes, rings, scale, origin, new Path2D()) : null)
  districts.paths = { scale, features }
  return features
}

/** Paint all districts as they were on `look.day`; those that change hands shine through from `look.fading`, if given. From
    near fills are lighter, and a district held in part has an edge of its holders' colours instead of stripes. */
export function paintDistricts (context, districts, map, look, frame) {
  const { tokens, fill, colours, hover, selected, near = false } = look
  const scale = scaleOf(map.getZoom())
  const features = pathsAt(districts, scale)
  const corner = map.getPixelOrigin()
  context.save()
  context.translate(districts.origin.x * scale - corner.x, districts.origin.y * scale - corner.y)
  context.lineJoin = 'round'
  features.forEach((path, position) => {
    if (!path) return
    let isKnown = true
    for (const { shares, share } of coats(districts, position, look)) {
      context.globalAlpha = near ? share * NEAR_FILL : share
      if (near && shares.length > 1) paintEdge(context, path, shares.map(([controller]) => colours[controller]), share)
      else {
        context.fillStyle = fill(context, shares, frame.ratio)
        context.fill(path, 'evenodd')
      }
      isKnown = shares.length > 1 || shares[0][0] !== districts.unrecorded
    }
    context.globalAlpha = 1
    outline(context, path, isKnown ? tokens.districtLine : tokens.label, 1.4) // The fill of what is not recorded is as pale as the ground.
  })
  if (hover !== selected) emphasise(context, features[hover], tokens, 1.6, 4)
  emphasise(context, features[selected], tokens, 2.4, 6)
  context.restore()
  districts.seats.forEach((seat, position) => {
    if (!seat) return
    const x = seat.x * scale - corner.x
    const y = seat.y * scale - corner.y
    for (const { shares, share } of coats(districts, position, look)) {
      context.globalAlpha = share
      const fillStyle = fill(context, shares, frame.ratio)
      paintSeat(context, x, y, fillStyle, tokens, { hover: position === hover, selected: position === selected })
    }
    context.globalAlpha = 1
  })
}

/** The fill of a district on the day, and over it what is left of the day before: [{shares, share}]. */
export function coats (districts, position, { day, fading }) {
  const shares = sharesOn(districts, position, day)
  const before = fading ? sharesOn(districts, position, fading.day) : shares
  const coat = { shares, share: 1 }
  return fillKey(before) === fillKey(shares) ? [coat] : [coat, { shares: before, share: fading.share }]
}

/* The holders' colours by turns along the inside of the border: that each held a part, and nothing of where. */
function paintEdge (context, path, colours, share) {
  context.save()
  context.globalAlpha = share
  context.clip(path, 'evenodd')
  context.lineCap = 'butt'
  colours.forEach((colour, at) => {
    context.setLineDash([EDGE.piece, EDGE.piece * (colours.length - 1)])
    context.lineDashOffset = -EDGE.piece * at
    outline(context, path, colour, 2 * EDGE.width)
  })
  context.restore()
}

function outline (context, path, colour, width) {
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke(path)
}

function emphasise (context, path, tokens, width, halo) {
  if (!path) return
  outline(context, path, tokens.raised, halo)
  outline(context, path, tokens.ink, width)
}

function paintSeat (context, x, y, fillStyle, tokens, { hover, selected }) {
  circle(context, x, y, SEAT.ring)
  context.fillStyle = fillStyle
  context.fill()
  context.strokeStyle = tokens.districtLine
  context.lineWidth = selected ? 7 : 5
  context.stroke()
  dottedRing(context, x, y, SEAT.ring, 2.2, 16, tokens.ink)
  if (hover || selected) {
    circle(context, x, y, SEAT.ring + (selected ? 4.5 : 3.5))
    context.strokeStyle = tokens.ink
    context.lineWidth = selected ? 2.4 : 1.4
    context.stroke()
  }
}

/** A ring of round dots. */
export function dottedRing (context, x, y, radius, size, dots, colour) {
  context.save()
  context.setLineDash([0, 2 * Math.PI * radius / dots])
  context.lineCap = 'round'
  context.lineWidth = size
  context.strokeStyle = colour
  circle(context, x, y, radius)
  context.stroke()
  context.restore()
}
