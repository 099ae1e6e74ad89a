/* What the map says in words. From near a district held in part has no stripes: who held it, and that no line between them is
   known. And where filters leave no event, that there is none to draw. */
import { districtAt } from './districts.js'
import { scaleOf } from './geometry.js'
import { h, write } from '../shared/dom.js'
import { segmentAt } from '../shared/scene.js'

/**
 * The district in the middle of the map, where several held it on a day: its name and who; null elsewhere.
 * @param {LeafletMap} map
 * @param {Pick<MapState, 'scene' | 'districts'>} shared
 * @param {number} day
 */
export function inPart (map, { scene, districts }, day) {
  const scale = scaleOf(map.getZoom())
  const { x: width, y: height } = map.getSize()
  const corner = /** @type {Point} */ (map.getPixelBounds().min)
  const position = districtAt(districts, (corner.x + width / 2) / scale, (corner.y + height / 2) / scale, scale)
  const segment = position === -1 ? null : segmentAt(districts.segments[position], day)
  return segment && segment.shares.length > 1 ? { district: scene.districts[position].name, held: segment.text } : null
}

/** Make the box of one of them; `update(key, values)` shows the message of a key, null hides it. */
export function createNotice (words) {
  const root = h('p', { class: 'stage-box stage-notice' })
  root.hidden = true
  return {
    root,
    update (key, values = {}) {
      root.hidden = key === null
      if (key !== null) write(root, words.say(key, values))
    }
  }
}
