/* The table of keys, in a dialog that traps the focus and gives it back. */
import { button, h } from '../shared/dom.js'

/** Make the dialog; `write(words)` puts the table into it. */
export function createKeys () {
  const title = h('h2', { id: 'keys-title' })
  const close = button({ class: 'close' })
  const table = h('div', { class: 'groups' })
  const dialog = h('dialog', { 'aria-labelledby': 'keys-title' }, title, table, close)
  close.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close() }) // Beside it.
  return {
    dialog,
    open: () => { if (!dialog.open) dialog.showModal() },
    write ({ title: words, close: closing, groups }) {
      title.textContent = words
      close.textContent = closing
      table.replaceChildren(...groups.map(group))
    }
  }
}

/** One part of the page: its name, and each key with what it does. */
export function group ({ title, rows }) {
  return h('table', {}, h('caption', {}, title),
    h('tbody', {}, rows.map(({ keys, text }) => h('tr', {},
      h('th', { scope: 'row' }, keys.map((key, at) => [at > 0 && ' ', h('kbd', {}, key)])),
      h('td', {}, text)))))
}
