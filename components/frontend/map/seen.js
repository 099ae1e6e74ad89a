/* What the map shows, and where, in pixels of its container: for the keyboard, which goes from one to the next, and for tests. */

/**
 * Let a stage tell where its marks, names and the chosen place are.
 * @param {Record<string, any>} stage
 * @param {LeafletMap} map
 * @param {{ days: DayLayer, compare: { dayLayers: () => DayLayer[] }, place: { box: (Box & { name: string }) | null } }} layers
 */
export function addPlaces (stage, map, { days, compare, place }) {
  /** The chosen place's name and where its plate is drawn; null without one. */
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
