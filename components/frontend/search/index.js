/* The search field. Python answers questions with a list; this asks, shows the answer and reports what is chosen. */
import { h, settled, styleSheet } from '../shared/dom.js'
import { themeOf, watchTheme } from '../shared/theme.js'
import { createField } from './field.js'

const STYLES = ['../shared/tokens.css', './search.css'].map((file) => new URL(file, import.meta.url).href)
const instances = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  let instance = instances.get(parentElement)
  if (!instance) {
    instance = create(parentElement)
    instances.set(parentElement, instance)
  }
  const call = ++instance.calls
  instance.tell = setTriggerValue
  instance.field.update(data)
  return () => {
    /* Streamlit may clean up and call again within one rerun: only an element that is gone takes its field along. */
    setTimeout(() => {
      if (instance.calls !== call || parentElement.isConnected) return
      instances.delete(parentElement)
      instance.remove()
    }, 0)
  }
}

function create (parent) {
  const root = h('div', { class: 'search', style: { visibility: 'hidden' } })
  const links = STYLES.map(styleSheet)
  const ready = settled(links)
  parent.append(...links, root)
  ready.then(() => { root.style.visibility = '' })
  /** @type {Record<string, any>} */
  const instance = { calls: 0, tell: () => {} }
  instance.field = createField(root, (name, value) => instance.tell(name, value))
  const colour = (theme) => root.setAttribute('data-theme', theme)
  colour(themeOf(root))
  const unwatch = watchTheme(root, colour)
  instance.remove = () => {
    unwatch()
    instance.field.remove()
    root.remove()
    for (const link of links) link.remove()
  }
  return instance
}
