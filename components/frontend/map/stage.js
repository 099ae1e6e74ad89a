/* The stage: the one object that draws the map of a scene and follows the view. It changes in place: a step of time sets
   numbers and paints again within one frame, and adds no layer and no listener. */
import { paintBackdrop } from './backdrop.js'
import { createBoxes } from './overlays.js'
import { readPalette, readTokens } from '../shared/colours.js'
import { createCompare } from './compare.js'
import { createDayLayer } from './day-layer.js'
import { boxOfAll, boxOfDistrict, NEAR, shareOf } from './districts.js'
import { spotOf } from './event-index.js'
import { createFills } from '../shared/control-fills.js'
import { latOf, lonOf, scaleOf } from './geometry.js'
import { SPIRAL } from './label-placement.js'
import { partsOfScene } from './scene-parts.js'
import { composePicture, toPng } from './picture.js'
import { calm, createWent, hasRoom, still } from './went.js'
import { createChosenPlace, worldOf } from './chosen-place.js'
import { listenToPointer } from './pointer.js'
import { createCanvasLayer } from './canvas-layer.js'
import { addPlaces } from './seen.js'
import { makeCanvas } from '../shared/dom.js'
import { askTile, createFineCells } from './fine-cells.js'
import { decodeMask, decodeScene, entryMask, isBinned } from '../shared/scene.js'
import { inWords } from '../shared/scene-words.js'

const RENDERED = ['backdrop', 'days', 'boxes']

/**
 * Make the stage of a Leaflet map.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {{ words: Words, send: (pick: MapPick) => void, theme?: Theme, showKeys?: (() => void) | null, small?: boolean, drawn?: () => void }} options `send` is called with
 *   what a person picks; `showKeys` opens the page's table of keys, where there is one; `small`: in a frame of somebody else's
 *   page; `drawn` is called when the map stands for the first time
 */
