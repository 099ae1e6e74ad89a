/* The fields of the dialog, and what is chosen in them. */
import { h } from '../shared/dom.js'
import { fill } from '../shared/words.js'
import { LONGEST_SECONDS, RATES, SIZES } from './plan.js'

const DAY_MS = 86400000
const FORMATS = ['mp4', 'gif', 'webm']
const NAMES = { mp4: 'MP4', gif: 'GIF', webm: 'WebM' }
const SECONDS = { timeline: 12, story: 4 }
const GIF_RATE = 10

const dayOf = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS)
const dateOf = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10)

/**
 * The fields; `chosen()` says what is in them, `changed` is called when that is another.
 * @param {object} options
 * @param {any} options.data
 * @param {Scene} options.scene
 * @param {() => void} options.changed
 */
export function createFields ({ data, scene, changed }) {
  const { words } = data
  const [first, last] = scene.range
  const canEncode = Boolean(globalThis.VideoEncoder) && globalThis.isSecureContext
  const what = h('select', { name: 'what' }, h('option', { value: '' }, words.timeline),
    data.stories.map(({ id, title }) => h('option', { value: id }, fill(words.story, { title }))))
  what.value = data.stories.some(({ id }) => id === data.story) ? data.story : ''
  const [format, formats] = choice('format', FORMATS.map((name) => [name, NAMES[name]]), canEncode ? 'mp4' : 'gif')
  if (!canEncode) for (const input of formats.querySelectorAll('input')) input.disabled = input.value !== 'gif'
  const limits = { type: 'date', min: dateOf(first), max: dateOf(last), required: true }
  const from = h('input', { ...limits, name: 'from', value: dateOf(data.from), 'aria-label': words.from_day })
  const to = h('input', { ...limits, name: 'to', value: dateOf(data.to), 'aria-label': words.to_day })
  const seconds = h('input', { type: 'number', name: 'seconds', min: 1, max: LONGEST_SECONDS, step: 1, value: what.value ? SECONDS.story : SECONDS.timeline })
  const rate = h('select', { name: 'rate' }, RATES.map((value) => h('option', { value }, String(value))))
  rate.value = String(canEncode ? RATES[0] : GIF_RATE)
  const [size, sizes] = choice('size', Object.keys(SIZES).map((name) => [name, words[`size_${name}`], `${SIZES[name][0]} × ${SIZES[name][1]}`]), 'film')
  const title = h('input', { type: 'text', name: 'title', maxlength: 120, value: data.title })
  const legend = h('input', { type: 'checkbox', name: 'legend', checked: true })
  const events = h('input', { type: 'checkbox', name: 'events' })
  const hold = h('input', { type: 'checkbox', name: 'hold' })
  const problem = h('p', { role: 'alert', class: 'problem' })
  const length = h('span', {})
  const days = field(words.from_to, h('span', { class: 'pair' }, from, h('span', {}, '–'), to))
  const holding = label(hold, words.hold)
  const showing = label(events, words.events)
  const elements = [
    field(words.what, what),
    !canEncode && h('p', { class: 'meta' }, globalThis.isSecureContext ? words.no_encoder : words.insecure),
    field(words.format, formats, true),
    days,
    h('div', { class: 'two' }, field(length, seconds), field(words.rate, rate)),
    field(words.size, sizes, true),
    field(words.title_field, title),
    h('div', { class: 'checks' }, label(legend, words.legend), showing, holding),
    h('p', { class: 'meta' }, words.credit_note),
    problem
  ]

  function update () {
    const isStory = what.value !== ''
    length.textContent = isStory ? words.seconds_step : words.seconds
    days.hidden = isStory
    holding.hidden = isStory
    showing.hidden = isStory // A step has its own events.
  }
  const form = (/** @type {Event} */ event) => {
    if (event.target === what) {
      seconds.value = String(what.value ? SECONDS.story : SECONDS.timeline)
      title.value = data.stories.find(({ id }) => id === what.value)?.title ?? data.title
    }
    if (/** @type {any} */ (event.target).name === 'format') rate.value = String(format() === 'gif' ? GIF_RATE : RATES[0])
    update()
    changed()
  }
  const box = h('div', { class: 'all' }, elements)
  box.addEventListener('change', form)
  title.addEventListener('input', form)
  if (what.value) title.value = data.stories.find(({ id }) => id === what.value).title
  update()

  function chosen () {
    const story = data.stories.find(({ id }) => id === what.value) ?? null
    const [begin, end] = [dayOf(from.value), dayOf(to.value)]
    const hasDays = story !== null || (begin >= first && end <= last && begin < end)
    const length_ = Math.min(Math.max(1, Math.round(Number(seconds.value)) || 1), LONGEST_SECONDS)
    return {
      story,
      format: format(),
      size: size(),
      from: hasDays && !story ? begin : first,
      to: hasDays && !story ? end : last,
      seconds: length_,
      rate: Number(rate.value),
      title: title.value.trim(),
      legend: legend.checked,
      events: events.checked || story !== null,
      hold: hold.checked,
      name: story ? story.id : `${from.value}-${to.value}`,
      problem: hasDays ? '' : words.no_days
    }
  }
  return { elements: box, problem, chosen }
}

/* A group of radio buttons; returns what tells the chosen one, and the group. */
function choice (name, options, usual) {
  const inputs = options.map(([value]) => h('input', { type: 'radio', name, value, checked: value === usual }))
  const group = h('div', { class: `choice ${name}`, role: 'radiogroup' },
    options.map(([, text, note], at) => h('label', {}, inputs[at], h('span', {}, text, note && h('small', {}, ` ${note}`)))))
  return /** @type {[() => string, HTMLElement]} */ ([() => inputs.find((input) => input.checked)?.value ?? usual, group])
}

function field (text, control, isGroup = false) {
  const name = h('span', { class: 'name' }, text)
  if (!isGroup) return h('label', { class: 'field' }, name, control)
  control.setAttribute('aria-label', String(text))
  return h('div', { class: 'field' }, name, control)
}

const label = (control, text) => h('label', { class: 'check' }, control, h('span', {}, text))
