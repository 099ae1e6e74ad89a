/* Two days side by side: the second day is drawn by a layer of its own on the right of a divider that can be dragged. */
import { createDayLayer } from './day-layer.js'
import { element, write } from './dom.js'

const SMALLEST = 0.06

/** Make the comparison; nothing is added to the map until a second day is set. */
export function createCompare (L, map, shared, days) {
  const container = map.getContainer()
  let parts = null
  let share = 0.5
  let range = null

  function open () {
    const layer = createDayLayer(L, map, shared, { title: 'stage-compare', order: 430 })
    const divider = element('div', 'stage-divider')
    const grip = element('button', 'stage-divider-grip')
    grip.type = 'button'
    grip.setAttribute('role', 'slider')
    grip.setAttribute('aria-label', shared.words.say('compare.divider'))
    grip.setAttribute('aria-valuemin', '0')
    grip.setAttribute('aria-valuemax', '100')
    const left = element('span', 'stage-divider-day is-left')
    const right = element('span', 'stage-divider-day is-right')
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
    for (const pane of days.panes) pane.style.clipPath = ''
  }

  function listen (grip) {
    const drag = (event) => {
      const { left, width } = container.getBoundingClientRect()
      move((event.clientX - left) / width)
    }
    grip.addEventListener('pointerdown', (event) => {
      grip.setPointerCapture(event.pointerId)
      event.preventDefault()
      grip.focus()
    })
    grip.addEventListener('pointermove', (event) => { if (grip.hasPointerCapture(event.pointerId)) drag(event) })
    grip.addEventListener('keydown', (event) => {
      const step = { ArrowLeft: -0.02, ArrowRight: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 }[event.key]
      if (step === undefined) return
      event.preventDefault()
      event.stopPropagation()
      move(share + step)
    })
  }

  function move (to) {
    share = Math.min(1 - SMALLEST, Math.max(SMALLEST, to))
    clip()
  }

  /** Cut the two days' panes along the divider; panes move with the map, so the cut moves back. */
  function clip () {
    const size = map.getSize()
    const corner = map.containerPointToLayerPoint([0, 0])
    const middle = corner.x + size.x * share
    const top = corner.y
    const bottom = corner.y + size.y
    const cut = (from, to) => `polygon(${from}px ${top}px, ${to}px ${top}px, ${to}px ${bottom}px, ${from}px ${bottom}px)`
    for (const pane of days.panes) pane.style.clipPath = cut(corner.x, middle)
    for (const pane of parts.layer.panes) pane.style.clipPath = cut(middle, corner.x + size.x)
    parts.divider.style.left = `${share * 100}%`
    parts.grip.setAttribute('aria-valuenow', String(Math.round(share * 100)))
  }

  function name () {
    write(parts.left, shared.words.day(days.time.day))
    write(parts.right, shared.words.day(parts.layer.time.day))
  }

  return {
    setDay: (day) => {
      if (day === null) { close(); return }
      if (!parts) open()
      parts.layer.setTime({ ...range, day })
      clip()
    },
    setTime: (time) => {
      range = time
      if (parts) parts.layer.setTime({ ...time, day: parts.layer.time.day })
    },
    repaint: () => { if (parts) { parts.layer.repaint(); name() } },
    repaintDistricts: () => parts?.layer.repaintDistricts(),
    layerAt: (point) => parts && point.x > map.getSize().x * share ? parts.layer : null
  }
}
