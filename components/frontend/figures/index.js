/* What was counted. Python sends the charts as a model of words and numbers; this draws them, follows the timeline
   while it is dragged, and reports which event is pressed. */
import { closestTo, h } from '../shared/dom.js'
import { applyPalette } from '../details/render.js'
import { hubFor } from '../shared/hub.js'
import { modelView } from '../shared/model-view.js'
import { page } from './charts.js'
import { ROOM } from './names.js'
import { fit, marksIn, neighbour, showTime } from './plot.js'
import { saveCsv, savePicture } from './save.js'

const STYLES = ['../shared/tokens.css', './figures.css']

export default modelView({
  name: 'figures',
  styles: STYLES.map((file) => new URL(file, import.meta.url).href),
  make (root) {
    const spoken = h('p', { role: 'status', class: 'unseen' })
    const body = h('div', { class: 'body' })
    root.append(spoken, body)
    let shown = null
    let hub = null
    let leave = () => {}
    const follow = (channel) => {
      const found = hubFor(channel)
      if (found === hub) return
      leave()
      hub = found
      leave = hub.subscribe((kind) => {
        if (kind === 'time' && shown && root.isConnected) showTime(body, shown.time, hub.time)
      })
    }
    const lay = () => { if (shown) fitAll(body, shown) }
    new ResizeObserver(lay).observe(body)
    document.fonts.ready.then(lay)
    const read = (event) => tell(body, closestTo(event, '.mark'))
    root.addEventListener('pointerover', read)
    root.addEventListener('focusin', read)
    root.addEventListener('keydown', move)
    root.addEventListener('click', (event) => keep(closestTo(event, '[data-keep]'), shown))
    return {
      ready: () => {},
      theme: (theme, { palette }) => applyPalette(root, palette, theme),
      draw (model, { first }) {
        shown = model
        follow(model.channel)
        redraw(body, model)
        lay()
        showTime(body, model.time, model.view)
        if (!first && spoken.textContent !== model.announce) spoken.textContent = model.announce
      }
    }
  }
})

/** Save the chart whose button is pressed. */
function keep (pressed, model) {
  const chart = pressed && model && model.charts.find(({ id }) => id === pressed.closest('.chart').dataset.measure)
  if (!chart) return
  if (pressed.dataset.keep === 'csv') saveCsv(chart, model.sources)
  else savePicture(chart, model.time, model.saving.credit)
}

/** Draw anew; what a person had open or focused stays where it can. */
function redraw (body, model) {
  const open = new Set([...body.querySelectorAll('details[open]')].map(({ dataset }) => dataset.key))
  const { activeElement } = body.getRootNode()
  const key = activeElement && body.contains(activeElement) ? activeElement.dataset.key : null
  body.replaceChildren(...page(model))
  for (const one of body.querySelectorAll('details')) one.open = open.has(one.dataset.key)
  const again = key && [...body.querySelectorAll('[data-key]')].find(({ dataset }) => dataset.key === key)
  if (again) again.focus({ preventScroll: true })
}

/** Lay every plot out in the room that it has, with words as wide as they are written there. */
function fitAll (body, { charts, time }) {
  const pen = document.createElement('canvas').getContext('2d')
  for (const chart of charts) {
    const field = body.querySelector(`[data-measure="${CSS.escape(chart.id)}"] .field`)
    if (!field) continue
    if (pen) pen.font = getComputedStyle(field.parentElement.querySelector('.times')).font
    fit(field, chart, time, (text) => pen ? pen.measureText(text).width : ROOM.widthOf(text))
  }
}

/** The line over a chart says what the mark under the pointer says; without one, what the chart says. */
function tell (body, mark) {
  for (const line of body.querySelectorAll('.reading')) {
    const own = mark && mark.closest('.chart') === line.closest('.chart')
    const text = own ? mark.getAttribute('aria-label') : line.dataset.own
    if (line.textContent !== text) line.textContent = text
    line.toggleAttribute('data-mark', Boolean(own))
  }
}

/** The arrow keys go from mark to mark of a chart; the others are left out of the Tab order. */
function move (event) {
  const mark = closestTo(event, '.mark')
  if (!mark) return
  const marks = marksIn(mark.closest('.plot'))
  const next = marks[neighbour(marks.indexOf(mark), event.key, marks.length)]
  if (!next) return
  event.preventDefault()
  for (const one of marks) one.tabIndex = one === next ? 0 : -1
  next.focus()
}
