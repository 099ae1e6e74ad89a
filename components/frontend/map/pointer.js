/* What the pointer does on the map: hover shows a note, a click picks. One move is handled per frame. */
import { closestTo } from '../shared/dom.js'
import { onEscape } from '../shared/escape.js'
import { eventsOfMark } from './event-index.js'
import { listenToKeys } from './keyboard.js'
import { createTooltip, describe } from './tooltip.js'

/** Longest list of events that travels in a pick. */
const LONGEST = 500

/**
 * Listen once for the life of the map.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {DayLayer} days
 * @param {{ compare: { layerAt: (point: Point) => DayLayer }, hover: (position: number) => void, send: (pick: MapPick) => void, targets: () => { x: number, y: number }[] }} acts
 */
export function listenToPointer (L, map, shared, days, { compare, hover, send, targets }) {
  const container = map.getContainer()
  const tooltip = createTooltip(container)
  let frame = 0
  let last = null
  let pointed = null

  const { layerAt } = compare
  const hitAt = (event) => layerAt(event.containerPoint).hit(event.layerPoint)

  function move () {
    frame = 0
    if (!last || !shared.scene) return
    const layer = layerAt(last.containerPoint)
    const hit = layer.hit(map.containerPointToLayerPoint(last.containerPoint))
    const position = hit?.kind === 'district' || hit?.kind === 'chip' ? hit.position : -1
    if (position !== shared.hover) hover(position)
    point(hit?.kind === 'cell' ? hit.mark.cell : null, layer)
    container.classList.toggle('is-pickable', hit !== null)
    if (!hit) { tooltip.hide(); return }
    const lines = describe(hit, shared, layer)
    tooltip.show(lines, last.containerPoint.x, last.containerPoint.y)
  }

  /* The square of the cell that is pointed at. */
  function point (cell, layer) {
    const before = pointed?.pointed ?? null
    if (pointed === layer ? cell === before : cell === null && before === null) return
    if (pointed && pointed !== layer) { pointed.pointed = null; pointed.repaintMarks() }
    pointed = layer
    layer.pointed = cell
    layer.repaintMarks()
  }

  function leave () {
    last = null
    if (pointed) point(null, pointed)
    tooltip.hide()
    container.classList.remove('is-pickable')
    if (shared.hover !== -1) hover(-1)
  }

  map.on('mousemove', (event) => {
    if (closestTo(event.originalEvent, '.stage-box, .stage-attribution, .stage-divider')) { leave(); return }
    last = event
    frame ||= requestAnimationFrame(move)
  })
  map.on('mouseout dragstart zoomstart', leave)
  onEscape(leave)

  // Leaflet focuses the map on a click; the focus ring is for those who came by keyboard.
  let pressed = false // A press in the map's frame gives the frame the focus too, after the press.
  const ring = (shown) => container.classList.toggle('is-keyboard', shown)
  container.addEventListener('pointerdown', () => { pressed = true; ring(false) }, true)
  document.addEventListener('keydown', () => ring(true), true)
  window.addEventListener('focus', () => { if (!pressed) ring(true) })
  window.addEventListener('blur', () => { pressed = false })

  map.on('click', (event) => {
    if (!shared.scene || !days.stats) return
    const hit = hitAt(event)
    if (!hit) return
    last = null // A tap is a move too, whose note would come after the pick.
    tooltip.hide()
    pick(hit, layerAt(event.containerPoint), event.latlng)
  })

  function pick (hit, layer, latlng) {
    if (hit.kind === 'event') send({ event: hit.event })
    else if (hit.kind === 'cell') send({ list: `cell:${hit.mark.cell}` })
    else if (hit.kind === 'mark') pickMark(hit.mark, layer, latlng)
    else {
      const { id } = shared.scene.districts[hit.position]
      send(hit.kind === 'chip' ? { within: id } : { district: id })
    }
  }

  function pickMark (mark, layer, latlng) {
    if (mark.dense) { map.setZoomAround(latlng, map.getZoom() + 1.5); return }
    send({ cluster: eventsOfMark(layer.events(), mark).slice(0, LONGEST) })
  }

  /* The same for the keyboard, at a point of the container. */
  const under = ({ x, y }) => {
    const spot = L.point(x, y)
    const layer = layerAt(spot)
    return { hit: shared.scene && layer.hit(map.containerPointToLayerPoint(spot)), layer, spot }
  }
  const keys = listenToKeys(container, {
    targets,
    point: (at) => {
      if (!at) { leave(); return '' }
      const { hit, layer } = under(at)
      if (!hit) return ''
      const lines = describe(hit, shared, layer)
      tooltip.show(lines, at.x, at.y)
      return lines.map(({ text }) => text).join('. ')
    },
    pick: (at) => {
      const { hit, layer, spot } = under(at)
      if (hit) pick(hit, layer, map.containerPointToLatLng(spot))
    }
  })
  map.on('movestart zoomstart', keys.leave)
}
