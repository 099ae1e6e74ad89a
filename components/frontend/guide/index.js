/* The guide: links past the head that are seen while they have the focus, a table of the keys, names for the parts of the
   page, and which of them has been opened, said once. */
import { button, h } from '../shared/dom.js'
import { createKeys } from './keys.js'
import { nameParts } from './landmarks.js'
import { goTo } from './targets.js'

/** An event of this name on the page's window opens the table of keys: the map in its frame sends it. */
const KEYS_WANTED = 'keys-wanted'

const instances = new WeakMap()

export default function ({ data, parentElement: root }) {
  let instance = instances.get(root)
  if (!instance) {
    instance = create(root)
    instances.set(root, instance)
  }
  instance.update(data)
  return () => {
    /* Streamlit may clean up and call again within one rerun: only an element that is gone takes its guide along. */
    setTimeout(() => {
      if (root.isConnected || !instances.delete(root)) return
      instance.remove()
    }, 0)
  }
}

function create (root) {
  const nav = h('nav')
  const status = h('p', { role: 'status', class: 'unseen' })
  const keys = createKeys()
  const watch = nameParts(document)
  root.append(nav, status, keys.dialog)
  window.addEventListener(KEYS_WANTED, keys.open)
  let shown = ''
  let part = null

  return {
    update (data) {
      const text = JSON.stringify(data)
      if (text === shown) return
      shown = text
      nav.setAttribute('aria-label', data.label)
      nav.replaceChildren(...data.links.map(({ label, to }) => link(label, () => goTo(document, to))), link(data.keys.open, keys.open))
      keys.write(data.keys)
      watch.write(data.parts)
      if (part !== null && part !== data.part) status.textContent = data.said
      part = data.part
    },
    remove () {
      watch.stop()
      window.removeEventListener(KEYS_WANTED, keys.open)
    }
  }
}

function link (label, act) {
  const made = button({ class: 'way' }, label)
  made.addEventListener('click', act)
  return made
}
