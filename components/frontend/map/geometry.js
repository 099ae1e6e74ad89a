/* Web Mercator and the scene's shapes. World coordinates run from 0 to 1 over the whole earth, y downwards; times `scale`
   (256 * 2^zoom) they are Leaflet's pixels at that zoom. */
import { DEGREE } from '../shared/scene.js'

export const scaleOf = (zoom) => 256 * 2 ** zoom

/** World x of a longitude in degrees. */
export const worldX = (lon) => lon / 360 + 0.5

/** World y of a latitude in degrees (Web Mercator, EPSG:3857). */
export function worldY (lat) {
  const sine = Math.sin(lat * Math.PI / 180)
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
}

export const lonOf = (x) => (x - 0.5) * 360

export const latOf = (y) => Math.atan(Math.sinh((0.5 - y) * 2 * Math.PI)) * 180 / Math.PI

/** Undo the delta coding of a layer: world coordinates, the first vertex of each ring, the rings of each feature. */
export function decodeShapes (columns, layer, featureCount) {
  const deltas = columns[`${layer}_xy`]
  const lengths = columns[`${layer}_rings`]
  const ringOf = columns[`${layer}_ring_of`]
  const xy = new Float64Array(deltas.length)
  const starts = new Uint32Array(lengths.length + 1)
  /** @type {number[][]} the rings of each feature */
  const features = Array.from({ length: featureCount }, () => [])
  let at = 0
  for (let ring = 0; ring < lengths.length; ring++) {
    let lon = 0
    let lat = 0
    for (let vertex = 0; vertex < lengths[ring]; vertex++, at++) {
      lon += deltas[2 * at]
      lat += deltas[2 * at + 1]
      xy[2 * at] = worldX(lon / DEGREE)
      xy[2 * at + 1] = worldY(lat / DEGREE)
    }
    starts[ring + 1] = at
    while (features.length <= ringOf[ring]) features.push([])
    features[ringOf[ring]].push(ring)
  }
  return { xy, starts, features, boxes: features.map((rings) => boxOf(xy, starts, rings)) }
}

function boxOf (xy, starts, rings) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const ring of rings) {
    for (let at = starts[ring]; at < starts[ring + 1]; at++) {
      box.left = Math.min(box.left, xy[2 * at])
      box.right = Math.max(box.right, xy[2 * at])
      box.top = Math.min(box.top, xy[2 * at + 1])
      box.bottom = Math.max(box.bottom, xy[2 * at + 1])
    }
  }
  return box
}

/** Smallest step worth drawing, in pixels: closer vertices are left out. */
const FINEST = 0.4

/** Trace rings into a path (or anything with moveTo, lineTo, closePath), `origin` being world coordinates of its 0, 0. */
export function trace (shapes, rings, scale, origin, path, closed = true) {
  const { xy, starts } = shapes
  for (const ring of rings) {
    const end = starts[ring + 1] - 1
    let lastX = Infinity
    let lastY = Infinity
    for (let at = starts[ring]; at <= end; at++) {
      const x = (xy[2 * at] - origin.x) * scale
      const y = (xy[2 * at + 1] - origin.y) * scale
      if (at === starts[ring]) path.moveTo(x, y)
      else if (at !== end && Math.abs(x - lastX) < FINEST && Math.abs(y - lastY) < FINEST) continue
      else path.lineTo(x, y)
      lastX = x
      lastY = y
    }
    if (closed) path.closePath()
  }
  return path
}

/** Whether world coordinates lie in a feature, by the even-odd rule over its rings. */
export function contains (shapes, feature, x, y) {
  const { xy, starts } = shapes
  const box = shapes.boxes[feature]
  if (!box || x < box.left || x > box.right || y < box.top || y > box.bottom) return false
  let inside = false
  for (const ring of shapes.features[feature]) {
    for (let at = starts[ring], before = starts[ring + 1] - 1; at < starts[ring + 1]; before = at++) {
      const ay = xy[2 * at + 1]
      const by = xy[2 * before + 1]
      if ((ay > y) === (by > y)) continue
      const ax = xy[2 * at]
      if (x < ax + (xy[2 * before] - ax) * (y - ay) / (by - ay)) inside = !inside
    }
  }
  return inside
}

/** The feature that holds world coordinates, or -1. */
export function featureAt (shapes, x, y) {
  for (let feature = 0; feature < shapes.features.length; feature++) {
    if (contains(shapes, feature, x, y)) return feature
  }
  return -1
}

/** Middle, direction (radians, -90 to 90 degrees) and length of a feature's long axis, for a name along a lake. */
export function longAxis (shapes, feature) {
  const ring = [...shapes.features[feature]].sort((one, other) =>
    (shapes.starts[other + 1] - shapes.starts[other]) - (shapes.starts[one + 1] - shapes.starts[one]))[0]
  const { xy, starts } = shapes
  const box = shapes.boxes[feature]
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  let xx = 0
  let yy = 0
  let across = 0
  for (let at = starts[ring]; at < starts[ring + 1]; at++) {
    const dx = xy[2 * at] - x
    const dy = xy[2 * at + 1] - y
    xx += dx * dx
    yy += dy * dy
    across += dx * dy
  }
  const angle = 0.5 * Math.atan2(2 * across, xx - yy)
  return { x, y, angle, length: Math.hypot(box.right - box.left, box.bottom - box.top) }
}

/** Begin a path that is a circle. */
export function circle (context, x, y, radius) {
  context.beginPath()
  context.arc(x, y, radius, 0, 2 * Math.PI)
}
