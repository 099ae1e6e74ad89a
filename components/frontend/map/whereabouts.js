/* Where on the map something is drawn, for whoever points at it: the keyboard, the page, and tests. */
import { spotOf } from './event-index.js'
import { latOf, lonOf } from './geometry.js'
import { SPIRAL } from './label-placement.js'

/**
 * Give a stage the questions where its districts, events, names and marks are drawn, in pixels of the container.
 * @param {Record<string, any>} stage
 * @param {{ map: LeafletMap, shared: MapState, days: DayLayer, compare: any, place: any }} parts
 */
export function addWhereabouts (stage, { map, shared, days, compare, place }) {
  /** Where a click picks a district, near its label point, in pixels of the container; null when nowhere. */
  stage.pointOfDistrict = (id) => {
    const position = shared.scene.districts.findIndex((district) => district.id === id)
    if (position === -1) return null
    const [x, y] = pixels(shared.districts.points[position])
    const found = SPIRAL.find(([dx, dy]) => {
      const hit = compare.layerAt({ x: x + dx, y: y + dy }).hit(map.containerPointToLayerPoint([x + dx, y + dy]))
      return hit?.kind === 'district' && hit.position === position
    })
    return found ? [x + found[0], y + found[1]] : null
  }

  /** Where an event, or the badge that counts it, is drawn; null for one without a place. */
  stage.pointOfEvent = (index) => {
    const spot = spotOf(shared.scene, index)
    return spot && pixels(days.markOf(index) ?? spot)
  }
  const pixels = ({ x, y }) => {
    const { x: left, y: top } = map.latLngToContainerPoint([latOf(y), lonOf(x)])
    return [left, top]
  }
  /** The chosen place's name and where its plate is drawn, in pixels of the container; null without one. */
  stage.chosenPlace = () => {
    if (!place.box) return null
    const { x, y } = map.layerPointToContainerPoint([place.box.left, place.box.top])
    return { ...place.box, left: x, top: y, right: x + place.box.right - place.box.left, bottom: y + place.box.bottom - place.box.top }
  }
  stage.labels = () => compare.dayLayers().flatMap(({ half, labels }) => labels.map(({ name, text, x, y, width, outside }) => {
    const point = map.layerPointToContainerPoint([x, y])
    return { name, chip: text, x: point.x, y: point.y, width, outside, half }
  }))
  stage.marks = () => days.marks.map(({ px, py, count, families = [], parts = families, cell = null }) => {
    const point = map.layerPointToContainerPoint([px, py])
    return { x: point.x, y: point.y, count, families: [...parts], cell }
  })
}
