/* The buttons on the map: zoom, the whole region, and what is drawn. Also who made the map, as text. */
import { button, entitle, h, lineIcon } from '../shared/dom.js'
import { calm } from './went.js'

/** What can be switched off, in reading order. */
const LAYERS = ['backdrop', 'settlements', 'events', 'labels']

const PLUS = ['M10 4.5v11', 'M4.5 10h11']
const MINUS = ['M4.5 10h11']

/** The part of the map's width or height that one press moves it by. */
const SHARE = 1 / 3

/** Zoom in, zoom out, the whole region, and what opens the pad. */
/** `pad` is opened by one of its buttons, where there is one. */
export function createZoom (map, words, showAll, pad) {
  const root = h('div', { class: 'stage-box stage-zoom', role: 'group', 'aria-label': words.say('zoom.label') })
  const opener = press(words.say('move.label'), ['M10 2.5v15', 'M2.5 10h15', 'M7.8 4.7L10 2.5l2.2 2.2', 'M7.8 15.3L10 17.5l2.2-2.2', 'M4.7 7.8L2.5 10l2.2 2.2', 'M15.3 7.8l2.2 2.2-2.2 2.2'], () => {
    if (pad) pad.hidden = !pad.hidden
    opener.setAttribute('aria-expanded', String(!pad?.hidden))
  })
  opener.setAttribute('aria-expanded', 'false')
  root.append(
    press(words.say('zoom.in'), PLUS, () => map.zoomIn(1)),
    press(words.say('zoom.out'), MINUS, () => map.zoomOut(1)),
    ...pad ? [opener] : [],
    press(words.say('zoom.all'), ['M3.5 7.5l4.5-4 2.5 2.5 5-1.5-1 5 2 3.5-4.5.5-2.5 4-3-2.5 1-4.5z'], showAll)
  )
  return root
}

/** Buttons that move and zoom the map for those who cannot drag it, or spread two fingers. */
export function createPad (map, words) {
  const move = (right, down) => () => {
    const { x, y } = map.getSize()
    map.panBy([Math.round(x * SHARE) * right, Math.round(y * SHARE) * down], { animate: !calm() })
  }
  const pad = h('div', { class: 'stage-box stage-pad', role: 'group', 'aria-label': words.say('move.label') },
    press(words.say('zoom.out'), MINUS, () => map.zoomOut(1)),
    press(words.say('move.north'), ['M5 12.5l5-5 5 5'], move(0, -1)),
    press(words.say('zoom.in'), PLUS, () => map.zoomIn(1)),
    press(words.say('move.west'), ['M12.5 5l-5 5 5 5'], move(-1, 0)),
    press(words.say('move.south'), ['M5 7.5l5 5 5-5'], move(0, 1)),
    press(words.say('move.east'), ['M7.5 5l5 5-5 5'], move(1, 0)))
  pad.hidden = true
  return pad
}

function press (name, paths, act) {
  const node = entitle(button({ class: 'stage-button' }, lineIcon(paths)), name)
  node.addEventListener('click', act)
  return node
}

/** The layers button and its list. `switchLayer(layer, shown)` for our own layers, `tile(position or -1)` for online tiles. */
export function createLayersBox (words, { switchLayer, tile }) {
  const root = h('div', { class: 'stage-box stage-layers' })
  const opener = entitle(button({ class: 'stage-button' }), words.say('layers.label'))
  opener.append(lineIcon(['M10 3l7 4-7 4-7-4z', 'M3.5 10.8L10 14.5l6.5-3.7']))
  opener.setAttribute('aria-expanded', 'false')
  const list = h('div', { class: 'stage-layers-list' })
  list.hidden = true
  const told = h('p', { class: 'stage-layers-note', role: 'status' })
  root.append(opener, list)
  const toggle = (open) => {
    list.hidden = !open
    opener.setAttribute('aria-expanded', String(open))
  }
  opener.addEventListener('click', () => toggle(list.hidden))
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return
    event.stopPropagation()
    toggle(false)
    opener.focus()
  })

  function build (tiles) {
    list.replaceChildren(h('h2', { class: 'stage-eyebrow', 'aria-label': words.say('layers.shown') }, words.upper(words.say('layers.shown'))))
    for (const layer of LAYERS) {
      list.append(choice('checkbox', words.say(`layers.${layer}`), true, (checked) => switchLayer(layer, checked)))
    }
    if (!tiles.length) return
    list.append(h('h2', { class: 'stage-eyebrow', 'aria-label': words.say('layers.online') }, words.upper(words.say('layers.online'))), h('p', { class: 'stage-layers-note' }, words.say('layers.online.note')))
    const entries = [words.say('layers.offline'), ...tiles.map(({ name }) => name)]
    entries.forEach((label, at) => list.append(choice('radio', label, at === 0, () => tile(at - 1))))
    list.append(told)
  }

  /** Say what came of an online background; the first choice is then the one in force. */
  function tell (text) {
    told.textContent = text
    const [offline] = list.querySelectorAll('input[type=radio]')
    if (text && offline instanceof HTMLInputElement) offline.checked = true
  }

  return { root, build, tell }
}

function choice (type, text, checked, act) {
  const input = h('input', { type, name: type === 'radio' && 'stage-tiles' })
  input.checked = checked
  input.addEventListener('change', () => act(input.checked))
  return h('label', { class: 'stage-choice' }, input, h('span', {}, text))
}

/** Who made the map. On narrow maps one line that a tap opens. */
export function createAttribution (words) {
  const root = button({ class: 'stage-attribution' })
  root.addEventListener('click', () => root.classList.toggle('is-open'))
  const update = (parts) => { root.textContent = [words.say('attribution.prefix'), ...parts.filter(Boolean)].join(' | ') }
  update([])
  return { root, update }
}

/** Events without a place on the map: their number, and a way to list them. */
export function createUnplacedBox (words, list) {
  const root = button({ class: 'stage-box stage-unplaced' })
  root.hidden = true
  const number = h('strong') // Alone on a narrow map.
  const text = h('span')
  const link = h('span', { class: 'stage-link' }, words.say('unplaced.list'))
  root.append(lineIcon(['M10 17.5s5.5-5.2 5.5-9.6A5.5 5.5 0 0 0 4.5 7.9c0 4.4 5.5 9.6 5.5 9.6z', 'M10 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6']), number, text, link)
  root.addEventListener('click', list)
  let shown = -1
  const update = (count) => {
    if (count === shown) return
    shown = count
    root.hidden = count === 0
    number.textContent = words.number(count)
    text.textContent = words.count('unplaced', count)
    root.title = text.textContent // On a narrow map the number is all that stands there.
  }
  return { root, update }
}
