/* A component that draws a model of words and numbers which Python makes, and reports what is pressed. */
import { h, pickOf, settled, styleSheet } from './dom.js'
import { themeOf, watchTheme } from './theme.js'

/** A Streamlit component's render function.
    `styles` are addresses of style sheets; `name` is the class of the root; `make(root)` adds what the component keeps
    and returns {draw(model, {first}), theme(theme, model), ready()}: the last is called once the styles are there. */
export function modelView ({ name, styles, make }) {
  const instances = new WeakMap()
  return function ({ data, parentElement, setTriggerValue }) {
    let instance = instances.get(parentElement)
    if (!instance) {
      instance = create(parentElement, { name, styles, make })
      instances.set(parentElement, instance)
    }
    instance.report = (pick) => setTriggerValue('pick', pick)
    instance.update(data)
    return () => {
      instances.delete(parentElement)
      instance.remove()
    }
  }
}

function create (parent, { name, styles, make }) {
  const root = h('div', { class: name, hidden: true })
  const part = make(root)
  const links = styles.map(styleSheet)
  const ready = settled(links)
  parent.append(...links, root)
  ready.then(() => {
    root.hidden = false
    part.ready()
  })

  let shown = ''
  let model = null
  const instance = { report: () => {} }
  const unwatch = watchTheme(root, (theme) => { if (model) part.theme(theme, model) })
  root.addEventListener('click', (event) => {
    const pressed = event.target.closest('button')
    const pick = pressed && pickOf(pressed)
    if (pick) instance.report(pick)
  })
  instance.update = (next) => {
    const text = JSON.stringify(next)
    if (text === shown) return
    const first = shown === ''
    shown = text
    model = next
    part.theme(themeOf(root), model)
    part.draw(model, { first })
  }
  instance.remove = () => {
    unwatch()
    root.remove()
    for (const link of links) link.remove()
  }
  return instance
}
