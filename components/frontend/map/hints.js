/* How to read the map, in a few notes: shown once, on a first visit, over the map that works on beneath them; a button brings
   them back. On a map with room for it a line leads from a note to what it speaks of. */
import { button, entitle, h, lineIcon, s } from '../shared/dom.js'
import { onEscape } from '../shared/escape.js'

const SEEN = 'map-hints-seen'

/** Radius of the ring around an event that a note points at, in pixels. */
const RING = 17

/**
 * Make the notes and the button that opens them. `point(targets)` draws the lines to a striped district and to one event, where
 * there are such: points of the map's container.
 * @param {Words} words
 * @param {object} [ways]
 * @param {{ getItem: (key: string) => string | null, setItem: (key: string, value: string) => void } | null} [ways.memory] where a visit is remembered
 * @param {(() => void) | null} [ways.showKeys] opens the table of keys, where there is one
 * @param {() => void} [ways.opened] called when the button has brought the notes back: it has them point
 */
export function createHints (words, { memory = memoryOf(globalThis), showKeys = null, opened = () => {} } = {}) {
  const opener = entitle(button({ class: 'stage-button', 'aria-expanded': 'false' }, lineIcon(['M7.4 7.6a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1-1.3 1.9', 'M10 14.6v.1'])), words.say('hints.open'))
  const done = button({ class: 'stage-hints-done' }, words.say('hints.done'))
  const keys = showKeys && button({ class: 'stage-hints-keys' }, words.say('hints.all_keys'))
  keys?.addEventListener('click', () => showKeys?.())
  const hint = (name, ...more) => h('li', { class: `stage-box stage-hint stage-hint-${name}` }, h('strong', {}, words.say(`hints.${name}`)), h('p', {}, words.say(`hints.${name}.text`)), more)
  const notes = {
    stripes: hint('stripes'),
    ring: hint('ring'),
    timeline: hint('timeline', h('p', {}, words.say('hints.keys.text')), h('div', { class: 'stage-hints-end' }, done, keys))
  }
  const lines = s('svg', { class: 'stage-hints-lines', 'aria-hidden': 'true' })
  const note = h('section', { class: 'stage-hints', 'aria-label': words.say('hints.open') }, lines, h('ol', {}, Object.values(notes)))

  function show (open) {
    note.hidden = !open
    opener.setAttribute('aria-expanded', String(open))
  }
  function close () {
    if (note.hidden) return
    const had = note.contains(document.activeElement)
    show(false)
    isFirst = false
    if (had) opener.focus({ preventScroll: true })
    memory?.setItem(SEEN, '1')
  }
  let isFirst = memory !== null && memory.getItem(SEEN) === null
  show(isFirst)
  opener.addEventListener('click', () => {
    if (!note.hidden) { close(); return }
    isFirst = false
    show(true)
    opened()
    done.focus({ preventScroll: true })
  })
  done.addEventListener('click', close)
  onEscape(close)

  /** While a story leads, the notes of a first visit wait. */
  function wait (until) {
    if (isFirst && note.hidden !== until) show(!until)
  }

  function point ({ stripes, ring }) {
    if (note.hidden) return
    const { left, top } = note.getBoundingClientRect()
    const from = (name) => {
      const box = notes[name].getBoundingClientRect()
      return { x: box.left - left + box.width / 2, y: box.bottom - top }
    }
    lines.replaceChildren(
      ...stripes ? [line(from('stripes'), stripes), dot(stripes)] : [],
      ...ring ? [line(from('ring'), nearer(from('ring'), ring)), s('circle', { cx: ring.x, cy: ring.y, r: RING, fill: 'none' })] : [])
  }
  return { box: h('div', { class: 'stage-box stage-help' }, opener), note, close, wait, point, isOpen: () => !note.hidden }
}

const line = (from, to) => s('line', { x1: from.x, y1: from.y, x2: to.x, y2: to.y })
const dot = ({ x, y }) => s('circle', { cx: x, cy: y, r: 4 })

/** Where a line to a point ends so that it touches the ring around it. */
export function nearer (from, to) {
  const far = Math.hypot(to.x - from.x, to.y - from.y)
  const part = far > RING ? (far - RING) / far : 0
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part }
}

function memoryOf (page) {
  try {
    return page.localStorage
  } catch {
    return null // The person keeps nothing in this browser: then no note comes by itself.
  }
}
