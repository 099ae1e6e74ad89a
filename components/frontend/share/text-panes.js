/* Addresses that follow the data, and how to cite the view. */
import { button, h, lineIcon } from '../shared/dom.js'
import { copyBox, eyebrow } from './parts.js'

const ICONS = {
  calendar: ['M4 5.500h12v11H4z', 'M4 9h12', 'M7 3.500v3', 'M13 3.500v3'],
  feed: ['M5 15.500v.1', 'M5 10.500a5 5 0 0 1 5 5', 'M5 5.500a10 10 0 0 1 10 10']
}

export function followPane (share) {
  const { say, model } = share
  const entries = model.follow.map(({ kind, title, text, address }) => {
    const box = copyBox(share, title, address)
    if (kind === 'calendar') box.root.append(h('a', { class: 'plain', href: address.replace(/^https?:/, 'webcal:') }, say('follow.subscribe')))
    return h('section', { class: 'feed' }, lineIcon(ICONS[kind]), h('div', {}, h('h3', {}, title), h('p', { class: 'quiet' }, text), box.root))
  })
  return h('div', {}, entries, h('p', { class: 'note' }, say('follow.note')))
}

export function citePane (share) {
  const { say, model } = share
  const panels = model.cite.map(({ name, text }) => {
    const box = copyBox(share, name, text, { lines: true })
    return { name, root: box.root }
  })
  const shown = h('div')
  const tabs = panels.map(({ name, root }) => {
    const tab = button({ class: 'format', 'aria-pressed': 'false' }, name)
    tab.addEventListener('click', () => {
      shown.replaceChildren(root)
      for (const one of tabs) one.setAttribute('aria-pressed', String(one === tab))
    })
    return tab
  })
  tabs[0].click()
  return h('div', {}, h('div', { class: 'cite-head' }, eyebrow(say('cite')), h('div', { class: 'formats', role: 'group', 'aria-label': say('cite') }, tabs)), shown, h('p', { class: 'note' }, say('cite.note')))
}
