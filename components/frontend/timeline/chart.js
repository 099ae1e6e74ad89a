/* The drawn part of the timeline: canvas, handles, cursors, labels of the big days, captions. It keeps what it measured
   for as long as the window, the width and the filter stay, and knows nothing of acts. */
import { contextOf } from '../shared/dom.js'
import { beginning, overlapping } from './event-counts.js'
import { paint } from './canvas.js'
import { historyText } from './control-history.js'
import { layoutFor, smallLayout } from './layout.js'
import { clearOf, placeLandmarks, placeSliders } from './handles.js'
import { placeSteps } from './steps.js'
import { barUnit, periods } from './time-scale.js'

const isZoomed = ({ window, first, last }) => window.from !== first || window.to !== last

/** `go(day)` is called when the label of a big day is pressed, `turn(step)` when a story's dot is; `small`: in a frame of
    somebody else's page. */
export function createChart (parts, go, turn, small = false) {
  const widthNow = () => parts.chart.clientWidth
  const chart = { layout: layoutFor(0, false), isOne: false, unit: /** @type {CalendarUnit} */ ('year'), view: /** @type {any} */ (null), count: 0, resize, render }
  const kept = { bars: /** @type {{ key: any[], made: any } | null} */ (null), marks: /** @type {any[] | null} */ (null), told: /** @type {any} */ (null) }

  /** The size is right from the first moment, before there is anything to draw. */
  function resize (state, told = kept.told) {
    kept.told = told
    chart.layout = small
      ? smallLayout(widthNow(), parts.root.clientWidth, chart.isOne)
      : layoutFor(widthNow(), state !== null && isZoomed(state), told !== null)
    const { phone, plotTop, pill, axis, strip } = chart.layout
    parts.root.dataset.size = small ? 'small' : phone ? 'phone' : 'desk'
    parts.root.classList.toggle('tl-told', told !== null)
    const edges = { '--tl-pill': pill, '--tl-top': plotTop, '--tl-plot': axis - plotTop, '--tl-end': strip[1] }
    for (const [name, pixels] of Object.entries(edges)) parts.root.style.setProperty(name, `${pixels}px`)
  }

  /** Draw. `world`: {state, counts, rows, selected, scene, paints, words, landmarks, told}. */
  function render (world) {
    const { state, counts } = world
    chart.isOne = world.selected !== null
    chart.resize(state, world.told)
    const ratio = globalThis.devicePixelRatio || 1
    const spans = world.selected === null ? world.rows : [world.rows[world.selected]]
    chart.view = { ...world, ...bars(world), layout: chart.layout, ratio, spans, unit: chart.unit }
    chart.count = overlapping(counts, state.from, state.to)
    sized(parts.canvas, widthNow() * ratio, chart.layout.chartHeight * ratio)
    paint(contextOf(parts.canvas), chart.view)
    placeSliders(parts, chart.view, chart.count)
    marks(world)
    placeSteps(parts.steps, world.told, chart.view, turn)
    describe(world)
  }

  const bars = ({ state, counts }) => {
    const { window, first, last } = state
    const { plotWidth } = chart.layout
    const key = [counts, window.from, window.to, plotWidth]
    if (kept.bars?.key.every((part, index) => part === key[index])) return kept.bars.made
    chart.unit = barUnit(window, plotWidth)
    const total = ({ from, to }) => beginning(counts, from, to)
    const found = periods(window, chart.unit, state)
    const overview = periods({ from: first, to: last }, 'year', state).map((bar) => ({ ...bar, total: total(bar) }))
    const made = { bars: found, overview, largest: Math.max(0, ...found.map(total)) }
    kept.bars = { key, made }
    return made
  }

  const marks = ({ state, landmarks, paints, told }) => {
    const key = [landmarks, paints, told, state.window.from, state.window.to, chart.layout.plotWidth]
    if (!kept.marks?.every((part, index) => part === key[index])) {
      kept.marks = key
      const context = contextOf(parts.canvas)
      context.font = `400 12px ${paints.font}`
      const measure = (label) => Math.ceil(context.measureText(label).width) + 2
      placeLandmarks(parts.landmarks, chart.layout.phone || told ? [] : landmarks, chart.view, measure, go)
    }
    clearOf(parts.landmarks, parts.day.lastElementChild)
  }

  /* Caption of the strip, and the strip in words for people who hear the page. */
  const describe = ({ state, scene, rows, selected, words }) => {
    const { caption, strip, phone } = chart.layout
    const name = selected === null ? null : scene.districts[selected].name
    const text = name === null ? words.say('control_all', { count: scene.districts.length }) : words.say('control_one', { name })
    parts.footer.style.top = `${(caption ?? strip[0]) - 8}px`
    parts.caption.hidden = caption === null
    parts.caption.textContent = text
    parts.unzoom.hidden = phone || !isZoomed(state)
    const spoken = name === null ? text : historyText(name, rows[selected], scene, words)
    if (parts.canvas.getAttribute('aria-label') !== spoken) parts.canvas.setAttribute('aria-label', spoken)
  }

  return chart
}

function sized (canvas, width, height) {
  const size = [Math.round(width), Math.round(height)]
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size
}
