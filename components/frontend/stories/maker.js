/* The maker of stories: steps from the view on the map, written and put in order here. The draft stays in the browser; Python is
   shown it after each change and says what the record knows of it. */
import { h, settled, styleSheet } from '../shared/dom.js'
import { saveFile } from '../shared/save-file.js'
import { themeOf, watchTheme } from '../shared/theme.js'
import { createWords } from '../shared/words.js'
import { applyPalette } from '../details/render.js'
import { empty, fileOf, isEmpty, draftOf, keepDraft, moved, MOST_STEPS, nameOf, readDraft, sorted, withStep, without } from './draft.js'
import { lookMovedTo } from './look-now.js'
import { actButton, buildHead, buildSteps } from './maker-parts.js'

const STYLES = ['../shared/tokens.css', '../details/details.css', './maker.css'].map((file) => new URL(file, import.meta.url).href)
const PAUSE_MS = 500
const LOADED = Symbol.for('story draft loaded')
const instances = new WeakMap()

export default function (component) {
  const { parentElement } = component
  let maker = instances.get(parentElement)
  if (!maker) {
    maker = createMaker(parentElement)
    instances.set(parentElement, maker)
  }
  maker.update(component)
  return () => {
    instances.delete(parentElement)
    maker.remove()
  }
}

function createMaker (parent) {
  const root = h('div', { class: 'details maker', hidden: true })
  const links = STYLES.map(styleSheet)
  parent.append(...links, root)
  settled(links).then(() => { root.hidden = false })
  let draft = readDraft() ?? empty()
  let open = Math.max(0, draft.steps.length - 1)
  /** @type {Draft | null} */
  let before = null
  let [isKept, number, heard, timer] = [true, 0, '', 0]
  /** @type {any} */
  let component = null
  /** @type {any} */
  let words = null
  const focusOn = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector))?.focus()
  const parts = { head: h('div', { class: 'maker-head' }), steps: h('ol', { class: 'maker-steps' }), foot: h('div', { class: 'maker-foot' }), status: h('p', { role: 'status', class: 'told' }) }
  root.append(parts.head, parts.steps, parts.foot)
  // Streamlit's shortcuts listen on the page, where a key pressed in here looks like one pressed nowhere.
  for (const kind of ['keydown', 'keyup', 'keypress']) root.addEventListener(kind, (event) => event.stopPropagation())
  const unwatch = watchTheme(root, (theme) => { if (component) applyPalette(root, component.data.palette, theme) })

  const say = (key, values) => words.say(key, values)

  /** Change the draft: kept at once, told to Python after a pause. `redraws` where steps came, went or moved: told at once. */
  function change (next, { redraws = false, says = '' } = {}) {
    if (next === draft) return
    if (redraws) before = draft
    draft = next
    isKept = keepDraft(draft)
    clearTimeout(timer)
    timer = setTimeout(tell, redraws ? 0 : PAUSE_MS)
    if (redraws) draw()
    else refresh()
    if (says) announce(says)
  }

  const tell = () => component.setTriggerValue('draft', { number: ++number, text: fileOf(draft) })

  function announce (text) {
    const undo = before === null ? null : actButton(say('undo'), () => { const again = before; before = null; change(again ?? draft, { redraws: true }); before = null }, 'link')
    parts.status.replaceChildren(text, ' ', ...undo ? [undo] : [])
  }

  /** @type {any} */
  const acts = {
    say,
    words: () => words,
    draft: () => draft,
    view: () => component.data.view,
    checked: () => component.data.checked,
    open: () => open,
    change,
    openStep (at) {
      open = open === at ? -1 : at
      draw()
      focusOn(`[data-step="${at}"] .step-open`)
    },
    move (from, to) {
      const next = moved(draft, from, to)
      if (next === draft) return
      open = next.steps.indexOf(draft.steps[open])
      change(next, { redraws: true, says: say('moved', { number: words.number(to + 1) }) })
      focusOn(`[data-step="${to}"] .step-open`)
    },
    remove (at) {
      const next = without(draft, at)
      open = next.steps.indexOf(draft.steps[open])
      change(next, { redraws: true, says: say('removed') })
      focusOn('.add')
    }
  }

  acts.show = (/** @type {number} */ at) => component.setTriggerValue('show', { number: ++number, text: fileOf(draft), step: at + 1 })

  function sort () {
    const next = sorted(draft)
    open = next.steps.indexOf(draft.steps[open])
    change(next, { redraws: true })
  }

  function add () {
    open = draft.steps.length
    change(withStep(draft, { ...component.data.view, at: lookMovedTo(location.href) }), { redraws: true, says: say('added', { number: words.number(draft.steps.length + 1) }) })
    focusOn(`[data-step="${open}"] input`)
  }

  function draw () {
    parts.head.replaceChildren(...buildHead(acts, sort))
    parts.steps.replaceChildren(...buildSteps(acts))
    const now = h('p', { class: 'meta now' })
    const addButton = actButton(say('add'), add, 'primary add')
    const preview = actButton(say('preview'), () => component.setTriggerValue('preview', { number: ++number, text: fileOf(draft), step: Math.max(0, open) + 1 }), 'plain preview')
    const save = actButton(say('save'), () => saveFile(new Blob([fileOf(draft)], { type: 'application/json' }), nameOf(draft)), 'plain save')
    const clear = actButton(say('clear'), () => { open = -1; change(empty(), { redraws: true, says: say('removed') }) }, 'plain clear')
    parts.foot.replaceChildren(now, addButton, h('div', { class: 'ways-out' }, preview, save, clear), parts.status)
    refresh()
  }

  /* What follows the map, the text and what Python found, without touching what is being written in. */
  function refresh () {
    const { view, checked } = component.data
    const find = (name) => /** @type {any} */ (root.querySelector(name))
    find('.now').textContent = say('now', { view: view.text })
    find('.kept').textContent = say(isKept ? 'kept' : 'not_kept')
    find('.add').disabled = draft.steps.length >= MOST_STEPS
    for (const name of ['.preview', '.save']) find(name).disabled = draft.steps.length === 0
    find('.clear').disabled = isEmpty(draft)
    // That there is no step yet stands where the steps will be.
    find('.problems').replaceChildren(...(draft.steps.length > 0 && checked?.number === number ? checked.problems : []).map((text) => h('li', {}, text)))
    for (const item of /** @type {any} */ (parts.steps.children)) item.refresh?.()
  }

  return {
    update (next) {
      const first = component === null
      component = next
      const { data } = next
      words = createWords({ language: data.locale, strings: data.strings, formats: data.formats })
      root.lang = data.locale
      applyPalette(root, data.palette, themeOf(root))
      const page = /** @type {any} */ (globalThis)
      if (data.load && page[LOADED] !== data.load.number) {
        page[LOADED] = data.load.number
        before = isEmpty(draft) ? null : draft
        draft = draftOf(data.load.draft)
        open = 0
        isKept = keepDraft(draft)
        heard = ''
      }
      const key = JSON.stringify([data.locale, data.load?.number])
      if (key === heard) return refresh()
      heard = key
      draw()
      if (before && data.load) announce(say('kept'))
      if (first || data.load) tell()
    },
    remove () {
      clearTimeout(timer)
      unwatch()
      root.remove()
      for (const link of links) link.remove()
    }
  }
}
