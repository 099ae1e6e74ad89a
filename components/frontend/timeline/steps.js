/* The steps of a story over the plot: dots at equal distances, since days may lie close together, each with a line to its day. */
import { button, entitle, h, s } from '../shared/dom.js'
import { xOf } from './time-scale.js'

const EDGE = 15
const DOT = 12
const ROOM = 22

/**
 * Where the dots stand, in pixels of the plot.
 * @param {number} count
 * @param {number} width
 */
export function dotPlaces (count, width) {
  const room = Math.max(0, width - 2 * EDGE)
  return Array.from({ length: count }, (_, at) => count === 1 ? width / 2 : EDGE + at * room / (count - 1))
}

/**
 * Draw the dots, where something about them changed. A dot that stays is the same element, since a press whose begin and end
 * meet two elements is none. `turn(step)` is called when one is pressed.
 * @param {HTMLElement} holder
 * @param {{ current: number, steps: { day: number, text: string }[] } | null} told
 * @param {any} view of the chart
 * @param {(step: number) => void} turn
 */
export function placeSteps (holder, told, { layout, state: { window }, words }, turn) {
  const key = JSON.stringify([told, window, layout, words.date(0)])
  if (holder.dataset.key === key) return
  holder.dataset.key = key
  holder.hidden = told === null
  if (!told) return holder.replaceChildren()
  const { padding, plotWidth, plotTop } = layout
  const places = dotPlaces(told.steps.length, plotWidth).map((x) => x + padding)
  const isRead = (index) => index < told.current
  const days = told.steps.map(({ day }) => padding + Math.min(Math.max(xOf(window, plotWidth, day + 0.5), 0), plotWidth))
  holder.toggleAttribute('data-small', places.length > 1 && places[1] - places[0] < ROOM)
  const line = (from, to, name) => s('path', { d: `M${from[0].toFixed(1)} ${from[1]}L${to[0].toFixed(1)} ${to[1]}`, class: name })
  const lines = s('svg', { 'aria-hidden': 'true' },
    days.map((x, index) => line([places[index], 2 * DOT], [x, plotTop], index === told.current - 1 ? 'tl-way-now' : 'tl-way')),
    line([places[0], DOT], [places[places.length - 1], DOT], 'tl-track'),
    told.current > 0 && line([places[0], DOT], [places[told.current - 1], DOT], 'tl-track-read'))
  const dots = /** @type {HTMLElement[]} */ ([...holder.querySelectorAll('.tl-step')])
  for (const dot of dots.splice(told.steps.length)) dot.remove()
  while (dots.length < told.steps.length) dots.push(holder.appendChild(dotOf(dots.length + 1, turn)))
  dots.forEach((dot, index) => {
    const { day, text } = told.steps[index]
    dot.toggleAttribute('data-read', isRead(index))
    if (index === told.current - 1) dot.setAttribute('aria-current', 'step')
    else dot.removeAttribute('aria-current')
    entitle(dot, words.say('step_day', { step: text, day: words.date(day) }))
    dot.style.left = `${places[index]}px`
  })
  holder.querySelector('svg')?.remove()
  holder.prepend(lines)
}

function dotOf (number, turn) {
  const dot = button({ class: 'tl-step', 'data-step': number }, h('span', {}, String(number)))
  dot.addEventListener('click', () => turn(number))
  return dot
}
