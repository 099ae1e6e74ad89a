/* The menu of languages in the page's head: each is named in itself. It also tells the browser which language the page is in,
   and says Streamlit's own few words in it. */
import { button, closestTo, h, s } from '../shared/dom.js'
import { sayStreamlit } from './streamlit-words.js'

const instances = new WeakMap()
const GLOBE = 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c2.3 2.4 3.5 5.2 3.5 8.5s-1.2 6.1-3.5 8.5c-2.3-2.4-3.5-5.2-3.5-8.5s1.2-6.1 3.5-8.5z'
const CHECK = 'M5 12.5l4.5 4.5L19 7.5'
const ARROW = 'M7 10l5 5 5-5'
const GAP = 6
const EDGE = 8

export default function ({ data, parentElement: root, setTriggerValue }) {
  let instance = instances.get(root)
  if (!instance) {
    instance = create(root)
    instances.set(root, instance)
  }
  instance.update(data, setTriggerValue)
  return () => {
    /* Streamlit may clean up and call again within one rerun: only an element that is gone takes its menu along. */
    setTimeout(() => {
      if (root.isConnected) return
      instances.delete(root)
      instance.remove()
    }, 0)
  }
}

function create (root) {
  const name = h('span')
  const press = button({ 'aria-haspopup': 'menu', 'aria-expanded': 'false' }, icon(GLOBE), name, icon(ARROW))
  const menu = h('div', { class: 'menu', role: 'menu', popover: 'manual' })
  root.append(press, menu)
  let report = (/** @type {string} */ _code) => {}
  let shown = ''
  let quiet = () => {}

  const items = () => [...menu.querySelectorAll('button')]
  const isOpen = () => press.getAttribute('aria-expanded') === 'true'
  function open (now) {
    if (now === isOpen()) return
    press.setAttribute('aria-expanded', String(now))
    menu.hidden = !now
    if (now) {
      menu.showPopover?.()
      place(menu, press.getBoundingClientRect())
      const chosen = items().find((item) => item.getAttribute('aria-checked') === 'true') ?? items()[0]
      chosen?.focus()
    } else menu.hidePopover?.()
  }
  function leave (event) {
    if (isOpen() && !event.composedPath().some((node) => node === menu || node === press)) open(false)
  }
  menu.hidden = true
  press.addEventListener('click', () => open(!isOpen()))
  menu.addEventListener('keydown', (event) => {
    const all = items()
    const at = all.indexOf(/** @type {HTMLButtonElement} */ (closestTo(event, 'button')))
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      all[to].focus()
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      open(false)
      press.focus()
      if (event.key === 'Escape') event.preventDefault()
    }
  })
  document.addEventListener('pointerdown', leave)
  const close = () => open(false)
  window.addEventListener('resize', close)

  return {
    update (data, setTriggerValue) {
      report = (code) => setTriggerValue('language', code)
      const text = JSON.stringify(data)
      if (text === shown) return
      shown = text
      document.documentElement.lang = data.language
      quiet()
      quiet = sayStreamlit(data.streamlit)
      const current = data.languages.find(({ code }) => code === data.language)
      name.textContent = current.name
      press.lang = current.code
      press.setAttribute('aria-label', `${data.label}: ${current.name}`)
      menu.setAttribute('aria-label', data.label)
      menu.replaceChildren(
        ...data.languages.map((one) => choice(one, one.code === data.language, () => { open(false); press.focus(); report(one.code) })),
        h('p', {}, data.note)
      )
    },
    remove () {
      document.removeEventListener('pointerdown', leave)
      window.removeEventListener('resize', close)
      quiet()
    }
  }
}

function choice ({ code, name, line }, chosen, choose) {
  const item = button({ role: 'menuitemradio', 'aria-checked': String(chosen), lang: code },
    chosen ? icon(CHECK) : h('i'), h('span', {}, h('strong', {}, name), h('small', {}, line)))
  item.addEventListener('click', choose)
  return item
}

/** Under the button, its right edge under the button's, within the window. */
function place (menu, box) {
  const width = menu.offsetWidth
  const left = Math.max(EDGE, Math.min(box.right - width, document.documentElement.clientWidth - width - EDGE))
  Object.assign(menu.style, { left: `${left}px`, top: `${box.bottom + GAP}px` })
}

const icon = (/** @type {string} */ outline) => s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: outline }))
