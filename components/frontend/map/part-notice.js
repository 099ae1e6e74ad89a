/* From near a district held in part has no stripes: this says in words who held it, and that no line between them is known. */
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

/** Make the note; `update(district)` shows it, null hides it. */
export function createPartNotice (words) {
  const root = h('p', { class: 'stage-box stage-part' })
  root.hidden = true
  return {
    root,
    update (found) {
      root.hidden = found === null
      if (found) write(root, words.say('part.line', found))
    }
  }
}
