/* What was pressed on the map, in a card over its foot: the events with their days, each with the way to its record. */
import { button, data, entitle, h, lineIcon } from '../shared/dom.js'

const LONGEST = 40

/**
 * Make the card. `show(events, heading)` lists positions of events; none hides it.
 * @param {HTMLElement} root
 * @param {{ scene: Scene, say: (key: string, places?: any) => string, words: Words, record: string, close: () => void }} parts
 *   `record`: address of an event's page but for its id
 */
export function createCard (root, { scene, say, words, record, close }) {
  const shut = entitle(button({ class: 'em-close' }, lineIcon(['M5 5l10 10', 'M15 5L5 15'])), say('close'))
  shut.addEventListener('click', close)
  root.addEventListener('keydown', (event) => { if (event.key === 'Escape') close() })

  function show (events, heading) {
    root.hidden = events.length === 0
    if (root.hidden) return root.replaceChildren()
    const rows = events.slice(0, LONGEST).map((event) => h('li', {}, ...entry(event)))
    root.replaceChildren(shut, heading ? h('h2', {}, heading) : '', h('ul', {}, rows),
      events.length > LONGEST ? h('p', {}, words.count('more', events.length - LONGEST)) : '')
    root.scrollTop = 0
  }

  function entry (event) {
    const { first, last, evidence } = scene.columns
    const title = scene.events.titles?.[event]
    const id = scene.events.ids?.[event]
    const meta = `${words.span(first[event], last[event])} · ${scene.evidence[evidence[event]].label}`
    const text = title ? data(title) : meta
    const name = id ? h('a', { href: record + encodeURIComponent(id), target: '_blank', rel: 'noopener' }, text, h('span', { class: 'unseen' }, ` (${say('new_tab')})`)) : text
    return [h('span', { class: 'em-when' }, meta), name]
  }

  return { show }
}
