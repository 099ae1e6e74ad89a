/* Draws a model into the panel; what a person had open, focused or scrolled to stays where it can. */
import { h } from '../shared/dom.js'
import { district } from './district.js'
import { voicesBanner } from './voices-banner.js'
import { eventPanel, list, nothing } from './event-panels.js'
import { overview } from './overview.js'

const KINDS = { overview, district, event: eventPanel, list, nothing }
const COLOUR = /^#[0-9a-f]{3,8}$/i

/** The elements of a model's panel, below the voices through which it is seen. */
export function elementsOf (model) {
  return [voicesBanner(model.voices_banner), clock(model), KINDS[model.panel.kind](model.panel, model.palette), machineNote(model)].flat(Infinity).filter(Boolean)
}

/** The day of the control and the range of the events, told above every panel. */
function clock ({ clock: told }) {
  return told && h('p', { class: 'meta clock' }, told)
}

/** What a program translated is told to be so, once for a panel. */
export function machineNote ({ translated }) {
  return translated && h('p', { class: 'meta machine' }, translated)
}

/** The dataset's colours as custom properties, for light or dark. */
export function applyPalette (root, palette, theme) {
  root.setAttribute('data-theme', theme)
  const lists = { controller: palette.controllers, group: palette.groups, category: palette.categories }
  for (const [name, colours] of Object.entries(lists)) {
    colours.forEach(([light, dark], index) => {
      const colour = theme === 'dark' ? dark : light
      if (COLOUR.test(colour)) root.style.setProperty(`--${name}-${index}`, colour)
    })
  }
}

/** Replace the panel's content with the elements of a model. */
export function render (body, model, { focus, elements = elementsOf }) {
  const subject = `${model.panel.kind} ${model.panel.id || ''}`
  const isSame = body.dataset.subject === subject
  const open = new Set(isSame ? [...body.querySelectorAll('details[open]')].map((one) => one.dataset.key) : [])
  const focused = focus ? body.getRootNode().activeElement : null
  const key = focused && body.contains(focused) ? focused.dataset.key || null : null
  const before = openEvent(body)
  const scroller = scrollerOf(body)
  const top = scroller ? scroller.scrollTop : 0
  const rows = isSame ? rowsOf(body).length : 0
  body.dataset.subject = subject
  body.replaceChildren(...elements(model))
  for (const one of body.querySelectorAll('details')) one.open = open.has(one.dataset.key)
  if (scroller) scroller.scrollTop = isSame ? top : 0
  const again = key && [...body.querySelectorAll('[data-key]')].find((one) => one.dataset.key === key)
  if (again) again.focus({ preventScroll: true })
  else if (focused && key !== null) goOn(body, rows)
  if (openEvent(body) !== before) revealOpened(body)
}

const rowsOf = (body) => [...body.querySelectorAll('.rows > li')]

/* What had the focus is gone: reading goes on at the first new row, or at the new panel's heading. */
function goOn (body, rowsBefore) {
  const row = rowsBefore > 0 ? rowsOf(body)[rowsBefore]?.querySelector('button') : null
  const heading = body.querySelector('h2')
  if (heading && !row) heading.tabIndex = -1
  const next = row ?? heading
  next?.focus({ preventScroll: next === heading })
}

/** Bring the open record of a list into sight; a record that is the whole panel is in sight by itself. */
export function revealOpened (body) {
  const record = body.querySelector('.record')
  if (record && record.closest('li')) reveal(record, scrollerOf(body))
}

function openEvent (body) {
  const record = body.querySelector('.record')
  return record ? record.dataset.event : null
}

/** Scroll the panel, and only the panel, so that a record's head is in sight. */
function reveal (record, scroller) {
  if (!scroller) return
  const box = record.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  if (box.top < frame.top || box.bottom > frame.bottom) scroller.scrollTop += box.top - frame.top - 40 - (parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0)
}

function scrollerOf (element) {
  for (let node = element; node; node = node.parentNode || node.host) {
    if (node.nodeType !== 1) continue
    const { overflowY } = getComputedStyle(node)
    if ((overflowY === 'auto' || overflowY === 'scroll') && node.scrollHeight > node.clientHeight) return node
  }
  return null
}
