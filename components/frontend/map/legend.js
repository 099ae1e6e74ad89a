/* The legend: who held the districts on the day, counted, and what the marks mean. One line on small maps. */
import { kindIn } from './cell-counts.js'
import { discSamples } from './cell-marks.js'
import { dottedRing, sharesOn } from './districts.js'
import { button, contextOf, entitle, h, lineIcon, write } from '../shared/dom.js'
import { fillKey, stripesOf } from '../shared/control-fills.js'
import { paintEvidence } from './event-marks.js'

/** Count the districts of a day: those held whole by each controller, those in part, and the commonest part. */
export function countHolders (districts, day, controllerCount) {
  const whole = new Array(controllerCount).fill(0)
  const mixes = new Map()
  let inPart = 0
  let pale = false
  districts.segments.forEach((_, position) => {
    const shares = sharesOn(districts, position, day)
    if (shares.some(([controller]) => controller === districts.unrecorded)) pale = true
    if (shares.length === 1) { whole[shares[0][0]]++; return }
    inPart++
    const key = fillKey(shares)
    const mix = mixes.get(key) ?? { shares, count: 0 }
    mix.count++
    mixes.set(key, mix)
  })
  const [commonest] = [...mixes.values()].sort((one, other) => other.count - one.count)
  return { whole, inPart, pale, mix: commonest ? commonest.shares : null }
}

/** Positions of the controllers that hold something, without the one that stands for "not recorded". */
export const recordedHolders = ({ controllers, unrecorded }) => [...controllers.keys()].filter((at) => at !== unrecorded)

/** CSS background of shares: a colour, or stripes leaning as on the map. */
export function swatchOf (shares, colours) {
  if (shares.length === 1) return colours[shares[0][0]]
  let at = 0
  const stops = stripesOf(shares).map(({ controller, width }) => {
    const from = at
    at += width * 0.6
    return `${colours[controller]} ${from.toFixed(1)}px ${at.toFixed(1)}px`
  })
  return `repeating-linear-gradient(-45deg, ${stops.join(', ')})`
}

/** Make the legend; `update(shared, days, range, near)` follows the day or the two days compared, the range of the events,
    the scene, the theme, and whether the map is seen from near. `folded`: a line until it is opened. */
export function createLegend (words, folded = false) {
  const root = h('section', { class: 'stage-box stage-legend' })
  root.setAttribute('aria-label', words.say('legend.label'))
  const line = button({ class: 'stage-legend-line', title: words.say('legend.open') }) // Its name is what it shows.
  line.setAttribute('aria-expanded', 'false')
  const full = h('div', { class: 'stage-legend-full' })
  root.append(line, full)
  const narrow = globalThis.matchMedia('(max-width: 759px), (max-height: 439px)') // It would lie over the districts.
  let open = !folded && !narrow.matches
  let parts = null
  let built = ''

  function show () {
    root.classList.toggle('is-open', open)
    line.setAttribute('aria-expanded', String(open))
  }
  function toggle (now) {
    open = now
    show()
    const focus = open ? full.querySelector('button') : line
    focus?.focus({ preventScroll: true })
  }
  line.addEventListener('click', () => toggle(true))
  narrow.addEventListener('change', () => { open = !folded && !narrow.matches; show() })
  show()

  function update (shared, days, range, near = false) {
    const key = `${shared.scene.version}/${shared.theme}`
    if (key !== built) {
      built = key
      parts = build(shared, full, words, () => toggle(false))
    }
    const { controllers } = shared.palette
    const holders = days.map((day) => countHolders(shared.districts, day, controllers.length))
    const mix = holders.map((held) => held.mix).findLast(Boolean)
    const [first, last] = days.map(words.day)
    const title = days.length > 1 ? words.say('legend.held.both', { first, last }) : words.say('legend.held', { day: first })
    write(parts.title, words.upper(title))
    parts.title.setAttribute('aria-label', title) // Capitals are for the eye: a word of three is spelled.
    if (range) write(parts.range, words.say('legend.range', { first: words.day(range.from), last: words.day(range.to) }))
    for (const entry of parts.rows) setRow(entry, holders.map(({ whole }) => whole[entry.controller]), words)
    setRow(parts.part, holders.map(({ inPart }) => inPart), words)
    if (mix) parts.part.swatch.style.background = swatchOf(mix, controllers)
    const unrecorded = holders.map(({ whole }) => whole[shared.districts.unrecorded])
    parts.unrecorded.root.hidden = !unrecorded.some(Boolean)
    if (parts.unrecorded.root.hidden) write(parts.unrecorded.number, '')
    else setRow(parts.unrecorded, unrecorded, words)
    parts.part.root.hidden = parts.rows.length === 0
    parts.edge.hidden = !near || !mix
    parts.pale.hidden = !holders.some(({ pale }) => pale) || !parts.unrecorded.root.hidden
    updateLine(line, shared, holders, mix, words)
  }

  return { root, update }
}

function setRow ({ root, number }, counts, words) {
  write(number, counts.map(words.number).join(' → '))
  root.classList.toggle('is-none', counts.every((count) => count === 0))
}

function row (label, background) {
  const root = h('li', { class: 'stage-legend-row' })
  const swatch = h('span', { class: 'stage-swatch', style: { background } })
  const number = h('span', { class: 'stage-legend-number' })
  root.append(swatch, h('span', { class: 'stage-legend-text' }, label), number)
  return { root, swatch, number }
}

