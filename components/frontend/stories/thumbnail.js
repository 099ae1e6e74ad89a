/* The small map on a story's card: outlines that all cards share, filled by who held what on the day that stands on it. */
import { h, s } from '../shared/dom.js'

/* Pixels of a card's width: stripes are as wide as on the map. */
const WIDTH = 432
const STRIPE = 12

/**
 * The picture of a card. Its words stand on the card already, but the day.
 * @param {any} card
 * @param {any} ground
 */
export function thumbnail ({ id, picture: { day, box, fills, marked } }, ground) {
  const unit = box[2] / WIDTH
  /** @type {SVGElement[]} */
  const patterns = []
  const names = new Map()
  const fillOf = (stripes) => {
    if (stripes.length === 1) return colour(stripes[0][0])
    const key = JSON.stringify(stripes)
    if (!names.has(key)) {
      names.set(key, `held-${id}-${names.size}`)
      patterns.push(pattern(names.get(key), stripes, unit))
    }
    return `url(#${names.get(key)})`
  }
  const shapes = Object.entries(fills).map(([district, stripes]) =>
    s('path', { d: ground.districts[district], class: 'thumb-district', style: { fill: fillOf(stripes) } }))
  const ring = (name) => s('path', { d: ground.districts[marked], class: name })
  return h('div', { class: 'thumb' },
    s('svg', { viewBox: box.join(' '), preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true' },
      patterns.length > 0 && s('defs', {}, patterns),
      s('path', { d: ground.land, class: 'thumb-land' }), shapes, s('path', { d: ground.water, class: 'thumb-water' }),
      marked && [ring('thumb-halo'), ring('thumb-marked')]),
    h('span', { class: 'thumb-day' }, day))
}

const colour = (controller) => `var(--controller-${Number(controller)})`

function pattern (id, stripes, unit) {
  let at = 0
  const bars = stripes.map(([controller, width]) => {
    const bar = s('rect', { x: at, width, height: STRIPE, style: { fill: colour(controller) } })
    at += width
    return bar
  })
  return s('pattern', { id, width: STRIPE, height: STRIPE, patternUnits: 'userSpaceOnUse', patternTransform: `rotate(45) scale(${unit.toFixed(3)})` }, bars)
}
