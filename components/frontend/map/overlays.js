/* Everything that stands over the map as ordinary elements: legend, buttons, scale, attribution, notes. */
import { createAttribution, createLayersBox, createUnplacedBox, createZoom } from './controls.js'
import { h } from '../shared/dom.js'
import { createHints } from './hints.js'
import { createLegend } from './legend.js'

/**
 * Put the boxes on the map.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {{ listUnplaced: () => void, showAll: () => void, switchLayer: (layer: keyof MapState['layers'], shown: boolean) => void, tile: () => void }} acts
 * @param {boolean} [small] in a frame of somebody else's page: the legend as a line, the zoom, and nothing that is about the
 *   page around the map
 */
export function createBoxes (L, map, shared, { listUnplaced, showAll, switchLayer, tile }, small = false) {
  const { words } = shared
  const legend = createLegend(words, small)
  const layers = createLayersBox(words, { switchLayer, tile: setTiles })
  const unplaced = createUnplacedBox(words, listUnplaced)
  const attribution = createAttribution(words)
  const hints = small ? null : createHints(words)
  let tileLayer = null

  const root = h('div', { class: 'stage-boxes' })
  const lower = h('div', { class: 'stage-lower-left' })
  const right = h('div', { class: 'stage-lower-right' })
  const scale = L.control.scale({ imperial: false, maxWidth: 64 }).addTo(map)
  lower.append(legend.root, /** @type {HTMLElement} */ (scale.getContainer()))
  right.append(unplaced.root, attribution.root)
  const around = hints ? [layers.root, hints.box, lower, right, hints.note] : [lower]
  root.append(createZoom(map, words, showAll), ...around)
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.stage-box, .stage-attribution'))) {
    L.DomEvent.disableClickPropagation(box)
    L.DomEvent.disableScrollPropagation(box)
  }
  map.getContainer().append(root)
  if (hints) map.on('dragstart click', hints.close)

  /** Online tiles are somebody else's server: nothing is asked of it until a person chooses them. */
  function setTiles (position) {
    tileLayer?.remove()
    tileLayer = null
    shared.tiles = position
    const tiles = shared.scene.tiles[position]
    if (tiles && tiles.url.startsWith('https://')) tileLayer = L.tileLayer(tiles.url, { maxZoom: 19 }).addTo(map)
    map.getContainer().classList.toggle('has-tiles', tileLayer !== null)
    sign()
    tile()
  }

  function sign () {
    attribution.update([shared.scene.attribution, shared.scene.tiles[shared.tiles]?.attribution])
  }

  /** What the boxes cover: rectangles in pixels of the map, read at once after a frame was laid out. */
  function covered () {
    const { left, top } = root.getBoundingClientRect()
    return [...root.querySelectorAll('.stage-box, .stage-attribution')]
      .map((box) => box.getBoundingClientRect())
      .filter(({ width }) => width > 0)
      .map((box) => ({ left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top }))
  }

  return {
    covered,
    setScene: (scene) => {
      layers.build(scene.tiles ?? [])
      sign()
    },
    update: (days, compare) => {
      legend.update(shared, compare.days(), days.time)
      unplaced.update(days.stats && shared.layers.events ? days.stats.unplaced : 0)
    }
  }
}
