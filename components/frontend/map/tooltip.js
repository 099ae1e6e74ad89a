/* The hover note: what is under the pointer, in words. Text only. */
import { h } from '../shared/dom.js'
import { eventsOfMark } from './event-index.js'
import { daysOf, segmentAt } from '../shared/scene.js'

const LISTED = 4

/**
 * @typedef {{ text: string, kind: 'title' | 'meta' | 'line' }} Line
 */

/**
 * Lines of the note for a hit of a day layer.
 * @param {Hit} hit
 * @param {Pick<MapState, 'scene' | 'words'>} shared
 * @param {DayLayer} layer
 * @returns {Line[]}
 */
export function describe (hit, { scene, words }, layer) {
  if (hit.kind === 'event') return describeEvent(hit.event, scene, words)
  if (hit.kind === 'mark') return describeMark(hit.mark, scene, words, layer.events())
  if (hit.kind === 'cell') return describeCell(hit.mark, scene, words, layer.categoriesOf(hit.mark))
  const { name, segments } = scene.districts[hit.position]
  if (hit.kind === 'chip') {
    return [
      { kind: 'title', text: name },
      { kind: 'meta', text: words.count('within', layer.stats?.inDistrict[hit.position] ?? 0) }
    ]
  }
  const segment = layer.time && segmentAt(segments, layer.time.day)
  return [{ kind: 'title', text: name }, { kind: 'meta', text: segment?.text || words.say('district.unrecorded') }]
}

/** @returns {Line[]} */
function describeEvent (index, scene, words) {
  const { category, evidence } = scene.columns
  const when = words.span(...daysOf(scene, index))
  const kind = scene.categories[category[index]].label
  const evidenceLabel = scene.evidence[evidence[index]].label
  return [
    { kind: 'title', text: scene.events.titles?.[index] ?? kind },
    { kind: 'meta', text: [when, scene.events.places?.[index]].filter(Boolean).join(' · ') },
    { kind: 'meta', text: `${kind} · ${evidenceLabel}` }
  ]
}

/** @returns {Line[]} */
function describeMark (mark, scene, words, slate) {
  /** @type {Line[]} */
  const lines = [{ kind: 'title', text: words.count('events', mark.count) }]
  if (mark.dense || !scene.events.titles) {
    scene.groups.forEach(({ label }, group) => {
      if (mark.families[group]) lines.push({ kind: 'meta', text: `${label}: ${words.number(mark.families[group])}` })
    })
    return lines
  }
  const events = eventsOfMark(slate, mark)
  for (const index of events.slice(0, LISTED)) lines.push({ kind: 'line', text: scene.events.titles[index] })
  if (events.length > LISTED) lines.push({ kind: 'meta', text: words.count('more', events.length - LISTED) })
  return lines
}

/** @returns {Line[]} */
function describeCell ({ count }, scene, words, categories) {
  const present = scene.categories.map(({ label }, at) => ({ label, count: categories[at] }))
    .filter((entry) => entry.count)
    .sort((one, other) => other.count - one.count)
  const rest = present.slice(LISTED).reduce((sum, entry) => sum + entry.count, 0)
  return [
    { kind: 'title', text: words.count('events', count) },
    ...present.slice(0, LISTED).map((entry) => ({ kind: 'meta', text: `${entry.label}: ${words.number(entry.count)}` })),
    ...rest ? [{ kind: 'meta', text: words.count('more', rest) }] : []
  ]
}

/** Make the note; `show(lines, x, y)` in pixels of the container, `hide()`. */
export function createTooltip (container) {
  const root = h('div', { class: 'stage-tooltip' })
  root.hidden = true
  root.setAttribute('aria-hidden', 'true')
  container.append(root)
  let key = ''

  function show (lines, x, y) {
    const now = JSON.stringify(lines)
    if (now !== key) {
      key = now
      root.replaceChildren(...lines.map(({ kind, text }) => h('div', { class: `stage-tooltip-${kind}` }, text)))
    }
    root.hidden = false
    const { clientWidth, clientHeight } = container
    const left = x + 14 + root.offsetWidth > clientWidth ? x - 14 - root.offsetWidth : x + 14
    const top = y + 14 + root.offsetHeight > clientHeight ? y - 10 - root.offsetHeight : y + 14
    root.style.transform = `translate(${Math.round(Math.max(4, left))}px, ${Math.round(Math.max(4, top))}px)`
  }

  return { show, hide: () => { root.hidden = true } }
}
