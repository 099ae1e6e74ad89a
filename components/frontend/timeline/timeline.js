/* One timeline: its state, what it is told, what it tells, and when it is drawn. */
import { hubFor } from '../shared/hub.js'
import { decodeMask } from '../shared/scene.js'
import { themeOf, watchTheme } from '../shared/theme.js'
import { watchControls, writeControls, writeFigures } from './controls.js'
import { build } from './dom.js'
import { beginning, countEvents, neighbouringEvent, overlapping } from './counts.js'
import { paint, paintsFor } from './draw.js'
import { historyText, spansOf } from './history.js'
import { sliderAct, stepped, zoomAct } from './keys.js'
import { layoutFor } from './layout.js'
import { createLink } from './link.js'
import { initial, reduce } from './model.js'
import { clearOf, placeLandmarks, placeSliders } from './place.js'
import { createPlayer } from './play.js'
import { watchPointer } from './pointer.js'
import { barUnit, periods } from './scale.js'
import { adoptStyles } from './styles.js'
import { showTip, tipAt } from './tip.js'
import { fill, wordsFor } from './words.js'

const browserClock = {
  now: () => performance.now(),
  later: (callback, ms) => setTimeout(callback, ms),
  cancel: (handle) => clearTimeout(handle),
  frame: (callback) => requestAnimationFrame(callback)
}
const TIME = ['day', 'from', 'to', 'compare']

export function createTimeline (parent, component) {
  const timeline = new Timeline(parent, component)
  return { update: (args) => timeline.update(args), destroy: () => timeline.destroy() }
}

class Timeline {
  constructor (parent, { data }) {
    this.parts = build()
    this.parts.root.classList.add('tl-waiting', 'tl-unstyled')
    this.parts.root.style.cssText = 'min-height: 170px; visibility: hidden'
    parent.append(this.parts.root)
    this.state = null
    this.seen = {}
    this.hub = hubFor(data.channel)
    this.link = createLink({ hub: this.hub, clock: browserClock, send: (time) => this.component.setTriggerValue('commit', time) })
    this.player = createPlayer({
      store: this,
      nextEvent: (day) => neighbouringEvent(this.counts, day, 1),
      reduced: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
      ended: () => this.stop()
    })
    this.stopHub = this.hub.subscribe((kind) => { if (kind === 'scene') this.meet() })
    this.stopTheme = watchTheme(parent.host ?? parent, () => this.retheme())
    this.sizes = new ResizeObserver(() => this.draw())
    this.sizes.observe(this.parts.root)
    this.fonts = () => this.draw()
    document.fonts.addEventListener('loadingdone', this.fonts)
    adoptStyles(parent).then(() => {
      this.parts.root.classList.remove('tl-unstyled')
      this.parts.root.removeAttribute('style')
      this.retheme()
    })
    watchControls(this.parts, this)
    watchPointer(this.parts.stage, this.pointerHost())
    this.parts.root.addEventListener('keydown', (event) => this.key(event))
  }

  /** Streamlit ran again: new data, new setters. */
  update (component) {
    this.component = component
    this.data = component.data
    this.words = wordsFor(this.data.strings, this.data.locale)
    if (!this.hub.live && !this.toldSlow) {
      this.toldSlow = true
      component.setStateValue('live', false)
    }
    const { view } = this.data
    if (this.link.adopts(view) && this.state) this.dispatch({ type: 'view', ...view, jumps: this.jumps() }, false)
    this.meet()
    this.tellView()
  }

  /* The map gets Python's view, but with the time as it is under the person's hand. */
  tellView () {
    const time = this.state ? Object.fromEntries(TIME.map((name) => [name, this.state[name]])) : {}
    this.hub.setView({ ...this.data.view, ...time, theme: this.theme ?? themeOf(this.themed()) })
  }

  themed () { return this.parts.root.getRootNode().host ?? this.parts.root }

  retheme () {
    const theme = themeOf(this.themed())
    const changed = theme !== this.theme
    this.theme = theme
    this.parts.root.dataset.theme = theme
    this.paints = this.scene ? paintsFor(this.parts.root, this.scene, theme) : null
    if (changed && this.data) this.tellView()
    this.draw()
  }

