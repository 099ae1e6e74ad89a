/* One timeline: its state, what comes in, what goes out, and when it is drawn. */
import { tellClock } from '../shared/clock.js'
import { closestTo } from '../shared/dom.js'
import { onEscape } from '../shared/escape.js'
import { isConnected, keepInAddress } from '../shared/connection.js'
import { hubFor } from '../shared/hub.js'
import { themeOf, watchTheme } from '../shared/theme.js'
import { createWords } from '../shared/words.js'
import { watchControls, writeControls, writeFigures } from './controls.js'
import { build } from './elements.js'
import { beginning, countEvents, neighbouringEvent, timeMask } from './event-counts.js'
import { paintsFor } from './canvas.js'
import { spansOf } from './control-history.js'
import { sliderAct, stepped, zoomAct } from './keyboard.js'
import { createReporter } from './reporter.js'
import { initial, reduce } from './state.js'
import { createPlayer } from './player.js'
import { watchPointer } from './pointer.js'
import { createChart } from './chart.js'
import { adoptStyles } from './styles.js'
import { showTip, tipAt } from './tooltip.js'

const browserClock = {
  now: () => performance.now(),
  later: (callback, ms) => setTimeout(callback, ms),
  cancel: (handle) => clearTimeout(handle),
  frame: (callback) => requestAnimationFrame(callback)
}
const TIME = ['day', 'from', 'to', 'compare']

/** `small`: without its buttons but one to play, for a frame in an article. */
export function createTimeline (parent, component, small = false) {
  const timeline = new Timeline(parent, component, small)
  return { update: (args) => timeline.update(args), destroy: () => timeline.destroy() }
}

class Timeline {
  constructor (parent, { data }, small) {
    this.parts = build()
    this.parts.root.classList.add('tl-waiting')
    parent.append(this.parts.root)
    this.chart = createChart(this.parts, (day) => this.go(day), (step) => this.component.setTriggerValue('pick', { step }), small)
    this.state = null
    this.resize()
    this.parts.root.style.cssText = `height: ${this.chart.layout.height}px; visibility: hidden`
    this.seen = {}
    this.told = null
    this.hub = hubFor(data.channel)
    this.reporter = createReporter({ hub: this.hub, clock: browserClock, send: (time) => this.send(time) })
    this.player = createPlayer({
      store: this,
      nextEvent: (day) => neighbouringEvent(this.counts, day, 1),
      reduced: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
      ended: () => this.stop()
    })
    this.stopHub = this.hub.subscribe((kind) => { if (kind === 'scene') this.meetScene() })
    this.stopTheme = watchTheme(parent.host ?? parent, () => this.retheme())
    this.sizes = new ResizeObserver(() => this.resize())
    this.sizes.observe(this.parts.root)
    /* Another spacing of the letters changes no width but that of the words. */
    this.spaced = new ResizeObserver(() => { this.seen.fit = null; this.draw() })
    for (const part of ['figures', 'options']) this.spaced.observe(this.parts[part])
    this.fonts = () => this.retheme()
    document.fonts.addEventListener('loadingdone', this.fonts)
    adoptStyles(parent).then(() => {
      this.parts.root.removeAttribute('style')
      this.styled = true
      this.retheme()
    })
    watchControls(this.parts, this)
    watchPointer(this.parts.chart, this.pointerHost())
    this.parts.root.addEventListener('keydown', (event) => this.key(event))
    this.stopEscape = onEscape(() => this.hover(null))
  }

  resize () {
    this.chart.resize(this.state)
    this.draw()
  }

  /** Streamlit ran again: new data, new setters. */
  update (component) {
    this.component = component
    this.data = component.data
    this.words = createWords({ language: this.data.locale, strings: this.data.strings, formats: this.data.formats })
    if (!this.hub.live && !this.reportedSlow) {
      this.reportedSlow = true
      component.setStateValue('live', false)
    }
    const { view } = this.data
    /* A run for a page that was away shows the time of the address, which is this one or older. */
    if (isConnected() && this.reporter.adopts(view, this.data.last_commit) && this.state) this.dispatch({ type: 'view', ...view, whole: Boolean(this.data.steps), jumps: this.jumps() }, { tells: false })
    this.meet()
    this.tellView()
  }

  /* A scene of another range that comes after its view: the days were held within the range of the one before. */
  meetScene () {
    const before = this.scene
    this.meet()
    if (before && this.scene !== before) this.tellView()
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
    this.seen.fit = null
    if (changed && this.data) this.tellView()
    this.resize()
  }

