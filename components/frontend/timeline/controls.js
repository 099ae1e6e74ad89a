/* The row of buttons: what they do, and what they say now. */
import { UNITS } from './calendar.js'
import { button, entitle } from '../shared/dom.js'
import { rangeText } from './control-history.js'
import { fillSelect } from './elements.js'
import { SPEEDS } from './state.js'

/** Connect the buttons and selects with the timeline's acts. */
export function watchControls (parts, timeline) {
  const on = (part, type, listener) => parts[part].addEventListener(type, () => { if (timeline.state) listener() })
  on('back', 'click', () => timeline.step(-1))
  on('forward', 'click', () => timeline.step(1))
  on('play', 'click', () => timeline.toggle())
  on('loop', 'click', () => timeline.choose('loop', !timeline.state.loop))
  on('mode', 'click', () => timeline.choose('mode', timeline.state.mode === 'grow' ? 'window' : 'grow'))
  on('compareToggle', 'click', () => timeline.compare())
  on('unit', 'change', () => timeline.choose('unit', parts.unit.value))
  on('speed', 'change', () => timeline.choose('speed', Number(parts.speed.value)))
  on('jump', 'change', () => {
    const jump = timeline.jumps().find(({ id }) => id === parts.jump.value)
    if (jump) timeline.jump(jump)
  })
  on('unzoom', 'click', () => timeline.dispatch({ type: 'window', from: timeline.state.first, to: timeline.state.last }))
  on('more', 'click', () => {
    const open = parts.root.classList.toggle('tl-open')
    parts.more.setAttribute('aria-expanded', open)
  })
}

/** Words, options and jumps; when Python sent them anew. */
export function writeControls (parts, timeline) {
  const { data: { strings, jumps }, words } = timeline
  const key = JSON.stringify([strings, jumps])
  if (key === timeline.seen.words) return
  timeline.seen.words = key
  timeline.seen.fit = null
  parts.root.setAttribute('aria-label', words.say('timeline'))
  const names = { back: 'step_back', forward: 'step_forward', loop: 'loop', mode: 'mode_window', compareToggle: 'compare', more: 'more', unit: 'unit', speed: 'speed', jump: 'jump', day: 'day_slider', from: 'from_slider', to: 'to_slider', compare: 'compare_slider' }
  for (const [part, word] of Object.entries(names)) entitle(parts[part], words.say(word))
  for (const part of ['day', 'from', 'to', 'compare']) parts[part].removeAttribute('title')
  parts.jumps.setAttribute('aria-label', words.say('jump'))
  parts.steps.setAttribute('aria-label', words.say('steps'))
  parts.unzoom.textContent = words.say('whole_period')
  parts.more.setAttribute('aria-expanded', parts.root.classList.contains('tl-open'))
  fillSelect(parts.unit, UNITS.map((unit) => [unit, words.say(`unit_${unit}`)]))
  fillSelect(parts.speed, SPEEDS.map((speed) => [String(speed), `${speed}×`]))
  fillSelect(parts.jump, [['', words.say('jump_own')], ...jumps.map(({ id, label }) => [id, label])])
  parts.jump.firstElementChild.hidden = true
  parts.chips.replaceChildren(...timeline.jumps().map((jump) => chip(jump, timeline)))
}

function chip (jump, timeline) {
  const made = button({ class: 'tl-chip', 'data-jump': jump.id }, jump.label)
  made.addEventListener('click', () => { if (timeline.state) timeline.jump(jump) })
  return made
}

/** Values that follow the time: pressed states, the number of events and the range. */
export function writeFigures (parts, timeline) {
  const { state, words, chart } = timeline
  const current = timeline.jumps().find(({ from, to }) => from === state.from && to === state.to)
  parts.root.classList.toggle('tl-playing', state.playing !== null)
  entitle(parts.play, words.say(state.playing ? 'pause' : 'play'))
  press(parts.loop, state.loop)
  press(parts.mode, state.mode === 'window')
  press(parts.compareToggle, state.compare !== null)
  parts.unit.value = state.unit
  parts.speed.value = String(state.speed)
  parts.jump.value = current?.id ?? ''
  for (const made of parts.chips.children) press(made, made.dataset.jump === current?.id)
  parts.count.textContent = timeline.told?.place ? timeline.told.place : words.count('events', exactly(timeline) ?? chart.count)
  parts.range.textContent = rangeText(state.from, state.to, words)
  fit(parts, timeline)
}

/* The number of the range that the server counted to the day, where the bars are of longer bins of a store. */
function exactly ({ data, state }) {
  const { from, to, exact } = data.view
  return state.from === from && state.to === to ? exact : undefined
}

const press = (control, pressed) => control.setAttribute('aria-pressed', pressed)

/* Chips where they all fit beside the rest, else a select; measured anew only for another width or other words. */
function fit (parts, timeline) {
  const width = parts.row.clientWidth
  if (timeline.seen.fit === width) return
  timeline.seen.fit = width
  parts.root.classList.remove('tl-short')
  const needed = parts.row.scrollWidth > width + 1
  parts.root.classList.toggle('tl-short', needed || timeline.chart.layout.phone)
}
