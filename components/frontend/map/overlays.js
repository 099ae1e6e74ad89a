/* Everything that stands over the map as ordinary elements: legend, buttons, scale, attribution, notes. */
import { createAttribution, createLayersBox, createPad, createUnplacedBox, createZoom } from './controls.js'
import { h } from '../shared/dom.js'
import { spoken } from './hint-targets.js'
import { createHints } from './hints.js'
import { createLegend } from './legend.js'
import { isNear } from './districts.js'
import { createNotice, inPart } from './notices.js'

/**
 * Put the boxes on the map.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {{ listUnplaced: () => void, showAll: () => void, showKeys: (() => void) | null, switchLayer: (layer: keyof MapState['layers'], shown: boolean) => void, tile: () => void }} acts
 * @param {boolean} [small] in a frame of somebody else's page: the legend as a line, the zoom, and nothing that is about the
 *   page around the map
 */
export function createBoxes (L, map, shared, { listUnplaced, showAll, showKeys, switchLayer, tile }, small = false) {
  const { words } = shared
  const legend = createLegend(words, small)
  const layers = createLayersBox(words, { switchLayer, tile: setTiles })
  const unplaced = createUnplacedBox(words, listUnplaced)
  const attribution = createAttribution(words)
  const hints = createHints(words, { showKeys, opened: tile, ...small && { memory: null } })
  hints.wait(true) // For the first view, which says whether a story leads.
  const pad = createPad(map, words)
  const notice = createNotice(words)
  let tileLayer = null

  const root = h('div', { class: 'stage-boxes' })
  const lower = h('div', { class: 'stage-lower-left' })
  const right = h('div', { class: 'stage-lower-right' })
  const scale = L.control.scale({ imperial: false, maxWidth: 64 }).addTo(map)
  lower.append(legend.root, /** @type {HTMLElement} */ (scale.getContainer()))
  right.append(notice.root, unplaced.root, attribution.root)
  const around = small ? [lower] : [pad, layers.root, hints.box, lower, right, hints.note]
  root.append(createZoom(map, words, showAll, small ? null : pad), ...around)
  for (const box of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('.stage-box, .stage-attribution'))) {
    L.DomEvent.disableClickPropagation(box)
    L.DomEvent.disableScrollPropagation(box)
  }
  map.getContainer().append(root)
  map.on('dragstart click', hints.close)

  /** Online tiles are somebody else's server: nothing is asked of it until a person chooses them. */
  function setTiles (position) {
    tileLayer?.remove()
    tileLayer = null
    shared.tiles = position
    const tiles = shared.scene.tiles[position]
    if (tiles && tiles.url.startsWith('https://')) tileLayer = watched(L.tileLayer(tiles.url, { maxZoom: 19 })).addTo(map)
    map.getContainer().classList.toggle('has-tiles', tileLayer !== null)
    sign()
    tile()
  }

  /* A provider that is not reached leaves a blank map: that is said, and the bundled background comes back. */
  function watched (tiles) {
    let came = false
    layers.tell('')
    tiles.on('tileload', () => { came = true })
    tiles.on('tileerror', () => {
      if (came || tiles !== tileLayer) return
      setTiles(-1)
      layers.tell(words.say('layers.failed'))
    })
    return tiles
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
      const near = isNear(map.getZoom(), shared.home)
      legend.update(shared, compare.days(), days.time, near)
      hints.wait(shared.step !== null)
      if (hints.isOpen()) hints.point(spoken(map, shared, days))
      const part = near && days.time ? inPart(map, shared, days.time.day) : null
      const isEmpty = shared.mask !== null && shared.layers.events && days.stats?.total === 0
      if (part) notice.update('part.line', part)
      else notice.update(isEmpty ? 'empty.line' : null)
      unplaced.update(days.stats && shared.layers.events ? days.stats.unplaced : 0)
    }
  }
}
