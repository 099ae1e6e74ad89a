/* Who controlled a district over time, as spans of days; colours and words, nothing else. */
import { fill } from './words.js'

/** Segments of a district as [{from, to, shares}] until `last`; neighbours with equal shares are one. */
export function spansOf (segments, last) {
  const spans = []
  segments.forEach((segment, index) => {
    const to = index + 1 < segments.length ? segments[index + 1].from - 1 : last
    const before = spans[spans.length - 1]
    if (before && JSON.stringify(before.shares) === JSON.stringify(segment.shares)) before.to = to
    else spans.push({ from: segment.from, to, shares: segment.shares })
  })
  return spans
}

/** The shares in words: "Armenian forces", "Mostly Azerbaijan, part Armenian forces". */
export function sharesText (shares, controllers, strings) {
  const [first, second] = shares.map(([code]) => controllers[code])
  if (!second) return first.label
  if (second.id === 'unrecorded') return fill(strings.share_unrecorded, { first: first.label })
  const sentence = shares[0][1] === 'larger' ? strings.share_larger : strings.share_even
  return fill(sentence, { first: first.label, second: second.label })
}

/** The days of a span in words: "until 1 Apr 1993", "2 Apr 1993 – 24 Nov 2020", "since 25 Nov 2020". */
export function daysText (span, index, spans, words) {
  if (spans.length === 1) return ''
  if (index === 0) return fill(words.strings.until, { day: words.date(span.to) })
  if (index === spans.length - 1) return fill(words.strings.since, { day: words.date(span.from) })
  return words.range(span.from, span.to)
}

/** The whole history of a district in one sentence, for people who hear the page. */
export function historyText (name, spans, controllers, words) {
  const parts = spans.map((span, index) => [sharesText(span.shares, controllers, words.strings), daysText(span, index, spans, words)].filter(Boolean).join(' '))
  return `${fill(words.strings.control_one, { name })}: ${parts.join('; ')}`
}

/** Widths in pixels of the first and second stripe: more for the larger share. */
export const stripeWidths = (shares) => shares[0][1] === 'larger' ? [8, 4] : [6, 6]