export function createStage (L, map, { words, send, theme = 'light', showKeys = null, small = false, drawn = () => {} }) {
  /** @type {MapState} */
  const shared = /** @type {any} */ ({
    words,
    theme,
    scene: null,
    mask: null,
    event: -1,
    cell: null,
    place: -1,
    plate: () => null,
    focus: null,
    step: null,
    selected: -1,
    hover: -1,
    layers: { backdrop: true, settlements: true, events: true, labels: true },
    divider: 0.5,
    home: { zoom: 0 },
    tiles: -1,
    fine: null,
    maskText: null
  })
  /** @type {Record<string, any>} */
  const stage = { map, ready: false, painted: null, shared, day: null }
  const went = createWent(map)
  still(map)
  const dirty = new Set()
  const pending = { view: /** @type {View | null} */ (null) }
  const decoded = { mask: /** @type {string | null} */ (null) }
  let [frame, sequence] = [0, 0]

  const backdropCanvas = createCanvasLayer(L, map, {
    pane: 'stage-backdrop',
    order: 250,
    padding: 0.25,
    paint: (context, bounds) => {
      if (!shared.scene || !shared.layers.backdrop || shared.tiles !== -1) return
      paintBackdrop(context, shared.backdrop, map, { tokens: shared.tokens, upper: words.upper, names: shared.layers.labels }, bounds)
    }
  })
  const days = createDayLayer(L, map, shared, { title: 'stage-day', order: 410 })
  const compare = createCompare(L, map, shared, days)
  stage.day = days
  const place = createChosenPlace(L, map, shared, days)
  stage.place = place
  const boxes = createBoxes(L, map, shared, {
    listUnplaced: () => send({ list: 'unplaced' }),
    showAll: () => fit(true),
    showKeys,
    switchLayer: (layer, shown) => stage.showLayer(layer, shown),
    tile: () => change('backdrop', 'boxes')
  }, small)
  shared.covered = boxes.covered

  function change (...parts) {
    parts.forEach((part) => dirty.add(part))
    if (!frame && shared.scene && days.time) frame = requestAnimationFrame(flush)
  }

  function flush () {
    frame = 0
    if (dirty.has('backdrop')) backdropCanvas.repaint()
    if (dirty.has('days')) { days.repaint(); compare.repaint() }
    if (dirty.has('hover') && !dirty.has('days')) { days.repaintDistricts(); compare.repaintDistricts() }
    if (dirty.has('days')) place.repaint()
    if (dirty.has('days') || dirty.has('boxes')) boxes.update(days, compare)
    dirty.clear()
    if (days.stats && days.time) {
      const { day, from, to } = days.time
      const { total, inView, unplaced } = days.stats
      stage.painted = { day, from, to, compare: compare.day(), events: total, inView, unplaced, time: performance.timeOrigin + performance.now(), sequence: ++sequence }
    }
    if (!stage.ready) {
      stage.ready = true
      drawn()
      document.documentElement.dataset.ready = 'true'
    }
  }

  function restyle () {
    document.documentElement.dataset.theme = shared.theme
    shared.tokens = readTokens(map.getContainer())
    if (!shared.scene) return
    shared.palette = readPalette(shared.scene, shared.theme)
    shared.fill = createFills(shared.palette.controllers, makeCanvas)
    change(...RENDERED)
  }

  stage.setScene = (bytes, sceneWords = null) => {
    const scene = inWords(decodeScene(bytes), sceneWords)
    const isKnown = shared.scene?.version === scene.version // Other words alone move nothing.
    if (isKnown && shared.scene?.language === scene.language) return
    Object.assign(shared, partsOfScene(scene))
    shared.fine = isBinned(scene) ? createFineCells(shared, { ask: (name) => askTile(scene.version, name), changed: () => change('days') }) : null
    boxes.setScene(scene)
    restyle()
    if (!isKnown) fit(false)
    if (pending.view) stage.setView(pending.view)
  }

  const maskOf = (text) => isBinned(shared.scene) ? entryMask(/** @type {any} */ (shared.scene.columns), text) : decodeMask(text)

  stage.setView = (view) => {
    pending.view = view
    if (!shared.scene) return
    if (view.theme && view.theme !== shared.theme) { shared.theme = view.theme; restyle() }
    if (view.mask !== decoded.mask) { shared.mask = maskOf(view.mask); decoded.mask = shared.maskText = view.mask }
    const selected = shared.scene.districts.findIndex(({ id }) => id === view.district)
    const event = Number.isInteger(view.event) ? view.event : -1
    const first = days.time === null
    const found = worldOf(shared.scene, view.place) ? view.place : -1
    const again = Number.isInteger(view.focus) && shared.focus !== null && view.focus !== shared.focus
    const turned = (position, before) => position !== -1 && (again || position !== before)
    const isTold = Boolean(view.step) && view.step !== shared.step
    const goes = { place: turned(found, shared.place), district: turned(selected, shared.selected), event: turned(event, shared.event) }
    Object.assign(shared, { selected, event, cell: view.cell ?? null, place: found, focus: Number.isInteger(view.focus) ? view.focus : null, step: view.step ?? null })
    setDays({ ...view, eased: isTold })
    change('days')
    if (first && view.at && !isTold) return void lookAt(view.at)
    if (!isTold && selected === -1 && event === -1 && found === -1) return went.back((center, zoom) => fly(() => map.flyTo(center, zoom, { duration: 0.24 }), () => map.setView(center, zoom, { animate: false }), !first))
    if (isTold) went.forget()
    else if (!first) went.leave()
    if (isTold && view.at) return showLook(view.at, !first)
    if (isTold) return selected === -1 ? fit(!first) : showDistrict(selected, !first, true)
    if (goes.place) return showPlace(found, !first)
    if (goes.district && !(again && isPlaced(event))) showDistrict(selected, !first)
    if (goes.event) showEvent(event, !first)
  }

  stage.setTime = ({ day, from, to, compare: second = pending.view?.compare, eased = false }) => {
    pending.view = /** @type {View} */ ({ ...pending.view, day, from, to, compare: second })
    if (!shared.scene || !days.time) return
    setDays({ ...pending.view, eased })
    change('days')
  }

  /** @param {View & { eased?: boolean }} view */
  function setDays ({ day, from, to, compare: second = null, eased = false }) {
    days.setTime({ day, from, to }, eased)
    compare.setTime({ day: Number.isInteger(second) ? second : null, from, to }, eased)
  }

  /* A step of a story says where the map looks. */
  function showLook ([lat, lon, zoom], animate) {
    const jump = () => map.setView([lat, lon], zoom, { animate: false })
    went.to(jump, () => fly(() => map.flyTo([lat, lon], zoom, { duration: 0.24 }), jump, animate))
  }
  /* An address says where a person had moved the map. */
  function lookAt ([lat, lon, zoom]) { map.setView([lat, lon], zoom, { animate: false }) }
  stage.isMoved = () => days.time !== null && !went.isOwn()

  function fit (animate) {
    if (!shared.scene) return
    const jump = () => map.fitBounds(wholeRegion(), { ...margins(), animate: false })
    went.to(jump, () => fly(() => map.flyToBounds(wholeRegion(), { ...margins(), duration: 0.24 }), jump, animate))
    measureHome()
  }

  const boundsOf = ({ left, right, top, bottom }) => L.latLngBounds([latOf(bottom), lonOf(left)], [latOf(top), lonOf(right)])
  const wholeRegion = () => boundsOf(boxOfAll(shared.districts))
  const measureHome = () => {
    if (hasRoom(map.getSize())) shared.home = { zoom: map.getBoundsZoom(wholeRegion(), false, L.point(16, isOpen() ? 16 : 80)) }
    else shared.home ??= { zoom: map.getZoom() }
  }
  const isWide = () => map.getSize().x >= 600
  const isOpen = () => map.getSize().x >= 760 // Else the folded legend stands over the map's top.
  /** @returns {FitOptions} */
  const margins = () => isOpen() ? { padding: [8, 8] } : { paddingTopLeft: [8, 54], paddingBottomRight: [8, 26] }

  function showDistrict (position, animate, told = false) {
    const box = boxOfDistrict(shared.districts, position)
    const bounds = boundsOf(box)
    if (told && isPlaced(shared.event)) bounds.extend(latLngOf(shared.event)) // A step's own picture, wherever the map was.
    const isLarge = shareOf(box, scaleOf(map.getZoom()), map.getSize()) > 0.42
    if (!told && isLarge && map.getBounds().contains(bounds)) return
    const jump = () => map.fitBounds(bounds, { ...target(), animate: false })
    went.to(jump, () => fly(() => map.flyToBounds(bounds, target()), jump, animate))
  }

  /** @returns {FitOptions} */
  const target = () => ({
    paddingTopLeft: isWide() && !small ? [250, 40] : [24, 56],
    paddingBottomRight: isWide() ? [60, 60] : [24, 30],
    maxZoom: shared.home.zoom + 2,
    duration: 0.24
  })

  const isPlaced = (index) => index >= 0 && spotOf(shared.scene, index) !== null

  function showEvent (index, animate) {
    if (!isPlaced(index)) return
    const at = latLngOf(index)
    if (map.getBounds().pad(-0.08).contains(at)) return
    const jump = () => map.panTo(at, { animate: false })
    went.to(jump, () => fly(() => map.panTo(at, { duration: 0.24 }), jump, animate))
  }

  /* Near enough to see what lies around a settlement; never farther away than the person already is. */
  function showPlace (position, animate) {
    const { x, y } = /** @type {Point} */ (worldOf(shared.scene, position))
    const at = L.latLng(latOf(y), lonOf(x))
    const zoom = Math.max(map.getZoom(), shared.home.zoom + NEAR)
    const jump = () => map.setView(at, zoom, { animate: false })
    went.to(jump, () => fly(() => map.flyTo(at, zoom, { duration: 0.24 }), jump, animate))
  }

  const latLngOf = (index) => { const { x, y } = /** @type {Point} */ (spotOf(shared.scene, index)); return L.latLng(latOf(y), lonOf(x)) }

  function fly (moving, jumping, animate) {
    if (!hasRoom(map.getSize())) return // The resize that gives the map room goes there.
    if (animate && !calm()) moving()
    else jumping()
  }

  listenToPointer(L, map, shared, days, {
    compare,
    hover: (position) => { shared.hover = position; change('hover') },
    send,
    targets: () => {
      const { x: width, y: height } = map.getSize()
      const points = shared.scene.districts.map(({ id }) => stage.pointOfDistrict(id)).filter(Boolean)
      const places = points.map(([x, y]) => ({ x, y }))
      return [...stage.marks(), ...places].filter(({ x, y }) => x > 0 && y > 0 && x < width && y < height)
    }
  })
  map.on('moveend', () => change('boxes'))
  map.on('resize', () => {
    if (!shared.scene || !hasRoom(map.getSize())) return
    measureHome()
    went.again()
  })
  restyle()

  stage.restyle = () => { days.forget(); restyle() }
  stage.showLayer = (layer, shown) => { shared.layers[layer] = shown; change(...RENDERED) }
  stage.setTheme = (now) => { if (now !== shared.theme) { shared.theme = now; restyle() } }

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
  /** What the map shows, on a canvas or as a PNG file; `text`: {title, lines, foot} stands around it. */
  stage.compose = (text, wanted = shared.theme) => {
    const shown = shared.theme
    if (wanted !== shown) { shared.theme = wanted; restyle() }
    const canvas = composePicture({ map, shared, dayLayers: [...compare.dayLayers(), place], days: compare.days(), makeCanvas }, text)
    if (wanted !== shown) { shared.theme = shown; restyle() }
    return canvas
  }
  stage.picture = (text) => toPng(stage.compose(text))
  addPlaces(stage, map, { days, compare, place })
  return stage
}
