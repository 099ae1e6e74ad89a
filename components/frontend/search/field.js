/* The field: a combobox with a list that floats over the page, and the filter in force as a chip that can be taken off. */
import { closestTo, h, pickButton, s } from '../shared/dom.js'
import { createQueries } from './queries.js'
import { createDropdown } from './dropdown.js'
import { resultsOf } from './results.js'
import { actOf } from './keyboard.js'

const clock = { later: (callback, ms) => setTimeout(callback, ms), cancel: (handle) => clearTimeout(handle) }
const GLASS = 'M10.5 3.5a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM15.8 15.8 21 21'
const CROSS = 'M6 6l12 12M18 6 6 18'

const sign = (d) => s('svg', { class: 'sign', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d }))

/** Make the field in `root`. `tell(name, value)` sends a trigger to Python. */
export function createField (root, tell) {
  const input = h('input', {
    id: 'search', type: 'text', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'hits',
    autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false', enterkeyhint: 'search'
  })
  const label = h('label', { for: 'search', class: 'unseen' })
  const chip = h('span', { class: 'chip', hidden: true })
  const clear = pickButton(null, { class: 'clear', hidden: true }, sign(CROSS))
  const box = h('div', { class: 'box' }, sign(GLASS), chip, input, clear)
  const list = h('div', { id: 'hits', role: 'listbox', class: 'hits' })
  const status = h('p', { role: 'status', class: 'unseen' })
  root.append(label, box, list, status)
  const dropdown = createDropdown(list, box)
  const queries = createQueries({ send: (question) => tell('query', question), clock })
  let model = null
  let choices = []
  let active = -1
  let answered = null
  let waiting = false

  const text = () => input.value.trim()
  const isCurrent = () => answered !== null && answered === text()

  function open (now) {
    dropdown.show(now)
    input.setAttribute('aria-expanded', String(now))
    if (!now) input.removeAttribute('aria-activedescendant')
    else mark(active)
  }

  function mark (position, { reveal = false } = {}) {
    active = position
    choices.forEach(({ element }, at) => element.setAttribute('aria-selected', String(at === position)))
    const chosen = choices[position]?.element
    if (!chosen) return input.removeAttribute('aria-activedescendant')
    input.setAttribute('aria-activedescendant', chosen.id)
    if (reveal) chosen.scrollIntoView({ block: 'nearest' })
  }

  function forget () {
    queries.drop()
    answered = null
    waiting = false
    open(false)
    status.textContent = ''
  }

  function empty () {
    input.value = ''
    clear.hidden = true
    forget()
  }

  function choose (position) {
    const choice = choices[position]
    if (!choice) return
    tell('pick', choice.pick)
    empty()
    if (matchMedia('(pointer: coarse)').matches) input.blur()
  }

  function ask (how) {
    if (text()) how(text())
    else forget()
  }

  function act (event) {
    const found = actOf(event, { open: dropdown.isShown(), active, count: choices.length, text: text(), current: isCurrent() })
    if (!found) return
    event.preventDefault()
    if (found.type === 'move') mark(found.active, { reveal: true })
    else if (found.type === 'choose') choose(active)
    else if (found.type === 'close') forget()
    else if (found.type === 'empty') empty()
    else {
      waiting = found.type === 'wait'
      ask(queries.ask)
    }
  }

  input.addEventListener('input', () => {
    clear.hidden = !input.value
    waiting = false
    ask(queries.soon)
  })
  input.addEventListener('focus', () => { if (!dropdown.isShown()) ask(queries.ask) })
  input.addEventListener('blur', () => { if (dropdown.isShown()) forget() })
  // Streamlit's shortcuts listen on the page, where a key pressed in here looks like one pressed nowhere.
  for (const kind of ['keydown', 'keyup', 'keypress']) root.addEventListener(kind, (event) => event.stopPropagation())
  input.addEventListener('keydown', act)
  clear.addEventListener('click', () => { empty(); input.focus() })
  list.addEventListener('pointerdown', (event) => event.preventDefault()) // The field keeps the focus.
  list.addEventListener('mousedown', (event) => event.preventDefault())
  const at = (event) => choices.findIndex(({ element }) => element === closestTo(event, '[role=option]'))
  list.addEventListener('pointermove', (event) => { if (at(event) !== -1 && at(event) !== active) mark(at(event)) })
  list.addEventListener('click', (event) => choose(at(event)))

  function answer (given) {
    answered = given.text
    const found = resultsOf(given, 'hit')
    choices = found.choices
    list.replaceChildren(...found.elements)
    list.scrollTop = 0
    active = 0
    status.textContent = given.said
    open(true)
    if (waiting) choose(0)
    waiting = false
  }

  function showFilter () {
    const { filter, words } = model
    chip.hidden = !filter
    const remove = pickButton(null, { class: 'remove', 'aria-label': words.remove.replace('{text}', filter) }, sign(CROSS))
    remove.addEventListener('click', () => { tell('pick', { text: '' }); input.focus() })
    chip.title = filter
    chip.replaceChildren(h('span', { class: 'unseen' }, `${words.filter}: `), h('bdi', {}, filter), remove)
  }

  return {
    update (next) {
      const { words, longest } = next
      model = next
      label.textContent = words.label
      list.setAttribute('aria-label', words.list)
      input.placeholder = next.filter ? '' : words.placeholder
      input.maxLength = longest
      clear.setAttribute('aria-label', words.clear)
      showFilter()
      if (queries.isAnswer(next.answer) && next.answer.seq !== this.seq) {
        this.seq = next.answer.seq
        answer(next.answer)
      }
    },
    remove: () => { queries.drop(); dropdown.remove() }
  }
}
