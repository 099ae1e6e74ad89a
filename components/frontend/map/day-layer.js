/* One day on the map: its districts and its events, on two canvases. The stage makes one; comparing two days makes two. */
import { categoriesIn, kindIn } from './cell-counts.js'
import { createCellMarks, isDisc, paintDisc, paintSquare } from './cell-marks.js'
import { districtAt, isNear, paintDistricts, SEAT } from './districts.js'
import { gatherMarks, groupPositions, selectEvents, spotOf } from './event-index.js'
import { createFade } from './fade.js'
import { featureAt, scaleOf, worldX, worldY } from './geometry.js'
import { layoutNames, paintLeaders, paintNames, paintPlaces } from './label-painting.js'
import { badgeRadius, MARK, paintBadge, paintMark, paintSelection } from './event-marks.js'
import { createRaster, eventAt, pixelOf, stampEvents } from './event-raster.js'
import { createCanvasLayer } from './canvas-layer.js'
import { DEGREE } from '../shared/scene.js'

/** Above this many events in view they are stamped as points. */
const MANY = 3000

/** From this zoom above the whole region, places get their names and settlements their dots. */
const PLACES_FROM = 0.7
const SETTLEMENTS_FROM = 1.4

/** Maps narrower than this many pixels leave out what does not fit. */
const NARROW = 600

/** Room between a name and the divider of two days, in pixels. */
const EDGE = 4

/** How far beside a small disc it can still be hit, in pixels. */
const FINGER = 5

/** Radius of the divider's grip, in pixels. */
const GRIP = 17

/**
 * Make the layer.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared read at each paint
 * @param {{ title: string, order: number, surface?: typeof createCanvasLayer }} options name and place of its panes, and what
 *   makes its two canvases
 * @returns {DayLayer}
 */
