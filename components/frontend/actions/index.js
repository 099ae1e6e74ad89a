/* The head's buttons: share the view; and, on a phone, open and close the filters. */
import { addressIn, copyWith } from '../shared/clipboard.js'
import { button, h, s } from '../shared/dom.js'
import { openShare } from '../share/dialog.js'
import { watchMenus } from './menus.js'

const instances = new WeakMap()
const SHARE = 'M18 8a3 3 0 1 0 0-.1M6 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M18 22a3 3 0 1 0 0-6 3 3 0 0 0 0 6M8.6 13.5l6.8 4M15.4 6.500l-6.800 4'
const SLIDERS = 'M4 7h9m5 0h2M4 17h2m5 0h9M15.5 4.5v5M8.5 14.5v5'

export default function ({ data, parentElement: root, setTriggerValue }) {
  const instance = instances.get(root)
  if (instance && instance.language !== data.language) {
    for (const part of instance.parts) part.remove()
    instances.delete(root)
  }
  if (instances.has(root)) instance.update(data, setTriggerValue)
  else {
    const status = h('div', { role: 'status', class: 'unseen' })
    const parts = partsSelect(data, setTriggerValue)
    const filters = filtersButton(data)
    const share = shareButton(data, status, root)
    const update = (next, setter) => {
      parts.update(next, setter)
      filters.hidden = next.part === 'about' // That part has no filters to open.
      if (next.title) document.title = next.title
      share.update(next)
    }
    update(data, setTriggerValue)
    watchMenus(document)
    const all = [parts.select, share.press, filters, status]
    root.append(...all)
    instances.set(root, { update, parts: all, language: data.language })
  }
  return () => instances.delete(root)
}

/** The parts of the page as one native list, for screens too narrow for a row of them. */
function partsSelect (data, setTriggerValue) {
  const select = h('select', { 'aria-label': data.partsLabel }, data.parts.map(([value, label]) => h('option', { value }, label)))
  let report = setTriggerValue
  const update = (next, setter) => {
    report = setter
    select.value = next.part
  }
  select.addEventListener('change', () => report('part', select.value))
  return { select, update }
}

/** The button that opens the dialog; where the server does not answer it copies the link. */
function shareButton (data, status, root) {
  const words = h('span', {}, data.label)
  const press = button({ class: data.language === 'en' ? 'link' : 'link short', 'aria-haspopup': 'dialog' }, icon(SHARE), words)
  let latest = data
  press.addEventListener('click', async () => {
    const { frame, language, own } = latest
    if (await openShare({ frame, language, own, theme: root.host ?? root })) return
    copyWith(press, addressIn(language), { ...latest, words, status })
  })
  return { press, update: (next) => { latest = next } }
}

function filtersButton (data) {
  const press = button({ class: 'filters', 'aria-expanded': 'false' }, icon(SLIDERS), h('span', {}, data.filters))
  press.addEventListener('click', () => {
    const filters = document.querySelector(data.filtersSelector)
    if (!filters) return
    const open = filters.dataset.open !== 'true'
    filters.dataset.open = String(open)
    press.setAttribute('aria-expanded', String(open))
  })
  return press
}

const icon = (outline) => s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: outline }))
