/* One chart: time from left to right, how many from bottom to top, a mark for each event. */
import { pickButton, data, h, s } from '../shared/dom.js'
import { ROOM, names, shifts } from './names.js'
import { across } from './time-axis.js'

const percent = (part) => `${Math.round(part * 1000) / 1000}%`

/** The marks of a plot, from left to right as they are made. */
export const marksIn = (element) => [...element.querySelectorAll('.mark')]

/** Which mark a key goes to, or -1 when it goes nowhere. */
export function neighbour (index, key, count) {
  const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: count - 1 }[key]
  return next !== undefined && next >= 0 && next < count ? next : -1
}

/** The plot of a chart. Every number of it also stands in the table below. */
export function plot (chart, time) {
  const moved = shifts(chart.marks, time)
  return h('div', { class: 'plot', role: 'group', 'aria-label': chart.title },
    h('div', { class: 'field' },
      h('span', { class: 'range', 'aria-hidden': 'true' }),
      chart.scale.map(({ at, text }) => h('span', { class: 'level', 'aria-hidden': 'true', style: { bottom: percent(at) } }, h('span', {}, text))),
      h('span', { class: 'day', 'aria-hidden': 'true' }),
      chart.lines.length > 0 && s('svg', { class: 'lines', viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        chart.lines.map((line) => s('path', { d: stepPath(line, time), 'vector-effect': 'non-scaling-stroke' }))),
      chart.marks.map((one, index) => mark(one, time, moved[index], index === firstStop(chart.marks))),
      nameWords(chart.marks, time, ROOM)),
    h('div', { class: 'times', 'aria-hidden': 'true' }, time.ticks.map(({ day, text }) =>
      h('span', { style: { left: percent(across(day, time)) } }, text))))
}

function nameWords (marks, time, room) {
  return names(marks, time, room).map(({ index, text, at, bottom, isLeft }) => h('span', {
    class: 'name', 'aria-hidden': 'true', 'data-left': isLeft || null, 'data-of': marks[index].key, style: { left: percent(at), bottom: percent(bottom) }
  }, data(text)))
}

/**
 * Lay the marks and names of a plot out anew in the room that it turned out to have.
 * @param {HTMLElement} field Where `plot` put them.
 * @param {(text: string) => number} widthOf
 */
export function fit (field, chart, time, widthOf) {
  const room = { ...ROOM, width: field.clientWidth, height: field.clientHeight, widthOf }
  if (!room.width) return
  const moved = shifts(chart.marks, time, room)
  marksIn(field).forEach((one, index) => { one.style.translate = moved[index] ? `${moved[index]}px` : '' })
  for (const old of field.querySelectorAll('.name')) old.remove()
  field.append(...nameWords(chart.marks, time, room))
}

/** A running total: it stays as it was until the next figure. */
export function stepPath (line, time) {
  return line.map(([day, at], index) => {
    const [x, y] = [across(day, time), 100 - at].map((part) => Math.round(part * 100) / 100)
    return index === 0 ? `M${x} ${y}` : `H${x}V${y}`
  }).join('')
}

const firstStop = (marks) => Math.max(0, marks.findIndex(({ chosen }) => chosen))

/** A box as wide as the event's days and as high as the range of the claims, with a dot for each claimed value. */
function mark (one, time, moved, isStop) {
  const left = Math.max(0, across(one.first, time))
  const right = Math.min(100, across(one.last + 1, time))
  const size = one.high - one.low
  return pickButton({ event: one.event }, {
    class: 'mark',
    'data-key': one.key,
    'data-first': one.first,
    'data-last': one.last,
    'data-differ': one.differ || null,
    'aria-label': one.text,
    'aria-current': one.chosen ? 'true' : null,
    tabindex: isStop ? '0' : '-1',
    style: { left: percent(left), width: percent(right - left), bottom: percent(one.low), height: percent(size), ...(moved ? { translate: `${moved}px` } : {}) }
  }, h('span', { class: 'box' }), one.dots.map((dot) => h('span', {
    class: 'dot',
    'data-other': dot.other || null,
    style: { bottom: percent(size > 0 ? 100 * (dot.at - one.low) / size : 0) }
  })))
}

/** Put the chosen range and day into every plot, and set back the marks outside it. */
export function showTime (body, time, { from, to, day }) {
  const inside = (at) => Math.min(Math.max(at, 0), 100)
  const left = inside(across(from, time))
  const right = inside(across(to + 1, time))
  for (const range of body.querySelectorAll('.range')) {
    range.style.left = percent(left)
    range.style.width = percent(right - left)
  }
  const at = across(day + 0.5, time)
  for (const line of body.querySelectorAll('.day')) {
    line.style.left = percent(inside(at))
    line.hidden = at < 0 || at > 100
  }
  for (const one of body.querySelectorAll('.mark')) {
    one.toggleAttribute('data-out', Number(one.dataset.last) < from || Number(one.dataset.first) > to)
  }
}

/** Words of a value, for the table. */
export const value = ({ text, unit }) => [h('strong', {}, data(text)), unit ? [' ', data(unit)] : null]