  /* Take in the scene and the filter, each only when it is new. */
  meet () {
    const { scene } = this.hub
    if (!scene || !this.data) return
    if (scene !== this.scene) {
      this.scene = scene
      this.seen = {}
      this.state = initial(scene.range, this.data.view, this.jumps())
      this.rows = scene.districts.map(({ segments }) => spansOf(segments, scene.range[1]))
      this.paints = paintsFor(this.parts.root, scene, themeOf(this.themed()))
      this.parts.root.classList.remove('tl-waiting')
    }
    const { mask, district } = this.data.view
    if (mask !== this.seen.mask) {
      this.counts = countEvents(scene.columns, decodeMask(mask), scene.categories.length, scene.range)
      this.seen.mask = mask
      this.seen.unit = null
    }
    const position = scene.districts.findIndex(({ id }) => id === district)
    this.selected = position < 0 ? null : position
    writeControls(this.parts, this)
    this.draw()
  }

  jumps () {
    const [first, last] = this.hub.scene.range
    const inside = (day) => Math.min(Math.max(day, first), last)
    return this.data.jumps.map((jump) => ({ ...jump, from: inside(jump.from ?? first), to: inside(jump.to ?? last) }))
  }

  /** Change the state; `tells`: the map follows at once. */
  dispatch (act, tells = true) {
    const before = this.state
    this.state = reduce(before, act)
    if (this.state === before) return
    if (tells && TIME.some((name) => this.state[name] !== before[name])) this.link.live(this.state)
    this.draw()
  }

  commit () { this.link.commit(this.state) }

  toggle () { if (this.state.playing) this.stop(); else this.player.start() }

  stop () {
    if (!this.state?.playing) return
    this.player.stop()
    this.commit()
  }

  step (way) {
    this.stop()
    const day = stepped(this.state.day, this.state.unit, way, (from, sign) => neighbouringEvent(this.counts, from, sign), this.state)
    this.dispatch({ type: 'step', day })
    this.link.commitSoon(this.state)
  }

  jump ({ from, to }) {
    this.stop()
    this.dispatch({ type: 'jump', from, to })
    this.commit()
  }

  go (day) {
    this.stop()
    this.dispatch({ type: 'move', part: 'day', day, grow: false })
    this.commit()
  }

  /** Choose a unit, a speed or a way to play; what is playing goes on with it. */
  choose (name, value) {
    const playing = this.state.playing
    if (playing) this.player.stop()
    this.dispatch({ type: 'choose', name, value })
    if (playing) this.player.start()
  }

  compare () {
    this.dispatch({ type: 'compare' })
    this.commit()
  }

