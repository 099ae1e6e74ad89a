/* The details panel. Python sends a model of words and numbers; this draws it and reports what is pressed. */
import { themeOf, watchTheme } from '../shared/theme.js'
import { h, pickOf } from './dom.js'
import { draw, paint, revealOpened } from './draw.js'

const instances = new WeakMap()
const STYLES = ['../shared/tokens.css', './details.css']

export default function ({ data, parentElement, setTriggerValue }) {
  let instance = instances.get(parentElement)
  if (!instance) {
    instance = create(parentElement)
    instances.set(parentElement, instance)
  }
  instance.report = (pick) => setTriggerValue('pick', pick)
  instance.update(data)
  return () => {
    instances.delete(parentElement)
    instance.remove()
  }
}

function create (parent) {
  const spoken = h('p', { role: 'status', class: 'unseen' })
  const body = h('div', { class: 'body' })
  const root = h('div', { class: 'details', hidden: true }, spoken, body)
  const links = STYLES.map((file) => h('link', { rel: 'stylesheet', href: new URL(file, import.meta.url).href }))
  const ready = Promise.all(links.map((link) => new Promise((resolve) => {
    link.addEventListener('load', resolve)
    link.addEventListener('error', resolve)
  })))
  parent.append(...links, root)
  ready.then(() => {
    root.removeAttribute('hidden')
    revealOpened(body)
  })

  let shown = ''
  let palette = null
  const instance = { report: () => {} }
  const colour = (theme) => { if (palette) paint(root, palette, theme) }
  const unwatch = watchTheme(root, colour)
  root.addEventListener('click', (event) => {
    const pressed = event.target.closest('button')
    const pick = pressed && pickOf(pressed)
    if (pick) instance.report(pick)
  })
  instance.update = (model) => {
    const text = JSON.stringify(model)
    if (text === shown) return
    const first = shown === ''
    shown = text
    palette = model.palette
    colour(themeOf(root))
    draw(body, model, { focus: !first })
    if (!first && spoken.textContent !== model.announce) spoken.textContent = model.announce
  }
  instance.remove = () => {
    unwatch()
    root.remove()
    for (const link of links) link.remove()
  }
  return instance
}
