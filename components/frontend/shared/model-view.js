/* A component that draws a model of words and numbers which Python makes, and reports what is pressed. */
import { closestTo, h, pickOf, settled, styleSheet } from './dom.js'
import { themeOf, watchTheme } from './theme.js'

/**
 * A part of the page; `ready` is called once its styles are there, `theme` before each drawing and when the theme changes.
 * @typedef {{ draw: (model: any, how: { first: boolean }) => void, theme: (theme: Theme, model: any) => void, ready: () => void }} Part
 */

const FRESH_MS = 10_000

/* When something was last chosen by key in one of these parts: what it opens elsewhere then takes the focus, which would
   else be lost with the part that goes. */
let chosenByKey = -Infinity

/**
 * A Streamlit component's render function.
 * @param {object} options
 * @param {string} options.name the class of the root
 * @param {string[]} options.styles addresses of style sheets
 * @param {(root: HTMLElement, tell: (name: string, value: any) => void) => Part} options.make adds what the component keeps;
 *   `tell` reports something else than what is pressed
 * @returns {(component: ComponentArguments) => () => void}
 */
export function modelView ({ name, styles, make }) {
  const instances = new WeakMap()
  return function ({ data, parentElement, setTriggerValue }) {
    let instance = instances.get(parentElement)
    if (!instance) {
      instance = create(parentElement, { name, styles, make })
      instances.set(parentElement, instance)
    }
    instance.tell = setTriggerValue
    instance.update(data)
    return () => {
      instances.delete(parentElement)
      instance.remove()
    }
  }
}

function create (parent, { name, styles, make }) {
  const root = h('div', { class: name, hidden: true })
  const part = make(root, (event, value) => instance.tell(event, value))
  const links = styles.map(styleSheet)
  const ready = settled(links)
  parent.append(...links, root)
  ready.then(() => {
    root.hidden = false
    part.ready()
    if (performance.now() - chosenByKey > FRESH_MS || !root.isConnected) return
    chosenByKey = -Infinity
    const heading = /** @type {HTMLElement | null} */ (root.querySelector('h2'))
    if (!heading) return
    heading.tabIndex = -1
    heading.focus()
  })

  let shown = ''
  let model = null
  /** @type {{ tell: (name: string, value: any) => void, update: (next: any) => void, remove: () => void }} */
  const instance = { tell: () => {}, update, remove }
  const unwatch = watchTheme(root, (theme) => { if (model) part.theme(theme, model) })
  root.addEventListener('click', (event) => {
    const pressed = closestTo(event, 'button')
    const pick = pressed && pickOf(pressed)
    if (!pick) return
    if (event.detail === 0) chosenByKey = performance.now()
    instance.tell('pick', pick)
  })
  function update (/** @type {any} */ next) {
    const text = JSON.stringify(next)
    if (text === shown) return
    const first = shown === ''
    shown = text
    model = next
    part.theme(themeOf(root), model)
    part.draw(model, { first })
  }
  function remove () {
    unwatch()
    root.remove()
    for (const link of links) link.remove()
  }
  return instance
}
