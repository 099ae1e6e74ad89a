/* Who controlled a district over time, as spans of days; colours and words, nothing else. */
import { sharesOf } from '../shared/scene.js'

/**
 * @typedef {DayRange & { shares: Share[] }} Span
 */

/**
 * The control of a district of a scene over all its days; neighbours with equal shares are one, and times without a record are
 * those of the controller that stands for "not recorded".
 * @param {Segment[]} segments
 * @param {Pick<Scene, 'range' | 'unrecorded'>} scene
 */
export function spansOf (segments, { range: [first, last], unrecorded }) {
  /** @type {Span[]} */
  const spans = []
  const add = (/** @type {number} */ from, /** @type {number} */ to, /** @type {Share[]} */ shares) => {
    if (to < from) return
    const before = spans.at(-1)
    if (before && JSON.stringify(before.shares) === JSON.stringify(shares)) before.to = to
    else spans.push({ from, to, shares })
  }
  add(first, Math.min(last, (segments[0]?.from ?? last + 1) - 1), sharesOf(null, unrecorded))
  segments.forEach((segment, index) => {
    const end = index + 1 < segments.length ? segments[index + 1].from - 1 : last
    add(Math.max(first, segment.from), Math.min(last, end), sharesOf(segment, unrecorded))
  })
  return spans
}

/**
 * The shares in words: "Armenian forces", "Mostly Azerbaijan, part Armenian forces".
 * @param {Share[]} shares
 * @param {Pick<Scene, 'controllers' | 'unrecorded'>} scene
 * @param {Words} words
 */
export function sharesText (shares, { controllers, unrecorded }, words) {
  const labelOf = (/** @type {Share} */ [controller]) => controllers[controller].label
  if (shares.length === 1) return labelOf(shares[0])
  const [first, second, ...others] = shares
  if (second[0] === unrecorded) return words.say('share_unrecorded', { first: labelOf(first) })
  const text = words.say(first[1] === 'larger' ? 'share_larger' : 'share_even', { first: labelOf(first), second: labelOf(second) })
  return others.reduce((holders, other) => words.say('share_another', { holders, another: labelOf(other) }), text)
}

/**
 * Both days of a range, or its only one.
 * @param {number} from
 * @param {number} to
 * @param {Words} words
 */
export const rangeText = (from, to, words) => from === to ? words.day(from) : words.say('range', { from: words.day(from), to: words.day(to) })

/**
 * The days of a span in words: "until 1 Apr 1993", "2 Apr 1993 – 24 Nov 2020", "since 25 Nov 2020".
 * @param {Span} span
 * @param {number} index of the span among the spans
 * @param {Span[]} spans
 * @param {Words} words
 */
export function daysText (span, index, spans, words) {
  if (spans.length === 1) return ''
  if (index === 0) return words.say('until', { day: words.day(span.to) })
  if (index === spans.length - 1) return words.say('since', { day: words.day(span.from) })
  return rangeText(span.from, span.to, words)
}

/**
 * The whole history of a district in one sentence, for people who hear the page.
 * @param {string} name
 * @param {Span[]} spans
 * @param {Scene} scene
 * @param {Words} words
 */
export function historyText (name, spans, scene, words) {
  const parts = spans.map((span, index) => [sharesText(span.shares, scene, words), daysText(span, index, spans, words)].filter(Boolean).join(' '))
  return `${words.say('control_one', { name })}: ${parts.join('; ')}`
}