export function createDayLayer (L, map, shared, { title, order, surface = createCanvasLayer }) {
  /** @type {DayLayer} */
  const layer = /** @type {any} */ ({ time: null, stats: null, slots: null, marks: [], labels: [], places: [], stamped: false, pointed: null, half: null, frame: null })
  const memory = {}
  const raster = createRaster()
  const counted = createCellMarks(shared)
  let grouping = { scale: 0, groups: new Int32Array(0), all: true }
  /** @type {any} */
  let slate = null

  const districtCanvas = surface(L, map, {
    pane: `${title}-districts`,
    order,
    padding: 0.12,
    paint: (context, frame) => {
      if (!shared.scene || !layer.time) return
      const { tokens, fill, hover, selected, palette: { controllers: colours } } = shared
      const near = isNear(map.getZoom(), shared.home)
      paintDistricts(context, shared.districts, map, { tokens, fill, colours, near, day: layer.time.day, fading: fade.now(), hover, selected }, frame)
    }
  })
  const fade = createFade(() => districtCanvas.repaint())
  const markCanvas = surface(L, map, { pane: `${title}-marks`, order: order + 1, padding: 0.12, paint: paintMarks })

  function slateOf (events) {
    if (slate?.source !== events) {
      slate = { ...events, source: events, visible: new Int32Array(events.count), next: new Int32Array(events.count) }
      grouping.scale = 0
    }
    return slate
  }

  function paintMarks (context, frame) {
    if (!shared.scene || !layer.time) return
    const scale = scaleOf(map.getZoom())
    const corner = map.getPixelOrigin()
    const world = {
      left: (frame.min.x + corner.x) / scale,
      right: (frame.max.x + corner.x) / scale,
      top: (frame.min.y + corner.y) / scale,
      bottom: (frame.max.y + corner.y) / scale
    }
    layer.frame = frame
    if (shared.cells) Object.assign(layer, counted.select(layer.time, map.getZoom(), { width: map.getSize().x, frame: world, scale, corner }))
    else {
      const events = slateOf(shared.events)
      const stats = selectEvents(shared.scene, events, shared.mask, layer.time, world)
      layer.stats = stats
      layer.stamped = stats.inView > MANY
      if (shared.layers.events && layer.stamped) stamp(context, events, stats.inView, frame, scale, corner)
      else if (shared.layers.events) gather(events, stats.inView, scale, corner, world)
    }
    if (!shared.layers.events) layer.marks = []
    paintAll(context, frame, scale, corner)
  }

  function gather (events, inView, scale, corner, world) {
    if (grouping.scale !== scale || !grouping.all) grouping = { scale, ...groupPositions(events, scale, world) }
    const { scene, familyOf } = shared
    layer.marks = gatherMarks(scene, events, inView, grouping.groups, familyOf, scene.groups.length)
    for (const mark of layer.marks) {
      mark.px = mark.x * scale - corner.x
      mark.py = mark.y * scale - corner.y
      mark.radius = mark.count === 1 ? MARK.disc : badgeRadius(mark.count) + 1
    }
  }

  function stamp (context, events, inView, frame, scale, corner) {
    raster.resize(frame.width, frame.height, frame.ratio)
    const { palette, familyOf, scene, tokens } = shared
    const dense = stampEvents(raster, events, inView, scene.columns.category,
      { scale, left: frame.min.x + corner.x, top: frame.min.y + corner.y },
      { pixels: palette.categories.map(pixelOf), rim: pixelOf(tokens.raised), familyOf, families: scene.groups.length })
    context.putImageData(new ImageData(new Uint8ClampedArray(raster.pixels.buffer), frame.width, frame.height), 0, 0)
    layer.marks = dense.map((cell) => ({
      ...cell, px: cell.x + frame.min.x, py: cell.y + frame.min.y, radius: badgeRadius(cell.count) + 1, dense: true
    }))
  }

  function paintAll (context, frame, scale, corner) {
    const { tokens, palette, words, districts, layers } = shared
    const seats = districts.seats.flatMap((seat) => seat ?? [])
      .map(({ x, y }) => ({ x: x * scale - corner.x, y: y * scale - corner.y, radius: SEAT.ring + 2 }))
    const discs = layer.marks.map((mark) => ({ x: mark.px, y: mark.py, radius: mark.radius, weight: mark.cell ? 2 : 1, key: mark }))
    const chosen = selectedPoint(scale, corner)
    layer.labels = layers.labels ? layNames(context, [...discs, ...seats, ...grip()], scale, corner) : []
    paintLeaders(context, layer.labels, tokens)
    paintNames(context, layer.labels, tokens, isNear(map.getZoom(), shared.home)) // Marks over names: no name covers what happened.
    const kindColours = shared.cells?.kinds.map((kind) => kindIn(kind, shared.scene, palette).colour)
    if (layers.events) for (const name of [shared.cell, layer.pointed]) paintSquare(context, name, { scale, corner, tokens })
    for (const mark of layer.marks) {
      if (isDisc(mark)) {
        paintDisc(context, mark.px, mark.py, { ...mark, parts: mark.parts, text: words.brief(mark.count), colours: kindColours, tokens })
      } else if (mark.count > 1) {
        const text = words.compact(mark.count)
        paintBadge(context, mark.px, mark.py, { count: mark.count, text, families: mark.families, colours: palette.groups, tokens })
      } else paintEvent(context, mark.head, mark.px, mark.py)
    }
    if (chosen) paintChosen(context, chosen)
    if (!layers.labels) return
    namePlaces(context, discs, chosen, scale, corner, frame)
  }

  function layNames (context, marks, scale, corner) {
    const { districts, backdrop, scene, layers, words, tokens } = shared
    const size = map.getSize()
    return layoutNames(context, {
      districts,
      backdrop,
      names: scene.districts.map(({ name: text }) => text),
      chosen: shared.selected,
      inDistrict: layers.events && layer.stats ? layer.stats.inDistrict : [],
      scale,
      corner,
      words,
      tokens,
      view: viewOf(),
      beyond: beyondHalf(),
      boxes: hidden,
      leaders: size.x >= NARROW,
      roomy: size.x >= NARROW || map.getZoom() - shared.home.zoom >= PLACES_FROM,
      marks
    }, memory)
  }

  function viewOf () {
    const { x: left, y: top } = map.containerPointToLayerPoint([0, 0])
    const size = map.getSize()
    return { left, top, right: left + size.x, bottom: top + size.y }
  }

  /* With two days side by side, all that is the other day's: no name of this one may reach into it. */
  function beyondHalf () {
    if (layer.half === null) return null
    const { left, right } = viewOf()
    const middle = left + (right - left) * shared.divider
    const [from, to] = layer.half === 'left' ? [middle - EDGE, Infinity] : [-Infinity, middle + EDGE]
    return { left: from, right: to, top: -Infinity, bottom: Infinity }
  }

  /* Where a name could not be read: under the boxes over the map, and across the map's edge. */
  function hidden () {
    const { left, right, top, bottom } = viewOf()
    const boxes = shared.covered().map((box) => ({ left: box.left + left, right: box.right + left, top: box.top + top, bottom: box.bottom + top }))
    const sides = [left, right].map((x) => ({ left: x - 1, right: x + 1, top, bottom }))
    const ends = [top, bottom].map((y) => ({ left, right, top: y - 1, bottom: y + 1 }))
    return [...boxes, ...sides, ...ends]
  }

  /* The divider's grip, which names keep clear of. */
  function grip () {
    if (layer.half === null) return []
    const { left, right, top, bottom } = viewOf()
    return [{ x: left + (right - left) * shared.divider, y: (top + bottom) / 2, radius: GRIP }]
  }

  function paintEvent (context, index, x, y) {
    const { scene, palette, icons, tokens } = shared
    const category = scene.columns.category[index]
    const evidence = scene.evidence[scene.columns.evidence[index]].id
    paintMark(context, x, y, { icon: icons[category], colour: palette.categories[category], evidence, tokens })
  }

  function selectedPoint (scale, corner) {
    const { scene, event } = shared
    const spot = event < 0 ? null : spotOf(scene, event)
    if (!spot) return null
    const mark = layer.markOf(event)
    const x = mark ? mark.px : spot.x * scale - corner.x
    const y = mark ? mark.py : spot.y * scale - corner.y
    return { event, mark, x, y, radius: mark ? mark.radius : MARK.disc }
  }

  function paintChosen (context, chosen) {
    if (!chosen.mark) paintEvent(context, chosen.event, chosen.x, chosen.y)
    paintSelection(context, chosen.x, chosen.y, chosen.radius, shared.tokens)
  }

  function namePlaces (context, discs, chosen, scale, corner, frame) {
    const { scene, tokens, layers, districts, home } = shared
    const above = map.getZoom() - home.zoom
    if (above < PLACES_FROM) return
    const items = []
    if (scene.events.places && layers.events && !layer.stamped && !shared.cells) {
      for (const disc of discs) {
        const mark = disc.key
        if (mark.places.size !== 1) continue
        const name = scene.events.places[mark.head]
        if (name) items.push({ x: disc.x, y: disc.y, radius: disc.radius + (chosen?.mark === mark ? 5 : 0), name, key: mark, dot: false })
      }
    }
    if (layers.settlements && above >= SETTLEMENTS_FROM) addSettlements(items, discs, scale, corner, frame)
    const toWorld = (x, y) => [(x + corner.x) / scale, (y + corner.y) / scale]
    const beyond = beyondHalf()
    const taken = [...layer.labels.map(({ box }) => box), ...hidden(), beyond, shared.plate(context, layer.marks)].filter(Boolean)
    layer.places = paintPlaces(context, items, discs, taken, { tokens, near: isNear(map.getZoom(), home), inAny: (x, y) => featureAt(districts.shapes, ...toWorld(x, y)) !== -1 })
  }

  function addSettlements (items, discs, scale, corner, { min, max }) {
    const { place_lon: lon, place_lat: lat } = shared.scene.columns
    shared.scene.places.forEach(({ name }, at) => {
      if (at === shared.place) return // Its name is on a plate of its own.
      const x = worldX(lon[at] / DEGREE) * scale - corner.x
      const y = worldY(lat[at] / DEGREE) * scale - corner.y
      if (x < min.x || x > max.x || y < min.y || y > max.y) return
      if (discs.some((disc) => Math.hypot(disc.x - x, disc.y - y) < disc.radius + 3)) return
      items.push({ x, y, radius: 3, name, key: null, dot: true })
    })
  }

  layer.setTime = (time, eased = false) => {
    const day = layer.time?.day
    if (day !== undefined && day !== time.day) {
      if (eased) fade.begin(day)
      else fade.stop()
    }
    layer.time = time
  }
  layer.repaint = () => { districtCanvas.repaint(); markCanvas.repaint() }
  layer.repaintDistricts = () => districtCanvas.repaint()
  layer.repaintMarks = () => markCanvas.repaint()
  layer.canvases = [districtCanvas, markCanvas]
  layer.panes = [`${title}-districts`, `${title}-marks`].map((pane) => /** @type {HTMLElement} */ (map.getPane(pane)))
  layer.remove = () => { districtCanvas.remove(); markCanvas.remove() }

  layer.hit = (point) => {
    if (!shared.scene || !layer.stats) return null
    const within = (room) => layer.marks.findLast((mark) => Math.hypot(mark.px - point.x, mark.py - point.y) <= mark.radius + room)
    const mark = within(1) ?? (shared.cells ? within(FINGER) : undefined)
    if (mark?.count === 1 && (mark.head ?? -1) >= 0) return { kind: 'event', event: /** @type {number} */ (mark.head) }
    if (mark) return mark.cell ? { kind: 'cell', mark } : { kind: 'mark', mark }
    if (layer.stamped && layer.frame && shared.layers.events) {
      const event = eventAt(raster, point.x - layer.frame.min.x, point.y - layer.frame.min.y)
      if (event !== -1) return { kind: 'event', event }
    }
    for (const { position, box, chip, chipY, x } of layer.labels) {
      if (point.x < box.left || point.x > box.right || point.y < box.top || point.y > box.bottom) continue
      if (chip && Math.abs(point.y - chipY) <= chip.height / 2 && Math.abs(point.x - x) <= chip.width / 2) {
        return { kind: 'chip', position }
      }
      return { kind: 'district', position }
    }
    const scale = scaleOf(map.getZoom())
    const corner = map.getPixelOrigin()
    const position = districtAt(shared.districts, (point.x + corner.x) / scale, (point.y + corner.y) / scale, scale)
    return position === -1 ? null : { kind: 'district', position }
  }

  layer.events = () => slate
  layer.markOf = (event) => shared.cells || layer.stamped
    ? layer.marks.find((mark) => mark.head === event && mark.count === 1)
    : layer.marks.find(({ places }) => places?.has(slate.position[event]))
  layer.categoriesOf = (mark) => categoriesIn(mark, layer.counted ?? shared.cells, layer.slots, layer.time)
  layer.forget = () => { memory.scale = 0 }
  return layer
}