function build ({ scene, cells, palette, districts, tokens }, full, words, close) {
  full.replaceChildren()
  const head = h('div', { class: 'stage-legend-head' })
  const title = h('h2', { class: 'stage-eyebrow' })
  const closer = entitle(button({ class: 'stage-legend-close' }), words.say('legend.close'))
  closer.append(lineIcon(['M5 8l5 5 5-5']))
  closer.addEventListener('click', close)
  head.append(title, h('span', { class: 'stage-legend-unit' }, words.say('legend.districts')), closer)
  const list = h('ul', { class: 'stage-legend-list' })
  const rows = recordedHolders(scene).map((at) => ({ controller: at, ...row(scene.controllers[at].label, palette.controllers[at]) }))
  const [larger, smaller = larger] = recordedHolders(scene)
  const striped = [[larger ?? districts.unrecorded, 'larger'], [smaller ?? districts.unrecorded, 'smaller']]
  const part = row(words.say('legend.part'), swatchOf(striped, palette.controllers))
  const pale = row(words.say('legend.pale'), palette.controllers[districts.unrecorded]).root
  const unrecorded = row(scene.controllers[districts.unrecorded].label, palette.controllers[districts.unrecorded])
  const edge = edgeRow(striped, palette, words)
  list.append(...rows.map(({ root }) => root), part.root, edge, unrecorded.root, pale)
  const eyebrow = (key) => h('h2', { class: 'stage-eyebrow', 'aria-label': words.say(key) }, words.upper(words.say(key)))
  full.append(head, list)
  if (cells) full.append(eyebrow(cellsKey(scene)), cellSigns({ scene, cells, palette, tokens, words }))
  const range = h('p', { class: 'stage-legend-range' })
  full.append(range, eyebrow('legend.evidence'), evidenceList(scene, tokens), signList(scene, palette, tokens, words))
  return { title, range, rows, part, edge, unrecorded, pale }
}

/* How a district held in part looks from near. */
function edgeRow (shares, { controllers }, words) {
  const [one, other] = shares.map(([controller]) => controllers[controller])
  const root = h('li', { class: 'stage-legend-row' })
  root.append(h('span', { class: 'stage-swatch stage-swatch-edge', style: { 'border-color': `${one} ${other}` } }), h('span', { class: 'stage-legend-text' }, words.say('legend.edge')))
  return root
}

/** The words for discs: what they count, and by which time. */
export const cellsKey = ({ events }) => events.cells.bin ? `legend.cells.${events.cells.bin}` : 'legend.cells'

/* The sizes of the discs, and the kinds of events in their rings. */
function cellSigns ({ scene, cells, palette, tokens, words }) {
  const root = h('div', { class: 'stage-legend-cells' })
  const samples = discSamples({ tokens, words }, globalThis.innerWidth)
  const canvas = painted(samples.width + 2, samples.height + 4, (context) => {
    context.translate(1, 0)
    samples.paint(context, samples.height / 2 + 1)
  })
  const list = h('ul')
  for (const kind of cells.kinds) {
    const { label, colour } = kindIn(kind, scene, palette)
    list.append(row(label, colour).root)
  }
  root.append(canvas, list)
  return root
}

function evidenceList ({ evidence }, tokens) {
  const list = h('ul', { class: 'stage-legend-evidence' })
  for (const { id, label } of evidence) {
    const entry = h('li', { class: 'stage-legend-row' })
    entry.append(sign((context) => paintEvidence(context, 9, 9, 6.3, id, tokens.ink2)), h('span', { class: 'stage-legend-text' }, label))
    list.append(entry)
  }
  return list
}

function signList (scene, palette, tokens, words) {
  const list = h('ul', { class: 'stage-legend-signs' })
  const within = h('li', { class: 'stage-legend-row' })
  within.append(sign((context) => dottedRing(context, 9, 9, 5.6, 1.5, 12, tokens.ink2)), h('span', { class: 'stage-legend-text' }, words.say('legend.within')))
  list.append(within)
  for (const { name, outlined, seat } of scene.districts) {
    if (outlined || !seat) continue
    const entry = h('li', { class: 'stage-legend-row' })
    entry.append(sign((context) => {
      context.fillStyle = palette.controllers[0]
      context.beginPath()
      context.arc(9, 9, 5, 0, 2 * Math.PI)
      context.fill()
      dottedRing(context, 9, 9, 7.2, 1.5, 14, tokens.ink)
    }), h('span', { class: 'stage-legend-text' }, words.say('legend.seat', { district: name })))
    list.append(entry)
  }
  return list
}

/** A small canvas drawn by the code that draws the map. */
const sign = (paint) => painted(18, 18, paint, 'stage-sign')

function painted (width, height, paint, className = '') {
  const ratio = Math.min(3, globalThis.devicePixelRatio || 1)
  const canvas = h('canvas', { class: className })
  canvas.width = Math.ceil(width * ratio)
  canvas.height = Math.ceil(height * ratio)
  canvas.style.width = `${width}px`
  canvas.style.height = `${height}px`
  canvas.setAttribute('aria-hidden', 'true')
  const context = contextOf(canvas)
  context.scale(ratio, ratio)
  paint(context)
  return canvas
}

function updateLine (line, { scene, palette }, holders, mix, words) {
  const held = (at) => holders.some(({ whole }) => whole[at])
  const entries = scene.controllers.flatMap(({ label }, at) => held(at) ? [{ label, shares: [[at, 'whole']] }] : [])
  if (mix) entries.push({ label: words.say('legend.part.short'), shares: mix })
  const key = JSON.stringify([entries, palette.controllers])
  if (line.dataset.key === key) return
  line.dataset.key = key
  line.replaceChildren(...entries.map(({ label, shares }) => {
    const swatch = h('span', { class: 'stage-swatch', style: { background: swatchOf(shares, palette.controllers) } })
    return h('span', { class: 'stage-legend-item' }, swatch, h('span', {}, label))
  }), lineIcon(['M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15', 'M10 9v5', 'M10 6v.6']))
}
