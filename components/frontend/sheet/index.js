/* The handle of the bottom sheet on a phone. The sheet is the container the page keeps the details in; its height is
   one of three: a peek, half or nearly all of the screen. On a wide screen the page's CSS hides the handle. */
import { button, styleSheet } from '../shared/dom.js'

const instances = new WeakMap()
const STOPS = ['peek', 'half', 'full']
const TAP_PX = 6

/** The stop that lies `moved` pixels (up is negative) from the present one on a screen `height` pixels high. */
export function nextStop (stop, moved, height) {
  const at = STOPS.indexOf(stop)
  if (Math.abs(moved) <= TAP_PX) return STOPS[(at + 1) % STOPS.length]
  const steps = Math.max(1, Math.round(Math.abs(moved) / (height * 0.4)))
  return STOPS[Math.min(STOPS.length - 1, Math.max(0, at + (moved < 0 ? steps : -steps)))]
}

export default function ({ data, parentElement: root }) {
  const known = instances.get(root)
  if (known) { known.update(data); return known.leave }
  const handle = button({ 'aria-label': data.label })
  root.append(styleSheet(new URL('sheet.css', import.meta.url).href), handle)
  let stop = data.chosen ? 'half' : 'peek' // The map comes first until something is chosen.
  let { chosen, aside } = data
  const show = (next) => {
    stop = next
    const sheet = document.querySelector(data.selector)
    if (sheet) {
      sheet.dataset.sheet = stop
      sheet.style.background = getComputedStyle(handle).getPropertyValue('--st-background-color')
    }
    handle.setAttribute('aria-expanded', String(stop !== 'peek'))
  }
  let start = null
  handle.addEventListener('pointerdown', (event) => {
    start = event.clientY
    handle.setPointerCapture(event.pointerId)
  })
  handle.addEventListener('pointerup', (event) => {
    if (start === null) return
    show(nextStop(stop, event.clientY - start, innerHeight))
    start = null
  })
  handle.addEventListener('keydown', (event) => {
    const moves = { ArrowUp: -innerHeight * 0.4, ArrowDown: innerHeight * 0.4, Enter: 0, ' ': 0 }
    if (!(event.key in moves)) return
    event.preventDefault()
    show(nextStop(stop, moves[event.key], innerHeight))
  })
  show(stop)
  const instance = {
    update (next) {
      handle.setAttribute('aria-label', next.label)
      const changed = next.chosen !== chosen
      if (next.aside !== aside) stop = next.chosen ? 'half' : 'peek'
      chosen = next.chosen
      aside = next.aside
      show(changed && chosen && stop === 'peek' ? 'half' : stop)
    },
    leave: () => instances.delete(root)
  }
  instances.set(root, instance)
  return instance.leave
}
