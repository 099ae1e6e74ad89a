/* Put the elements over the canvas in their places and say what they stand for. */
import { button, h } from '../shared/dom.js'
import { placeLabels, xOf } from './time-scale.js'

const EDGE = 8

/** Width of a handle, in pixels. */
const HANDLE = 24

/** Handles, cursors and their labels. `view` as for draw.js; `count` is the number of events in the range. */
export function placeSliders (parts, view, count) {
  const { layout, state, words } = view
  const x = (day) => layout.padding + xOf(state.window, layout.plotWidth, day)
  const seen = (at) => at >= layout.padding - 1 && at <= layout.padding + layout.plotWidth + 1
  const at = { from: x(state.from), to: x(state.to + 1), day: x(state.day + 0.5) }
  if (state.compare !== null) at.compare = x(state.compare + 0.5)
  for (const part of ['from', 'to', 'day', 'compare']) {
    const slider = parts[part]
    slider.hidden = at[part] === undefined || !seen(at[part])
    if (slider.hidden) continue
    slider.style.transform = `translateX(${round(at[part], view.ratio)}px)`
    const day = words.date(state[part], 'long')
    announce(slider, state, state[part], view.told?.place ? day : words.say('spoken', { day, events: words.count('events', count) }))
  }
  parts.day.classList.toggle('is-beside', ['from', 'to'].some((end) => Math.abs(at[end] - at.day) < HANDLE))
  for (const part of ['day', 'compare']) placePill(parts[part], at[part], layout, words.date(state[part] ?? state.day))
}

const round = (value, ratio) => Math.round(value * ratio) / ratio

function announce (slider, { first, last }, day, text) {
  slider.setAttribute('aria-valuemin', first)
  slider.setAttribute('aria-valuemax', last)
  slider.setAttribute('aria-valuenow', day)
  slider.setAttribute('aria-valuetext', text)
}

/* The label stays inside the component where its line stands near an edge. */
function placePill (slider, at, layout, text) {
  const pill = slider.lastElementChild
  pill.textContent = text
  if (slider.hidden) return
  const half = pill.offsetWidth / 2
  const width = layout.plotWidth + 2 * layout.padding
  const shift = Math.min(Math.max(0, half + EDGE / 2 - at), Math.max(0, half)) - Math.max(0, at + half + EDGE / 2 - width)
  pill.style.transform = `translateX(calc(-50% + ${shift}px))`
}

/** Buttons for the big days in view, those that would touch left out; `go(day)` when one is pressed. */
export function placeLandmarks (holder, landmarks, view, measure, go) {
  const { layout, state, words } = view
  const width = layout.plotWidth
  const inside = landmarks.filter(({ day }) => day >= state.window.from && day <= state.window.to)
  const labels = inside.map(({ day, label }) => ({ x: xOf(state.window, width, day + 0.5), width: measure(label) }))
  const placed = placeLabels(labels, width)
  holder.replaceChildren(...placed.map(({ index, left, right }) => {
    const { day, label } = inside[index]
    const line = h('span', { class: 'tl-mark-line', style: { left: `${labels[index].x - left}px` } })
    const mark = button({ class: 'tl-mark', title: words.date(day) }, h('span', { class: 'tl-mark-text' }, label), line)
    mark.style.left = `${layout.padding + left}px`
    mark.style.width = `${right - left}px`
    mark.addEventListener('click', () => go(day))
    return mark
  }))
}

/** Hide the labels that lie under the day's own. */
export function clearOf (holder, pill) {
  const box = pill.getBoundingClientRect()
  const boxes = [...holder.children].map((mark) => mark.getBoundingClientRect())
  boxes.forEach((mark, index) => {
    const covered = box.width > 0 && mark.left < box.right + EDGE && mark.right > box.left - EDGE
    holder.children[index].classList.toggle('tl-covered', covered)
  })
}
