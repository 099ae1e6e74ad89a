/* Small parts of the dialog's panes. */
import { copyWith } from '../shared/clipboard.js'
import { button, h, lineIcon } from '../shared/dom.js'

export const eyebrow = (text, ...more) => h('h3', { class: 'eyebrow' }, text, ...more)

/**
 * A text in a box with a button that copies it; `write(text)` changes it.
 * @param {any} share
 * @param {string} label for the ear
 * @param {string} [text]
 * @param {{ lines?: boolean }} [how] `lines`: as it is broken into lines
 */
export function copyBox (share, label, text = '', { lines = false } = {}) {
  const { say, status } = share
  const shown = h('code', { tabindex: '0', role: 'textbox', 'aria-readonly': 'true', 'aria-label': label, class: lines ? 'is-lines' : null }, text)
  const words = h('span', {}, say('copy'))
  const press = button({ class: 'copy' }, lineIcon(['M7 7h9v9H7z', 'M13 4H4v9']), words)
  press.addEventListener('click', () => copyWith(press, shown.textContent ?? '', { words, status, label: say('copy'), copied: say('copied'), failed: say('failed') }))
  return { root: h('div', { class: 'copied' }, shown, press), press, write: (next) => { shown.textContent = next } }
}

/** A box to tick; `changed` hears nothing but that it was. */
export function tick (label, checked, changed) {
  const input = h('input', { type: 'checkbox' })
  input.checked = checked
  input.addEventListener('change', changed)
  return { root: h('label', { class: 'choice' }, input, h('span', {}, label)), input }
}

/** One of several that exclude each other. */
export function radio (group, value, content, checked, changed) {
  const input = h('input', { type: 'radio', name: group, value })
  input.checked = checked
  input.addEventListener('change', changed)
  return { root: h('label', { class: 'choice' }, input, h('span', {}, content)), input }
}

/** A list to choose from, with its label above. */
export function choose (label, options, value, changed) {
  const select = h('select', {}, options.map(([key, text]) => h('option', { value: key }, text)))
  select.value = value
  select.addEventListener('change', changed)
  return { root: h('label', { class: 'field' }, h('span', {}, label), select), select }
}
