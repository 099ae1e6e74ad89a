/* How to read the map, in a few lines: shown once, on a first visit, over the map that works on beneath it; a button brings
   it back. */
import { button, entitle, h, lineIcon } from '../shared/dom.js'
import { onEscape } from '../shared/escape.js'

const SEEN = 'map-hints-seen'
const HINTS = ['stripes', 'ring', 'timeline', 'keys']

/**
 * Make the note and the button that opens it.
 * @param {Words} words
 * @param {object} [ways]
 * @param {{ getItem: (key: string) => string | null, setItem: (key: string, value: string) => void } | null} [ways.memory] where a visit is remembered
 * @param {(() => void) | null} [ways.showKeys] opens the table of keys, where there is one
 */
export function createHints (words, { memory = memoryOf(globalThis), showKeys = null } = {}) {
  const opener = entitle(button({ class: 'stage-button', 'aria-expanded': 'false' }, lineIcon(['M7.4 7.6a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1-1.3 1.9', 'M10 14.6v.1'])), words.say('hints.open'))
  const done = button({ class: 'stage-hints-done' }, words.say('hints.done'))
  const keys = showKeys && button({ class: 'stage-hints-keys' }, words.say('hints.all_keys'))
  keys?.addEventListener('click', () => showKeys?.())
  const note = h('section', { class: 'stage-box stage-hints', 'aria-label': words.say('hints.open') },
    h('ol', {}, HINTS.map((hint) => h('li', {}, h('strong', {}, words.say(`hints.${hint}`)), h('p', {}, words.say(`hints.${hint}.text`))))), h('div', { class: 'stage-hints-end' }, done, keys))

  function show (open) {
    note.hidden = !open
    opener.setAttribute('aria-expanded', String(open))
  }
  function close () {
    if (note.hidden) return
    const had = note.contains(document.activeElement)
    show(false)
    if (had) opener.focus({ preventScroll: true })
    memory?.setItem(SEEN, '1')
  }
  show(memory !== null && memory.getItem(SEEN) === null)
  opener.addEventListener('click', () => {
    if (!note.hidden) { close(); return }
    show(true)
    done.focus({ preventScroll: true })
  })
  done.addEventListener('click', close)
  onEscape(close)
  return { box: h('div', { class: 'stage-box stage-help' }, opener), note, close }
}

function memoryOf (page) {
  try {
    return page.localStorage
  } catch {
    return null // The person keeps nothing in this browser: then no note comes by itself.
  }
}
