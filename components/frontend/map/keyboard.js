/* The map by keyboard: arrows go from one district or mark to the next, what is there is shown and spoken, Enter chooses it,
   Escape leaves. Shift and an arrow move the map, as Leaflet does it. */
import { h } from '../shared/dom.js'

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
/** How much farther a point counts that lies beside the way. */
const ASIDE = 2.5
const NEAREST_PX = 2

/**
 * The target that an arrow key goes to from a point, or null where there is none that way.
 * @template {{ x: number, y: number }} T
 * @param {T[]} targets
 * @param {{ x: number, y: number }} from
 * @param {string} key
 * @returns {T | null}
 */
export function nextTarget (targets, from, key) {
  const [right, down] = WAYS[key]
  let best = null
  let least = Infinity
  for (const target of targets) {
    const [dx, dy] = [target.x - from.x, target.y - from.y]
    const along = dx * right + dy * down
    const aside = Math.abs(dx * down) + Math.abs(dy * right)
    const cost = along + ASIDE * aside
    if (along > NEAREST_PX && aside <= along * ASIDE && cost < least) { best = target; least = cost }
  }
  return best
}

/** The target nearest to a point. */
export function nearestTarget (targets, { x, y }) {
  const far = (target) => Math.hypot(target.x - x, target.y - y)
  return targets.reduce((best, target) => best === null || far(target) < far(best) ? target : best, null)
}

/**
 * Listen to the keys on the map.
 * @param {HTMLElement} container
 * @param {{ targets: () => { x: number, y: number }[], point: (at: { x: number, y: number } | null) => string, pick: (at: { x: number, y: number }) => void }} acts
 *   `point` shows what is at a place of the container and returns it in words; null shows nothing
 */
export function listenToKeys (container, { targets, point, pick }) {
  const spoken = h('p', { role: 'status', class: 'stage-spoken' })
  const ring = h('div', { class: 'stage-cursor', 'aria-hidden': 'true' })
  ring.hidden = true
  container.append(spoken, ring)
  let at = null

  function go (target) {
    at = target
    ring.hidden = at === null
    if (at) ring.style.transform = `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)`
    spoken.textContent = point(at)
  }

  container.addEventListener('keydown', (event) => {
    if (event.target !== container || event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key in WAYS && !event.shiftKey) {
      const all = targets()
      const middle = { x: container.clientWidth / 2, y: container.clientHeight / 2 }
      const next = at ? nextTarget(all, at, event.key) : nearestTarget(all, middle)
      if (next) go(next)
    } else if (event.key === 'Enter' && at) pick(at)
    else if (event.key === 'Escape' && at) go(null)
    else return
    event.preventDefault()
    event.stopImmediatePropagation()
  }, true)
  container.addEventListener('focusout', () => { if (at) go(null) })
  return { leave: () => { if (at) go(null) } }
}
