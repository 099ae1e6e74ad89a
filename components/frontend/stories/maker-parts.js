/* The parts of the maker: title and summary, and a card for each step, of which one is open to be written in. */
import { button, data, h, s } from '../shared/dom.js'
import { lookNow } from './look-now.js'
import { around, changed, marksOf, withView, wordsIn } from './draft.js'

const LONGEST_TITLE = 300
const LONGEST_TEXT = 20000
const ARROWS = { up: 'M10 15V5M5.5 9.500 10 5l4.500 4.500', down: 'M10 5v10M5.500 10.500 10 15l4.500-4.500' }
const BIN = 'M5 6h10M8 6V4h4v2M6.500 6l.7 10h5.600l.7-10'
const GRIP = 'M7 5h.01M7 10h.01M7 15h.01M13 5h.01M13 10h.01M13 15h.01'

/**
 * A button that does something here; where it shows an icon, the text is its name.
 * @param {string} text
 * @param {() => void} act
 * @param {string} name
 * @param {Element | null} [icon]
 */
export function actButton (text, act, name, icon = null) {
  const made = button({ class: name, 'aria-label': icon && text, title: icon && text }, icon ?? text)
  made.addEventListener('click', act)
  return made
}

const stroked = (path) => s('svg', { class: 'line-icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' }, s('path', { d: path }))

/** Title, summary, and what stands over the steps. */
export function buildHead ({ say, draft, change, words }, sort) {
  const { title, summary, steps } = draft()
  const titleField = h('input', { type: 'text', class: 'story-title', maxlength: LONGEST_TITLE, 'aria-label': say('story_title'), placeholder: say('story_title'), value: title })
  const summaryField = h('textarea', { class: 'story-summary', rows: 2, maxlength: LONGEST_TEXT, 'aria-label': say('summary'), placeholder: say('summary') }, summary)
  titleField.addEventListener('input', () => change({ ...draft(), title: titleField.value }))
  summaryField.addEventListener('input', () => change({ ...draft(), summary: summaryField.value }))
  return [
    h('header', { class: 'top' }, h('h2', { class: 'title' }, say('title')), h('p', { class: 'meta kept' })),
    titleField, summaryField,
    h('ul', { class: 'problems' }),
    h('div', { class: 'over-steps' }, h('h3', { class: 'eyebrow' }, `${say('steps')} · ${words().number(steps.length)}`),
      steps.length > 1 && h('span', { class: 'meta hint' }, say('reorder')), steps.length > 1 && actButton(say('sort'), sort, 'link sort')),
    steps.length === 0 && h('p', { class: 'empty' }, say('empty'))
  ].filter((part) => part !== false)
}

/** A card for each step. */
export const buildSteps = (acts) => acts.draft().steps.map((step, at) => card(acts, step, at))

function card (acts, step, at) {
  const { say, words, draft, open, move, openStep } = acts
  const isOpen = open() === at
  const number = words().number(at + 1)
  const name = h('span', { class: 'name' }, data(step.title || say('untitled')))
  const day = h('span', { class: 'meta day' })
  const warned = h('span', { class: 'warned', 'aria-hidden': 'true', hidden: true }, '!')
  const opener = button({ class: 'step-open', 'aria-expanded': String(isOpen), 'aria-label': say('open', { number }) }, h('strong', {}, number), day, name, warned)
  opener.addEventListener('click', () => openStep(at))
  const grip = h('span', { class: 'grip', 'aria-hidden': 'true', draggable: 'true' }, stroked(GRIP))
  const last = draft().steps.length - 1
  const up = actButton(say('up', { number }), () => move(at, at - 1), 'small up', stroked(ARROWS.up))
  const down = actButton(say('down', { number }), () => move(at, at + 1), 'small down', stroked(ARROWS.down))
  const bin = actButton(say('remove', { number }), () => acts.remove(at), 'small bin', stroked(BIN))
  up.disabled = at === 0
  down.disabled = at === last
  const body = isOpen ? editor(acts, at, name) : null
  const item = /** @type {any} */ (h('li', { class: 'card', 'data-step': at, 'data-open': isOpen }, h('div', { class: 'row' }, grip, opener, up, down, bin), body?.element))
  item.addEventListener('keydown', (event) => {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || !way) return
    event.preventDefault()
    move(at, at + way)
  })
  drags(item, grip, at, move)
  item.refresh = () => {
    const checked = checkedStep(acts, at)
    day.textContent = checked ? checked.day : draft().steps[at].day
    const count = checked?.findings.length ?? 0
    warned.hidden = count === 0
    body?.refresh(checked)
  }
  return item
}