  key (event) {
    if (!this.state || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return this.stop()
    if (event.target.closest('select')) return
    if (event.key === ' ') {
      if (event.target.closest('button')) return
      event.preventDefault()
      return this.toggle()
    }
    const part = event.target.closest('[data-part]')?.dataset.part
    const neighbour = (day, sign) => neighbouringEvent(this.counts, day, sign)
    const act = (part && sliderAct(event, part, this.state, neighbour)) || zoomAct(event, this.state)
    if (!act) return
    event.preventDefault()
    this.stop()
    this.dispatch(act)
    if (act.type === 'move') this.link.commitSoon(this.state)
  }

  pointerHost () {
    const { root } = this.parts
    return {
      state: () => this.state,
      layout: () => this.layout,
      unit: () => this.unit,
      rows: () => this.selected === null ? this.rows.length : 1,
      hasEvents: ({ from, to }) => beginning(this.counts, from, to) > 0,
      dispatch: (act) => this.dispatch(act),
      commit: () => this.commit(),
      stop: () => this.player.stop(),
      pick: (row) => this.component.setTriggerValue('pick', { district: this.scene.districts[row].id }),
      hover: (point) => { if (this.view) showTip(this.parts.tip, point && tipAt(this.view, point), point, this.layout) },
      began: (part) => { root.dataset.dragging = part },
      ended: () => { delete root.dataset.dragging }
    }
  }

  draw () {
    if (this.drawing || !this.state || !this.paints) return
    this.drawing = true
    requestAnimationFrame(() => {
      this.drawing = false
      if (this.parts.root.isConnected) this.render()
    })
  }

  render () {
    const { parts, state, words } = this
    const width = parts.root.clientWidth
    const zoomed = state.window.from !== state.first || state.window.to !== state.last
    this.layout = layoutFor(width, zoomed)
    this.measureBars()
    const edges = { top: this.layout.plotTop, plot: this.layout.axis - this.layout.plotTop, end: this.layout.strip[1] }
    for (const [name, pixels] of Object.entries(edges)) parts.root.style.setProperty(`--tl-${name}`, `${pixels}px`)
    const ratio = globalThis.devicePixelRatio || 1
    this.view = { ...this.seen.bars, layout: this.layout, ratio, state, unit: this.unit, counts: this.counts, spans: this.selected === null ? this.rows : [this.rows[this.selected]], scene: this.scene, paints: this.paints, words, selected: this.selected }
    const { canvas } = parts
    const size = [Math.round(width * ratio), Math.round(this.layout.stage * ratio)]
    if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size
    paint(canvas.getContext('2d'), this.view)
    const count = overlapping(this.counts, state.from, state.to)
    placeSliders(parts, this.view, count)
    writeFigures(parts, this, count)
    this.placeMarks()
    this.describe(zoomed)
  }

  /* The bars change only with the window, the width and the filter; the overview only with the filter. */
  measureBars () {
    const { state, layout, counts, seen } = this
    const { window } = state
    const key = `${window.from} ${window.to} ${layout.plotWidth} ${seen.mask}`
    if (key === seen.key) return
    seen.key = key
    this.unit = barUnit(window, layout.plotWidth)
    const bars = periods(window, this.unit, state)
    const total = ({ from, to }) => beginning(counts, from, to)
    const whole = { from: state.first, to: state.last }
    const overview = periods(whole, barUnit(whole, layout.plotWidth, 1.5), state).map((bar) => ({ ...bar, total: total(bar) }))
    seen.bars = { bars, overview, largest: Math.max(0, ...bars.map(total)) }
  }

  placeMarks () {
    const { window } = this.state
    const key = `${window.from} ${window.to} ${this.layout.plotWidth} ${JSON.stringify(this.data.landmarks)} ${this.data.locale}`
    if (key !== this.seen.marks) {
      const context = this.parts.canvas.getContext('2d')
      context.font = `400 12px ${this.paints.font}`
      const measure = (label) => Math.ceil(context.measureText(label).width) + 2
      placeLandmarks(this.parts.landmarks, this.layout.phone ? [] : this.data.landmarks, this.view, measure, (day) => this.go(day))
      this.seen.marks = key
    }
    clearOf(this.parts.landmarks, this.parts.day.lastElementChild)
  }

  /* Caption of the strip, and the strip in words for people who hear the page. */
  describe (zoomed) {
    const { parts, selected, words, scene, layout } = this
    const { strings } = this.data
    const name = selected === null ? null : scene.districts[selected].name
    parts.footer.style.top = `${(layout.caption ?? layout.strip[0]) - 8}px`
    parts.caption.hidden = layout.caption === null
    parts.caption.textContent = name === null ? fill(strings.control_all, { count: scene.districts.length }) : fill(strings.control_one, { name })
    parts.unzoom.hidden = !zoomed || layout.phone
    const said = name === null ? fill(strings.control_all, { count: scene.districts.length }) : historyText(name, this.rows[selected], scene.controllers, words)
    if (parts.canvas.getAttribute('aria-label') !== said) parts.canvas.setAttribute('aria-label', said)
  }

  destroy () {
    this.player.stop()
    this.link.cancel()
    this.stopHub()
    this.stopTheme()
    this.sizes.disconnect()
    document.fonts.removeEventListener('loadingdone', this.fonts)
    this.parts.root.remove()
  }
}
