/* The numbers that sources give for one thing, on one scale that starts at zero. */
import { data, h } from '../shared/dom.js'

const LETTER_PX = 6.6
const GAP_PX = 10
/* The panel at its narrowest: what is apart there is apart everywhere. */
const NARROWEST_PX = 290

/** A lane for each label, so that none covers another: labels are put in the lowest lane that is free.
    A label stands above its mark, as far to the left as its mark is to the right: at 0 % it begins there, at 100 %
    it ends there, so that none leaves the picture, however wide that is. `marks` are {at: percent, length: letters}. */
export function lanes (marks, width) {
  const ends = []
  const placed = new Array(marks.length)
  const order = marks.map((mark, index) => index).sort((one, other) => marks[one].at - marks[other].at)
  for (const index of order) {
    const { at, length } = marks[index]
    const size = Math.min(length * LETTER_PX, width)
    const left = at / 100 * (width - size)
    let lane = ends.findIndex((end) => left >= end + GAP_PX)
    if (lane < 0) lane = ends.push(0) - 1
    ends[lane] = left + size
    placed[index] = { lane, left, size }
  }
  return placed
}

/** The chart; every number of it is also written in the cards below it. */
export function rangeChart (model, width = NARROWEST_PX) {
  const { marks, others, ticks } = model
  const middle = (mark) => (mark.low + mark.high) / 2
  const places = lanes(marks.map((mark) => ({ at: middle(mark), length: label(mark).length })), width)
  const lanesUsed = Math.max(...places.map(({ lane }) => lane)) + 1
  const low = Math.min(...marks.map((mark) => mark.low))
  const high = Math.max(...marks.map((mark) => mark.high))
  return h('figure', { class: 'picture' },
    h('div', { class: 'plot', 'aria-hidden': 'true', style: { '--lanes': String(lanesUsed) } },
      marks.map((mark, index) => [
        h('span', { class: 'stem', style: { left: `${middle(mark)}%`, '--lane': String(places[index].lane) } }),
        h('span', { class: 'mark-label', style: { left: `${middle(mark)}%`, transform: `translateX(-${middle(mark)}%)`, '--lane': String(places[index].lane) } },
          h('strong', {}, data(mark.text)), ' ', mark.voices)
      ]),
      model.spread && h('span', { class: 'spread', style: { left: `${low}%`, width: `${high - low}%` } }),
      marks.map((mark) => mark.high > mark.low
        ? h('span', { class: 'bar', style: { left: `${mark.low}%`, width: `${mark.high - mark.low}%` } })
        : h('span', { class: 'dot', 'data-bound': mark.bound, style: { left: `${mark.low}%` } })),
      h('span', { class: 'axis' }),
      others.map((mark) => h('span', { class: 'dot hollow', style: { left: `${middle(mark)}%` } })),
      ticks.map(({ at, text }, index) => h('span', { class: 'tick', 'data-end': index === 0 ? 'start' : at >= 99.9 ? 'end' : null, style: { left: `${at}%` } }, text))),
    others.map((mark) => h('figcaption', {}, h('span', { class: 'dot hollow still', 'aria-hidden': 'true' }), data(mark.words))))
}

function label (mark) {
  return `${mark.text} ${mark.voices}`
}