/* What Python found belongs to the draft that it was shown: after a step moved it must come anew. */
function checkedStep ({ checked, draft }, at) {
  const found = checked()
  return found && found.steps.length === draft().steps.length ? found.steps[at] : null
}

function drags (item, grip, at, move) {
  const TYPE = 'application/x-story-step'
  grip.addEventListener('dragstart', (event) => {
    event.dataTransfer.setData(TYPE, String(at))
    event.dataTransfer.setDragImage(item, 10, 10)
  })
  item.addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes(TYPE)) return
    event.preventDefault()
    item.toggleAttribute('data-drop', true)
  })
  item.addEventListener('dragleave', () => item.removeAttribute('data-drop'))
  item.addEventListener('drop', (event) => {
    event.preventDefault()
    item.removeAttribute('data-drop')
    move(Number(event.dataTransfer.getData(TYPE)), at)
  })
}

/* The open step: title, view, text with its tools, sources and what is doubtful. */
function editor (acts, at, name) {
  const { say, words, draft, change, view } = acts
  const step = draft().steps[at]
  const number = words().number(at + 1)
  const title = h('input', { type: 'text', class: 'step-title', maxlength: LONGEST_TITLE, 'aria-label': say('step_title', { number }), placeholder: say('step_title', { number }), value: step.title })
  const text = h('textarea', { rows: 6, maxlength: LONGEST_TEXT, 'aria-label': say('step_text', { number }) }, step.text)
  const seen = h('span', {})
  const count = h('span', { class: 'meta count' })
  const chips = h('ul', { class: 'sides', 'aria-label': say('sources') })
  const findings = h('ul', { class: 'findings' })
  const sources = h('select', { 'aria-label': say('source_mark') })
  const none = h('p', { class: 'meta' }, say('no_sources'))
  let offered = ''
  title.addEventListener('input', () => {
    name.textContent = title.value || say('untitled')
    change(changed(draft(), at, { title: title.value }))
  })
  text.addEventListener('input', () => change(changed(draft(), at, { text: text.value })))
  const put = (before, after) => {
    const made = around(text.value, [text.selectionStart, text.selectionEnd], before, after)
    text.value = made.text
    text.focus()
    text.setSelectionRange(made.selection[0], made.selection[1])
    change(changed(draft(), at, { text: text.value }))
  }
  sources.addEventListener('change', () => {
    const source = sources.value
    sources.value = ''
    text.selectionStart = text.selectionEnd // A mark stands behind what is selected.
    if (source) put(`[^${source}]`, '')
  })
  const keeps = h('input', { type: 'checkbox', class: 'keeps-look' })
  keeps.checked = step.at !== ''
  keeps.addEventListener('change', () => {
    const look = keeps.checked ? lookNow() : ''
    keeps.checked = look !== ''
    change(changed(draft(), at, { at: look }))
  })
  const replace = actButton(say('replace'), () => change(withView(draft(), at, { ...view(), at: keeps.checked ? lookNow() : '' })), 'link')
  const show = actButton(say('show'), () => acts.show(at), 'link')
  const element = h('div', { class: 'editor' }, title,
    h('p', { class: 'meta view' }, seen), h('p', { class: 'view-ways' }, show, replace),
    h('label', { class: 'meta look' }, keeps, ' ', say('keep_look')),
    h('div', { class: 'tools' }, actButton(say('bold'), () => put('**', '**'), 'small', h('strong', {}, 'B')), actButton(say('slanted'), () => put('*', '*'), 'small', h('em', {}, 'I')), sources, count),
    text, findings, chips, none, h('p', { class: 'meta hint' }, say('text_hint')))

  function refresh (checked) {
    const { text: written, day } = draft().steps[at]
    seen.textContent = say('view', { view: checked?.view ?? day })
    count.textContent = words().count('words', wordsIn(written))
    const known = checked?.sources ?? []
    const key = JSON.stringify(known)
    if (key !== offered) {
      offered = key
      sources.replaceChildren(h('option', { value: '' }, say('source_mark')), ...known.map(({ id, name: called }) => h('option', { value: id }, called)))
    }
    sources.disabled = known.length === 0
    none.hidden = known.length > 0 || !checked
    const names = new Map(known.map(({ id, name: called }) => [id, called]))
    chips.replaceChildren(...marksOf(written).map((source, index) => h('li', {}, h('strong', {}, words().number(index + 1)), ' ', data(names.get(source) ?? source))))
    findings.replaceChildren(...(checked?.findings ?? []).map(({ severity, text: told }) => h('li', { 'data-severity': severity }, told)))
  }
  return { element, refresh }
}