  /* Take in the scene and the filter, each only when it is new. */
  meet () {
    const { scene } = this.hub
    if (!scene || !this.data) return
    if (scene !== this.scene) {
      this.scene = scene
      this.seen = {}
      this.state = initial(scene.range, { ...this.data.view, whole: Boolean(this.data.steps) }, this.jumps())
      this.rows = scene.districts.map(({ segments }) => spansOf(segments, scene))
      this.paints = paintsFor(this.parts.root, scene, themeOf(this.themed()))
      this.parts.root.classList.remove('tl-waiting')
    }
    const { district } = this.data.view
    const mask = this.data.view.step ? null : this.data.view.mask // A step's few events tell nothing of the years around it.
    if (mask !== this.seen.mask) {
      this.counts = countEvents(scene.columns, timeMask(scene.columns, mask), scene.categories.length, scene.range)
      this.seen.mask = mask
    }
    const position = scene.districts.findIndex(({ id }) => id === district)
    this.selected = position < 0 ? null : position
    const landmarks = JSON.stringify(this.data.landmarks)
    if (landmarks !== this.seen.landmarks) {
      this.seen.landmarks = landmarks
      this.landmarks = this.data.landmarks
    }
    const told = JSON.stringify(this.data.steps ?? null)
    if (told !== this.seen.told) {
      this.seen.told = told
      this.told = JSON.parse(told)
    }
    writeControls(this.parts, this)
    this.draw()
  }

  jumps () {
    const { range: [first, last] } = /** @type {Scene} */ (this.hub.scene)
    const inside = (day) => Math.min(Math.max(day, first), last)
    return this.data.jumps.map((jump) => ({ ...jump, from: inside(jump.from ?? first), to: inside(jump.to ?? last) }))
  }

  /** Change the state; `tells`: the map follows at once, fading where it is `eased`. */
  dispatch (act, { tells = true, eased = false } = {}) {
    const before = this.state
    this.state = reduce(before, act)
    if (this.state === before) return
    if (tells && TIME.some((name) => this.state[name] !== before[name])) {
      this.reporter.live(this.state, eased)
      tellClock(this.state, /** @type {Words} */ (this.words))
    }
    this.draw()
  }

  commit () { this.reporter.commit(this.state) }

  /** Tell Python, or where it cannot be reached keep the time in the address, which it reads when it is back. */
  send (time) {
    if (isConnected()) this.component.setTriggerValue('commit', time)
    else keepInAddress(time)
  }

  toggle () { if (this.state.playing) this.stop(); else this.player.start() }

  stop () {
    if (!this.state?.playing) return
    this.player.stop()
    this.commit()
  }

  step (way) {
    this.stop()
    const day = stepped(this.state.day, this.state.unit, way, (from, sign) => neighbouringEvent(this.counts, from, sign), this.state)
    this.dispatch({ type: 'step', day }, { eased: true })
    this.reporter.commitSoon(this.state)
  }

  jump ({ from, to }) {
    this.stop()
    this.dispatch({ type: 'jump', from, to }, { eased: true })
    this.commit()
  }

  go (day) {
    this.stop()
    this.dispatch({ type: 'move', part: 'day', day, grow: false }, { eased: true })
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
    if (closestTo(event, 'select')) return
    if (event.key === ' ') {
      if (closestTo(event, 'button')) return
      event.preventDefault()
      return this.toggle()
    }
    const part = closestTo(event, '[data-part]')?.dataset.part
    const neighbour = (day, sign) => neighbouringEvent(this.counts, day, sign)
    const act = (part && sliderAct(event, part, this.state, neighbour)) || zoomAct(event, this.state)
    if (!act) return
    event.preventDefault()
    this.stop()
    this.dispatch(act, { eased: !event.repeat })
    if (act.type === 'move') this.reporter.commitSoon(this.state)
  }

  pointerHost () {
    const { root } = this.parts
    return {
      state: () => this.state,
      layout: () => this.chart.layout,
      unit: () => this.chart.unit,
      rows: () => this.selected === null ? this.scene.districts.length : 1,
      hasEvents: ({ from, to }) => beginning(this.counts, from, to) > 0,
      dispatch: (act) => this.dispatch(act, { eased: act.type === 'jump' || act.grow === false }),
      commit: () => this.commit(),
      stop: () => this.player.stop(),
      pick: (row) => this.component.setTriggerValue('pick', { district: this.scene.districts[row].id }),
      hover: (point) => this.hover(point),
      began: (part) => { root.dataset.dragging = part },
      ended: () => { delete root.dataset.dragging }
    }
  }

  hover (point) {
    const { view, layout } = this.chart
    if (view) showTip(this.parts.tip, point && tipAt(view, point), point, layout)
  }

  draw () {
    if (this.drawing || !this.styled || !this.state || !this.paints) return
    this.drawing = true
    requestAnimationFrame(() => {
      this.drawing = false
      if (this.parts.root.isConnected) this.render()
    })
  }

  render () {
    const { state, counts, rows, selected, scene, paints, words } = this
    this.chart.render({ state, counts, rows, selected, scene, paints, words, landmarks: this.landmarks, told: this.told })
    writeFigures(this.parts, this)
  }

  destroy () {
    this.player.stop()
    this.reporter.cancel()
    this.stopHub()
    this.stopTheme()
    this.stopEscape()
    this.sizes.disconnect()
    this.spaced.disconnect()
    document.fonts.removeEventListener('loadingdone', this.fonts)
    this.parts.root.remove()
  }
}
