/* The small pictures of the panel: swatches as on the map, icons of categories, signs of evidence. */
import { h, s } from '../shared/dom.js'

// A circle is a record, its halves are sides.
const SIGNS = {
  several: 'M7.2 1.5v13A6.5 6.5 0 0 1 7.2 1.5zM8.8 1.5a6.5 6.5 0 0 1 0 13z',
  one_side: 'M7.2 1.5v13A6.5 6.5 0 0 1 7.2 1.5zM8.8 1.5a6.5 6.5 0 0 1 0 13v-1.6a5 5 0 0 0 0-9.8z',
  single: 'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  disputed: 'M7.2.4v12.2A6.1 6.1 0 0 1 7.2.4zM8.8 3.4a6.1 6.1 0 0 1 0 12.2z'
}
const GLOBE = 'M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 0 0 8 1.2zm4.9 6.1h-2.3a10 10 0 0 0-1.1-4.3 5.5 5.5 0 0 1 3.4 4.3zM8 2.7c.6.8 1.1 2.4 1.2 4.6H6.8C6.9 5.1 7.4 3.5 8 2.7zM6.5 3a10 10 0 0 0-1.1 4.3H3.1A5.5 5.5 0 0 1 6.5 3zM3.1 8.7h2.3A10 10 0 0 0 6.5 13a5.5 5.5 0 0 1-3.4-4.3zM8 13.3c-.6-.8-1.1-2.4-1.2-4.6h2.4c-.1 2.2-.6 3.8-1.2 4.6zM9.5 13a10 10 0 0 0 1.1-4.3h2.3A5.5 5.5 0 0 1 9.5 13z'
const PIN = 'M8 1a5 5 0 0 1 5 5c0 3.6-5 9-5 9S3 9.6 3 6a5 5 0 0 1 5-5zm0 1.5A3.5 3.5 0 0 0 4.5 6c0 2 2.2 5.1 3.5 6.7C9.3 11.1 11.5 8 11.5 6A3.5 3.5 0 0 0 8 2.5zm0 2a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z'
const CROSS = 'M3.5 2.4 8 6.9l4.5-4.5 1.1 1.1L9.1 8l4.5 4.5-1.1 1.1L8 9.1l-4.5 4.5-1.1-1.1L6.9 8 2.4 3.5z'
const CHAIN = 'M9.4 2.3a3 3 0 0 1 4.3 4.3l-2 2a3 3 0 0 1-4.3 0l1-1a1.6 1.6 0 0 0 2.2 0l2-2a1.6 1.6 0 0 0-2.2-2.2l-1 1-1-1zM6.6 13.7a3 3 0 0 1-4.3-4.3l2-2a3 3 0 0 1 4.3 0l-1 1a1.6 1.6 0 0 0-2.2 0l-2 2a1.6 1.6 0 0 0 2.2 2.2l1-1 1 1z'
const PENCIL = 'M11.3 1.6a1.5 1.5 0 0 1 2.1 0l1 1a1.5 1.5 0 0 1 0 2.1L5.8 13.3 2 14l.7-3.8zM10 5 4 11l-.2 1.2L5 12l6-6zm1.1-1.1 1 1 1.2-1.2-1-1z'
const CALENDAR = 'M4 1h1.5v1.5h5V1H12v1.5h2V14H2V2.5h2zM3.5 6v6.5h9V6z'

/** One solid colour, or 45 degree stripes of the holders, `scale` times as wide as on the map. */
export function fillOf (stripes, scale = 0.5) {
  const colour = (controller) => `var(--controller-${Number(controller)})`
  if (stripes.length === 1) return colour(stripes[0][0])
  let at = 0
  const stops = stripes.map(([controller, width]) => {
    const from = at
    at += Number(width) * scale
    return `${colour(controller)} ${from}px ${at}px`
  })
  return `repeating-linear-gradient(135deg, ${stops.join(', ')})`
}

/** A swatch beside words that say the same. */
export function swatch (stripes) {
  return h('span', { class: 'swatch', 'aria-hidden': 'true', style: { background: fillOf(stripes) } })
}

/** The swatches before and after a change; one where the change is of parts that no swatch shows. */
export function turn (before, after) {
  if (JSON.stringify(before) === JSON.stringify(after)) return swatch(after)
  return [swatch(before), h('span', { class: 'to', 'aria-hidden': 'true' }, '→'), swatch(after)]
}

/** A category's icon in its colour; named where no words stand beside it. */
export function categoryIcon ({ category, label }, paths, named = true) {
  const attributes = named ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }
  return s('svg', { class: 'icon', viewBox: '0 0 16 16', ...attributes, style: { color: `var(--category-${Number(category)})` } },
    named ? s('title', {}, label) : null, s('path', { d: paths[category], 'fill-rule': 'evenodd' }))
}

/** The sign of a kind of evidence. */
export function evidenceSign ({ evidence, label, meaning }, named = true) {
  const attributes = named ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' }
  return s('svg', { class: 'icon sign', 'data-evidence': evidence, viewBox: '0 0 16 16', ...attributes },
    named ? s('title', {}, `${label}: ${meaning}`) : null, s('path', { d: SIGNS[evidence] || SIGNS.single, 'fill-rule': 'evenodd' }))
}

const plain = (path) => s('svg', { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: path, 'fill-rule': 'evenodd' }))
export const pin = () => plain(PIN)
export const globe = () => plain(GLOBE)
export const cross = () => plain(CROSS)
export const calendar = () => plain(CALENDAR)
export const chain = () => plain(CHAIN)
export const pencil = () => plain(PENCIL)
