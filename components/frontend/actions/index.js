/* The head's buttons: copy the page's address, which holds the whole view; and, on a phone, open and close the filters. */
import { addressIn, copyWith } from '../shared/clipboard.js'
import { button, h, s } from '../shared/dom.js'
import { watchMenus } from './menus.js'

const instances = new WeakMap()
const LINK = 'M10.6 13.4a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 1 0-5.7-5.7l-1.5 1.5M13.4 10.6a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 1 0 5.7 5.7l1.5-1.5'
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
    const update = (next, setter) => {
      parts.update(next, setter)
      filters.hidden = next.part === 'about' // That part has no filters to open.
      document.title = next.title
    }
    update(data, setTriggerValue)
    watchMenus(document)
    const all = [parts.select, filters, linkButton(data, status), status]
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

function linkButton (data, status) {
  const words = h('span', {}, data.label)
  const press = button({ class: data.language === 'en' ? 'link' : 'link short' }, icon(LINK), words)
  press.addEventListener('click', () => copyWith(press, addressIn(data.language), { ...data, words, status }))
  return press
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
