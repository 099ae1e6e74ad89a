/* The drawn part of the timeline: canvas, handles, cursors, labels of the big days, captions. It keeps what it measured
   for as long as the window, the width and the filter stay, and knows nothing of acts. */
import { beginning, overlapping } from './counts.js'
import { paint } from './draw.js'
import { historyText } from './history.js'
import { layoutFor } from './layout.js'
import { clearOf, placeLandmarks, placeSliders } from './place.js'
import { barUnit, periods } from './scale.js'
import { fill } from './words.js'

const isZoomed = ({ window, first, last }) => window.from !== first || window.to !== last

/** `go(day)` is called when the label of a big day is pressed. */
export function createStage (parts, go) {
  const stage = { layout: null, unit: 'year', view: null, count: 0 }
  const kept = { bars: null, marks: null }

  /** The size is right from the first moment, before there is anything to draw. */
  stage.resize = (state) => {
    stage.layout = layoutFor(parts.root.clientWidth, state !== null && isZoomed(state))
    const { phone, plotTop, axis, strip } = stage.layout
    parts.root.dataset.size = phone ? 'phone' : 'desk'
    const edges = { top: plotTop, plot: axis - plotTop, end: strip[1] }
    for (const [name, pixels] of Object.entries(edges)) parts.root.style.setProperty(`--tl-${name}`, `${pixels}px`)
  }

  /** Draw. `world`: {state, counts, rows, selected, scene, paints, words, landmarks}. */
  stage.render = (world) => {
    const { state, counts } = world
    stage.resize(state)
    const ratio = globalThis.devicePixelRatio || 1
    const spans = world.selected === null ? world.rows : [world.rows[world.selected]]
    stage.view = { ...world, ...bars(world), layout: stage.layout, ratio, spans, unit: stage.unit }
    stage.count = overlapping(counts, state.from, state.to)
    sized(parts.canvas, parts.root.clientWidth * ratio, stage.layout.stage * ratio)
    paint(parts.canvas.getContext('2d'), stage.view)
    placeSliders(parts, stage.view, stage.count)
    marks(world)
    describe(world)
  }

  const bars = ({ state, counts }) => {
    const { window, first, last } = state
    const { plotWidth } = stage.layout
    const key = [counts, window.from, window.to, plotWidth]
    if (kept.bars && key.every((part, index) => part === kept.bars.key[index])) return kept.bars.made
    stage.unit = barUnit(window, plotWidth)
    const total = ({ from, to }) => beginning(counts, from, to)
    const found = periods(window, stage.unit, state)
    const overview = periods({ from: first, to: last }, 'year', state).map((bar) => ({ ...bar, total: total(bar) }))
    kept.bars = { key, made: { bars: found, overview, largest: Math.max(0, ...found.map(total)) } }
    return kept.bars.made
  }

  const marks = ({ state, landmarks, paints }) => {
    const key = [landmarks, paints, state.window.from, state.window.to, stage.layout.plotWidth]
    if (!kept.marks || key.some((part, index) => part !== kept.marks[index])) {
      kept.marks = key
      const context = parts.canvas.getContext('2d')
      context.font = `400 12px ${paints.font}`
      const measure = (label) => Math.ceil(context.measureText(label).width) + 2
      placeLandmarks(parts.landmarks, stage.layout.phone ? [] : landmarks, stage.view, measure, go)
    }
    clearOf(parts.landmarks, parts.day.lastElementChild)
  }

  /* Caption of the strip, and the strip in words for people who hear the page. */
  const describe = ({ state, scene, rows, selected, words }) => {
    const { caption, strip, phone } = stage.layout
    const name = selected === null ? null : scene.districts[selected].name
    const { control_all: all, control_one: one } = words.strings
    const text = name === null ? fill(all, { count: scene.districts.length }) : fill(one, { name })
    parts.footer.style.top = `${(caption ?? strip[0]) - 8}px`
    parts.caption.hidden = caption === null
    parts.caption.textContent = text
    parts.unzoom.hidden = phone || !isZoomed(state)
    const said = name === null ? text : historyText(name, rows[selected], scene.controllers, words)
    if (parts.canvas.getAttribute('aria-label') !== said) parts.canvas.setAttribute('aria-label', said)
  }

  return stage
}

function sized (canvas, width, height) {
  const size = [Math.round(width), Math.round(height)]
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size
}
