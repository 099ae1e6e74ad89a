/* Two days side by side: the earlier on the left of a divider that can be dragged, the later on its right. The second day
   is drawn by a layer of its own; the two change sides where one day passes the other, so that nothing jumps. */
import { createDayLayer } from './day-layer.js'
import { button, h, write } from '../shared/dom.js'

const SMALLEST = 0.06

/** Part of the map's width that a press on one half of the grip moves the divider by, and the pixels that are no drag yet. */
const PRESS = 0.1
const SLACK = 4
const KEYS = { ArrowLeft: -0.02, ArrowRight: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 }

/**
 * Make the comparison; nothing is added to the map until a second day is set.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {DayLayer} days
 */
export function createCompare (L, map, shared, days) {
  const container = map.getContainer()
  /** @type {any} */
  let parts = null
  let framed = false

  function open () {
    const layer = createDayLayer(L, map, shared, { title: 'stage-compare', order: 430 })
    const divider = h('div', { class: 'stage-divider' })
    const grip = button({
      class: 'stage-divider-grip',
      role: 'slider',
      'aria-label': shared.words.say('compare.divider'),
      'aria-valuemin': '0',
      'aria-valuemax': '100'
    })
    const left = h('span', { class: 'stage-divider-day is-left' })
    const right = h('span', { class: 'stage-divider-day is-right' })
    divider.append(left, right, grip)
    container.append(divider)
    L.DomEvent.disableClickPropagation(divider)
    L.DomEvent.disableScrollPropagation(divider)
    listen(grip)
    map.on('move zoomend resize viewreset', clip)
    parts = { layer, divider, grip, left, right }
  }

  function close () {
    if (!parts) return
    map.off('move zoomend resize viewreset', clip)
    parts.layer.remove()
    parts.divider.remove()
    parts = null
    days.half = null
    for (const pane of days.panes) pane.style.clipPath = ''
  }

  function listen (grip) {
    const drag = (event) => {
      const { left, width } = container.getBoundingClientRect()
      move((event.clientX - left) / width)
    }
    let pressed = 0
    let isDragged = false
    grip.addEventListener('pointerdown', (event) => {
      pressed = event.clientX
      isDragged = false
      grip.setPointerCapture(event.pointerId)
      event.preventDefault()
      grip.focus()
    })
    grip.addEventListener('pointermove', (event) => {
      if (!grip.hasPointerCapture(event.pointerId)) return
      isDragged ||= Math.abs(event.clientX - pressed) >= SLACK
      if (isDragged) drag(event)
    })
    grip.addEventListener('lostpointercapture', () => rename(true))
    /* Pressed and let go in one place, it goes a step to that side: a way without dragging. */
    grip.addEventListener('pointerup', () => {
      const { left, width } = grip.getBoundingClientRect()
      if (!isDragged) move(shared.divider + (pressed < left + width / 2 ? -PRESS : PRESS))
    })
    grip.addEventListener('keydown', (event) => {
      const step = KEYS[event.key]
      if (step === undefined) return
      event.preventDefault()
      event.stopPropagation()
      move(shared.divider + step)
    })
  }

  function move (to) {
    shared.divider = Math.min(1 - SMALLEST, Math.max(SMALLEST, to))
    clip()
    rename(false)
  }

  /* The names keep to their halves. Where there are so many events that painting them takes a frame, on release only. */
  function rename (released) {
    if (!parts || framed || (days.stamped && !released)) return
    framed = true
    requestAnimationFrame(() => {
      framed = false
      if (parts) for (const layer of [days, parts.layer]) layer.repaintMarks()
    })
  }

  /**
   * The layers from left to right.
   * @returns {DayLayer[]}
   */
  function sides () {
    const layer = parts?.layer
    if (!layer?.time || !days.time) return [days]
    return layer.time.day < days.time.day ? [layer, days] : [days, layer]
  }

  /** Cut the two days' panes along the divider; panes move with the map, so the cut moves back. */
  function clip () {
    const size = map.getSize()
    const { x, y } = map.containerPointToLayerPoint([0, 0])
    const middle = x + size.x * shared.divider
    const cut = (from, to) => `polygon(${from}px ${y}px, ${to}px ${y}px, ${to}px ${y + size.y}px, ${from}px ${y + size.y}px)`
    const [left, right] = sides()
    left.half = 'left'
    right.half = 'right'
    for (const pane of left.panes) pane.style.clipPath = cut(x, middle)
    for (const pane of right.panes) pane.style.clipPath = cut(middle, x + size.x)
    parts.divider.style.left = `${shared.divider * 100}%`
    const percent = Math.round(shared.divider * 100)
    parts.grip.setAttribute('aria-valuenow', String(percent))
    if (left.time) parts.grip.setAttribute('aria-valuetext', shared.words.say('compare.share', { day: shared.words.day(left.time.day), percent }))
  }

  function sign () {
    const [left, right] = sides()
    if (left.time) write(parts.left, shared.words.day(left.time.day))
    if (right.time) write(parts.right, shared.words.day(right.time.day))
  }

  return {
    /**
     * @param {Omit<Time, 'day'> & { day: number | null }} time a day of null closes the comparison
     * @param {boolean} [eased]
     */
    setTime: (time, eased) => {
      if (time.day === null) { close(); return }
      if (!parts) open()
      parts.layer.setTime({ ...time, day: time.day }, eased)
      clip()
    },
    repaint: () => { if (parts) { parts.layer.repaint(); sign() } },
    repaintDistricts: () => parts?.layer.repaintDistricts(),
    day: () => parts?.layer.time?.day ?? null,
    days: () => sides().flatMap(({ time }) => time ? [time.day] : []),
    dayLayers: sides,
    layerAt: (/** @type {Point} */ point) => sides().at(point.x > map.getSize().x * shared.divider ? -1 : 0) ?? days
  }
}
