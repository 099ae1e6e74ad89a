/* The dialog in which a video is chosen and made, and the note at the foot of the page that stands for it when it is closed. Both
   hang on the page itself: what the server draws meanwhile does not touch them. */
import { boxOfAll, createDistricts } from '../map/districts.js'
import { worldX, worldY } from '../map/geometry.js'
import { button, h, s, settled, styleSheet, write } from '../shared/dom.js'
import { hubFor } from '../shared/hub.js'
import { saveFile } from '../shared/save-file.js'
import { createWords, fill } from '../shared/words.js'
import { createFields } from './fields.js'
import { createFilm } from './film.js'
import { secondsLeft, startJob } from './job.js'
import { changesWithin, framesOf, MOST_FRAMES, shownAt, SIZES, storyPlan, timelinePlan } from './plan.js'

const STYLES = ['../shared/tokens.css', './video.css'].map((file) => new URL(file, import.meta.url).href)
const LARGE_GIF = 20e6
const MEGABYTE = 1e6
const PREVIEW_WAIT_MS = 60

/** Make the dialog; `open(data, theme)` shows it. */
export function createDialog () {
  const host = h('div', { class: 'video-host' })
  const root = host.attachShadow({ mode: 'open' })
  const links = STYLES.map(styleSheet)
  const dialog = h('dialog', { class: 'video', 'aria-labelledby': 'title' })
  const note = h('aside', { class: 'note', hidden: true })
  root.append(...links, dialog, note)
  document.body.append(host)
  const ready = settled(links)
  /** @type {any} */
  let data = null
  /** @type {any} */
  let job = null
  /** @type {any} */
  let parts = null
  let film = null
  let timer = 0

  const say = (key, values = {}) => fill(data.words[key], values)

  function open (given, theme) {
    data = given
    host.dataset.theme = theme
    host.lang = data.locale
    ready.then(async () => {
      await Promise.all(['400 12px', '600 12px', 'italic 400 12px'].map((font) => document.fonts.load(`${font} "Source Sans"`)))
      build()
      note.hidden = true
      if (!dialog.open) dialog.showModal()
      preview()
    })
  }

  function build () {
    const scene = hubFor(data.channel).scene
    if (!scene) return
    parts = createFields({ data, scene, changed: () => preview() })
    parts.scene = scene
    parts.canvas = h('canvas', { role: 'img' })
    parts.where = h('span', {})
    parts.scrub = h('input', { type: 'range', min: 0, value: 0, step: 1, 'aria-label': say('frame_shown') })
    parts.scrub.addEventListener('input', () => preview(true))
    parts.sum = h('p', { class: 'sum' })
    parts.progress = h('progress', { max: 1, value: 0, 'aria-label': say('progress') })
    parts.stage = h('p', { class: 'stage' })
    parts.said = h('p', { role: 'status', class: 'unseen' })
    parts.left = h('p', { class: 'left' })
    parts.make = button({ class: 'primary make' }, say('make'))
    parts.cancel = button({ class: 'plain cancel' }, say('cancel'))
    parts.save = button({ class: 'plain save' }, say('save'))
    parts.make.addEventListener('click', make)
    parts.cancel.addEventListener('click', () => job?.cancel())
    parts.save.addEventListener('click', save)
    const close = button({ class: 'close', 'aria-label': say('close'), title: say('close') }, cross())
    close.addEventListener('click', () => dialog.close())
    dialog.replaceChildren(
      h('header', {}, h('div', {}, h('h2', { id: 'title' }, say('title')), h('p', { class: 'meta' }, data.held)), close),
      h('div', { class: 'panes' },
        h('form', { class: 'fields' }, parts.elements),
        h('section', { class: 'preview' },
          h('p', { class: 'eyebrow' }, say('preview'), ' · ', parts.where), h('div', { class: 'screen' }, parts.canvas), parts.scrub, parts.sum)),
      h('footer', { class: 'making' },
        h('div', { class: 'told' }, parts.stage, parts.left), parts.said, parts.progress,
        h('p', { class: 'meta' }, say('goes_on')), h('div', { class: 'acts' }, parts.cancel, parts.save, parts.make)))
    show(job?.state() ?? null)
  }

  /* --- what is chosen --- */

  function planOf (chosen) {
    const { rate } = chosen
    if (chosen.story) return storyPlan({ steps: chosen.story.steps, seconds: chosen.seconds, rate })
    const { from, to } = chosen
    return timelinePlan({ from, to, seconds: chosen.seconds, rate, holds: chosen.hold ? changesWithin(parts.scene, from, to) : [] })
  }

  function filmOf (chosen) {
    const { scene } = parts
    const { view } = hubFor(data.channel)
    const stage = /** @type {any} */ (document.querySelector(data.frame))?.contentWindow?.stage
    const [first, last] = scene.range
    return createFilm({
      scene,
      element: dialog,
      theme: /** @type {Theme} */ (host.dataset.theme),
      words: createWords({ language: data.locale, strings: data.strings, formats: data.formats }),
      size: /** @type {[number, number]} */ (SIZES[chosen.size]),
      period: chosen.story ? { from: first, to: last } : { from: chosen.from, to: chosen.to },
      title: chosen.title,
      legend: chosen.legend,
      credit: [scene.attribution, data.credit],
      mask: view?.step ? null : view?.mask ?? null, // A story's step has only its own events.
      layers: { backdrop: true, labels: true, ...stage?.ready && stage.shared.layers, settlements: false, events: chosen.events },
      box: stage?.ready ? boxSeen(stage, scene) : null,
      steps: chosen.story?.steps ?? [],
      readsBack: chosen.format === 'gif'
    })
  }

  /* --- the preview --- */

  function preview (scrubbed = false) {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const chosen = parts.chosen()
      const plan = planOf(chosen)
      const frames = framesOf(plan)
      const wrong = chosen.problem || (frames > MOST_FRAMES ? say('too_long') : '')
      parts.problem.textContent = wrong
      parts.make.disabled = Boolean(wrong) || job?.state().stage === 'making'
      if (!scrubbed || !film) film = filmOf(chosen)
      parts.scrub.max = String(frames - 1)
      if (!scrubbed) parts.scrub.value = String(Math.round((frames - 1) * 0.55))
      const number = Number(parts.scrub.value)
      const shown = shownAt(plan, number)
      film.paint(shown)
      parts.canvas.width = film.canvas.width
      parts.canvas.height = film.canvas.height
      parts.canvas.getContext('2d')?.drawImage(film.canvas, 0, 0)
      const words = createWords({ language: data.locale, strings: data.strings, formats: data.formats })
      parts.where.textContent = say('frame_of', { number: words.number(number + 1), count: words.number(frames), day: words.day(shown.day) })
      parts.scrub.setAttribute('aria-valuetext', parts.where.textContent)
      parts.canvas.setAttribute('aria-label', parts.where.textContent)
      parts.sum.textContent = [say('sum', { seconds: words.number(Math.round(frames / chosen.rate * 10) / 10), frames: words.number(frames) }), say('nothing_sent')].join(' ')
    }, scrubbed ? 0 : PREVIEW_WAIT_MS)
  }

  /* --- the making --- */

  function make () {
    const chosen = parts.chosen()
    if (chosen.problem) return
    const name = `${data.file}-${chosen.name}.${chosen.format}`
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    job = startJob({ film: filmOf(chosen), plan: planOf(chosen), rate: chosen.rate, format: chosen.format, worker, tell: (state) => show({ ...state, name }) })
    job.name = name
  }

  function save () {
    const { file } = job.state()
    if (file) saveFile(file, job.name)
  }

  /* Both the dialog and the note say how far it is. */
  function show (state) {
    if (!parts) return
    const isMaking = state?.stage === 'making'
    const isDone = state?.stage === 'done'
    const words = createWords({ language: data.locale, strings: data.strings, formats: data.formats })
    const text = state ? textOf(state, words) : ''
    write(parts.stage, text)
    tell(parts.said, state, text)
    const left = isMaking ? secondsLeft(state) : null
    parts.left.textContent = left === null ? '' : say('left', { seconds: words.number(left) })
    parts.progress.value = state ? state.made / state.frames : 0
    parts.progress.hidden = !isMaking
    parts.cancel.hidden = !isMaking
    parts.make.hidden = isMaking
    parts.make.disabled = isMaking
    parts.save.disabled = !isDone
    parts.save.classList.toggle('primary', isDone)
    parts.save.classList.toggle('plain', !isDone) // Of both, a letter would have its ground's colour under the pointer.
    showNote(state, text)
  }

  function textOf (state, words) {
    const { stage, made, frames, file, reason } = state
    if (stage === 'making') return say('drawing', { made: words.number(made), count: words.number(frames), share: words.number(Math.floor(100 * made / frames)) })
    if (stage === 'done') {
      const size = words.number(Math.max(0.1, Math.round(file.size / MEGABYTE * 10) / 10))
      return [say('done', { size }), file.type === 'image/gif' && file.size > LARGE_GIF ? say('large_gif') : ''].filter(Boolean).join(' ')
    }
    if (stage === 'cancelled') return say('cancelled')
    return reason === 'codec' ? say('no_codec') : say('failed')
  }

  function showNote (state, text) {
    if (dialog.open || !state || state.stage === 'cancelled') {
      note.hidden = true
      return
    }
    note.hidden = false
    if (!note.firstChild) {
      const act = button({ class: 'plain', 'data-act': 'open' }, say('show'))
      act.addEventListener('click', () => { note.hidden = true; dialog.showModal() })
      const keep = button({ class: 'primary', 'data-act': 'save' }, say('save'))
      keep.addEventListener('click', save)
      const close = button({ class: 'close', 'aria-label': say('dismiss'), title: say('dismiss') }, cross())
      close.addEventListener('click', () => { job?.cancel(); note.hidden = true; job = null })
      note.append(h('p', {}), h('p', { role: 'status', class: 'unseen' }), h('progress', { max: 1, 'aria-label': say('progress') }), act, keep, close)
    }
    const [words, said, progress, , keep] = /** @type {any} */ ([...note.children])
    write(words, text)
    tell(said, state, text)
    progress.value = state.made / state.frames
    progress.hidden = state.stage !== 'making'
    keep.hidden = state.stage !== 'done'
  }

  dialog.addEventListener('close', () => {
    note.replaceChildren()
    show(job?.state() ?? null)
  })
  // The page below and Streamlit have keys of their own, and take a key that is pressed in here for one pressed nowhere.
  for (const kind of ['keydown', 'keyup', 'keypress']) dialog.addEventListener(kind, (event) => event.stopPropagation())
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() })
  return { open }
}

/* Read aloud by quarters: every frame would be too much. */
function tell (said, state, text) {
  const due = state ? `${state.stage} ${Math.floor(4 * state.made / state.frames)}` : ''
  if (said.dataset.due === due) return
  said.dataset.due = due
  said.textContent = text
}

/* What the page's map looks at, unless all districts are in it: then they fill the picture. */
function boxSeen (stage, scene) {
  const bounds = stage.map.getBounds()
  const seen = { left: worldX(bounds.getWest()), right: worldX(bounds.getEast()), top: worldY(bounds.getNorth()), bottom: worldY(bounds.getSouth()) }
  const all = boxOfAll(createDistricts(scene))
  const holds = seen.left <= all.left && seen.right >= all.right && seen.top <= all.top && seen.bottom >= all.bottom
  return holds ? null : seen
}

const cross = () => s('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: 'M3 3l10 10M13 3 3 13', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8 }))
