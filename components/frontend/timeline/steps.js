/* The steps of a story over the plot: dots at equal distances, since days may lie close together, each with a line to its day. */
import { button, h, s } from '../shared/dom.js'
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
 * Draw the dots, anew only where something about them changed. `turn(step)` is called when one is pressed.
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
  const focused = /** @type {HTMLElement | null} */ (holder.querySelector('.tl-step:focus'))?.dataset.step
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
  holder.replaceChildren(lines, ...told.steps.map(({ day, text }, index) => {
    const name = words.say('step_day', { step: text, day: words.date(day) })
    const dot = button({
      class: 'tl-step', 'data-step': index + 1, 'data-read': isRead(index), 'aria-current': index === told.current - 1 ? 'step' : null,
      'aria-label': name, title: name
    }, h('span', {}, String(index + 1)))
    dot.style.left = `${places[index]}px`
    dot.addEventListener('click', () => turn(index + 1))
    return dot
  }))
  if (focused) /** @type {HTMLElement | null} */ (holder.querySelector(`[data-step="${focused}"]`))?.focus()
}
