/* Mouse, pen and fingers on the chart: handles, cursors, the range as a whole, the overview, two fingers to zoom. */
import { closestTo } from '../shared/dom.js'
import { createEdgeScroll } from './edge-scroll.js'
import { rowAt, zoneAt } from './layout.js'
import { dayAt, periods, span } from './time-scale.js'

const SLACK = 4

/**
 * Watch the chart. `host`: {state(), layout(), unit(), rows(), hasEvents(period), dispatch(act), commit(), stop(),
 * pick(row), hover(point|null), began(part), ended()}.
 */
export function watchPointer (chart, host) {
  const fingers = new Map()
  let grip = null
  let pinch = null
  const edge = createEdgeScroll(host, (point) => { if (grip) drag(grip, point, dayUnder, host) })

  const pointOf = (event) => {
    const box = chart.getBoundingClientRect()
    return { x: event.clientX - box.left - host.layout().padding, y: event.clientY - box.top }
  }
  const dayUnder = ({ x }, window = host.state().window) => dayAt(window, host.layout().plotWidth, x)

  const down = (event) => {
    if (event.button !== 0 || closestTo(event, 'button')) return
    fingers.set(event.pointerId, pointOf(event))
    chart.setPointerCapture(event.pointerId)
    host.hover(null)
    if (fingers.size === 2) return startPinch()
    const slider = closestTo(event, '[data-part]')
    if (slider) slider.focus({ preventScroll: true })
    host.stop()
    grip = gripAt(pointOf(event), slider?.dataset.part ?? null, host)
    grip.day = dayUnder(grip.start)
    if (slider) {
      grip.offset = host.state()[grip.part] - grip.day
      event.preventDefault()
    }
  }
  const move = (event) => {
    const point = pointOf(event)
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, point)
    if (pinch) return movePinch()
    if (!grip) return event.pointerType === 'mouse' && host.hover(closestTo(event, 'button, [data-part]') ? null : point)
    if (!grip.moved && Math.abs(point.x - grip.start.x) < SLACK) return
    if (!grip.moved) host.began(grip.part)
    grip.moved = true
    drag(grip, point, dayUnder, host)
    if (grip.part !== 'row' && grip.part !== 'overview') edge.hold(point, grip.start)
  }
  const up = (event) => {
    fingers.delete(event.pointerId)
    if (pinch) {
      if (!fingers.size) pinch = null
      return host.commit()
    }
    const held = grip
    letGo()
    if (!held) return
    if (!held.moved && event.type === 'pointerup') press(held, host)
    host.ended()
    if (held.part !== 'overview') host.commit()
  }
  const letGo = () => {
    grip = null
    edge.release()
  }
  const startPinch = () => {
    letGo()
    host.ended()
    pinch = { window: host.state().window, ...spread(fingers) }
  }
  const movePinch = () => {
    if (fingers.size < 2) return
    const { distance, middle } = spread(fingers)
    const width = host.layout().plotWidth
    const days = Math.round(span(pinch.window) * pinch.distance / distance)
    const at = dayAt(pinch.window, width, pinch.middle)
    const from = Math.round(at - middle / width * days)
    host.dispatch({ type: 'window', from, to: from + Math.max(14, days) - 1 })
  }
  const wheel = (event) => {
    const { state, layout } = host
    if (zoneAt(layout(), pointOf(event).y) === 'overview' || closestTo(event, 'button')) return
    const { window, first, last } = state()
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    const whole = window.from === first && window.to === last
    if (whole && (sideways || event.deltaY > 0)) return
    event.preventDefault()
    if (sideways) {
      const by = Math.round(event.deltaX / layout().plotWidth * span(window))
      return host.dispatch({ type: 'window', from: window.from + by, to: window.to + by })
    }
    host.dispatch({ type: 'zoom', at: dayUnder(pointOf(event)), factor: Math.exp(Math.min(Math.max(event.deltaY, -120), 120) / 400) })
  }
  const twice = (event) => {
    const point = pointOf(event)
    const zone = zoneAt(host.layout(), point.y)
    const { first, last } = host.state()
    if (zone === 'overview') return host.dispatch({ type: 'window', from: first, to: last })
    const bar = zone === 'plot' && !closestTo(event, 'button, [data-part]') ? barAt(dayUnder(point), host) : null
    if (!bar) return
    host.dispatch({ type: 'jump', ...bar })
    host.commit()
  }
  const leave = () => { if (!grip) host.hover(null) }

  const watched = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, pointerleave: leave, dblclick: twice }
  for (const [type, listener] of Object.entries(watched)) chart.addEventListener(type, listener)
  chart.addEventListener('wheel', wheel, { passive: false })
}

/* What was grasped: a slider, the range as a whole, the overview, a row of the strip (too thin
   for a finger on a phone), or the axis (the day follows). */
function gripAt (start, part, host) {
  const base = host.state()
  const layout = host.layout()
  const zone = zoneAt(layout, start.y)
  const held = { start, base, zone, offset: 0, moved: false, part }
  if (part) return held
  if (zone === 'overview') return { ...held, part: 'overview' }
  if (zone === 'strip' && host.rows() > 1 && !layout.phone) return { ...held, part: 'row' }
  const day = dayAt(base.window, layout.plotWidth, start.x)
  const whole = base.from === base.first && base.to === base.last
  return { ...held, part: !whole && zone === 'plot' && day >= base.from && day <= base.to ? 'range' : 'axis' }
}

function drag (grip, point, dayUnder, host) {
  const { base, part } = grip
  const width = host.layout().plotWidth
  const day = dayUnder(point)
  if (part === 'row') return
  if (part === 'range') return host.dispatch({ type: 'shift', by: day - grip.day, base })
  if (part === 'overview') {
    const by = Math.round((point.x - grip.start.x) / width * (base.last - base.first + 1))
    return host.dispatch({ type: 'window', from: base.window.from + by, to: base.window.to + by })
  }
  host.dispatch({ type: 'move', part: part === 'axis' ? 'day' : part, day: day + grip.offset, base })
}

/* Pressed and let go in one place. */
function press (grip, host) {
  const { state, layout } = host
  const { first, last, window } = state()
  if (grip.part === 'row') return host.pick(rowAt(layout(), host.rows(), grip.start.y))
  if (grip.part === 'overview') {
    const middle = dayAt({ from: first, to: last }, layout().plotWidth, grip.start.x)
    const from = middle - Math.floor(span(window) / 2)
    return host.dispatch({ type: 'window', from, to: from + span(window) - 1 })
  }
  if (grip.part !== 'range' && grip.part !== 'axis') return
  const bar = grip.zone === 'plot' ? barAt(grip.day, host) : null
  host.dispatch({ type: 'move', part: 'day', day: bar ? bar.to : grip.day, grow: false })
}

/** The bar over a day, if any event begins in it. */
function barAt (day, host) {
  const bar = periods({ from: day, to: day }, host.unit(), host.state())[0]
  return bar && host.hasEvents(bar) ? bar : null
}

function spread (fingers) {
  const [one, other] = [...fingers.values()]
  return { distance: Math.max(20, Math.abs(one.x - other.x)), middle: (one.x + other.x) / 2 }
}
