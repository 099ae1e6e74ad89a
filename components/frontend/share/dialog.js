/* The dialog "Share this view". What it says comes from the server when it opens: a change of the view costs nothing for it. */
import { button, data, entitle, h, lineIcon, settled, styleSheet } from '../shared/dom.js'
import { themeOf } from '../shared/theme.js'
import { lookOf } from './addresses.js'
import { embedPane } from './embed-pane.js'
import { linkPane } from './link-pane.js'
import { picturePane } from './picture-pane.js'
import { citePane, followPane } from './text-panes.js'

const STYLES = ['../shared/tokens.css', './share.css'].map((path) => new URL(path, import.meta.url).href)
/** @type {Record<string, { make: (share: any) => HTMLElement, icon: string[] }>} */
const PANES = {
  link: { make: linkPane, icon: ['M8.500 11.500a3 3 0 0 0 4.300 0l2.700-2.700a3 3 0 0 0-4.300-4.300l-1 1', 'M11.500 8.500a3 3 0 0 0-4.300 0l-2.700 2.700a3 3 0 0 0 4.300 4.300l1-1'] },
  embed: { make: embedPane, icon: ['M7 6l-4 4 4 4', 'M13 6l4 4-4 4'] },
  picture: { make: picturePane, icon: ['M3.500 4.500h13v11h-13z', 'M4 14l4-4.500 3 3 2-2 3.500 3.500', 'M12.500 8v.1'] },
  follow: { make: followPane, icon: ['M4 5.500h12v11H4z', 'M4 9h12', 'M7 3.500v3', 'M13 3.500v3'] },
  cite: { make: citePane, icon: ['M8 6H5v4h3v-.1c0 2-.8 3.100-2.500 3.600', 'M15 6h-3v4h3v-.1c0 2-.8 3.100-2.500 3.600'] }
}

/**
 * Open the dialog.
 * @param {{ frame: string, language: string, own: boolean, theme: Element }} options `frame` finds the map's frame in the page
 * @param {Document} [page]
 * @returns {Promise<boolean>} whether the server has said what there is to share
 */
export async function openShare ({ frame, language, own, theme }, page = document) {
  const { location } = globalThis
  const asked = new URL(`share.json${location.search}`, page.baseURI)
  const isChosenLanguage = asked.searchParams.has('lang')
  asked.searchParams.set('lang', language)
  /** @type {any} */
  let model
  try {
    const answer = await fetch(asked)
    if (!answer.ok) return false
    model = await answer.json()
  } catch {
    return false
  }
  const stage = () => {
    const found = /** @type {any} */ (page.querySelector(frame))?.contentWindow?.stage
    return found?.ready ? found : null
  }
  const status = h('p', { role: 'status', class: 'unseen' })
  const share = {
    model,
    own,
    status,
    stage,
    isChosenLanguage,
    address: location.href,
    look: () => stage() && lookOf(stage().map),
    say: (/** @type {string} */ key, /** @type {Record<string, any>} */ places = {}) => (model.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole)
  }
  await show(share, themeOf(theme), page)
  return true
}

async function show (share, theme, page) {
  const { say, model, status } = share
  const host = h('div', { class: 'share-host', 'data-theme': theme, lang: page.documentElement.lang })
  const root = host.attachShadow({ mode: 'open' })
  const sheets = STYLES.map(styleSheet)
  const tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': say('title'), 'aria-orientation': 'vertical' })
  const pane = h('div', { class: 'pane', role: 'tabpanel', id: 'pane', tabindex: '-1' })
  const shut = entitle(button({ class: 'icon' }, lineIcon(['M5 5l10 10', 'M15 5L5 15'])), say('close'))
  const back = entitle(button({ class: 'icon back' }, lineIcon(['M12 4l-6 6 6 6'])), say('back'))
  const heading = h('h2', { id: 'title' }, say('title'))
  const dialog = h('dialog', { 'aria-labelledby': 'title' },
    h('header', {}, back, h('div', {}, heading, h('p', {}, data(model.chosen))), shut), h('div', { class: 'body' }, tabs, pane), status)
  const made = new Map()
  const narrow = globalThis.matchMedia('(max-width: 799px)')
  const buttons = Object.entries(PANES).map(([name, { icon }]) => {
    const tab = button({ role: 'tab', id: `tab-${name}`, 'aria-controls': 'pane', class: 'tab' }, lineIcon(icon), h('span', {}, say(name)))
    tab.addEventListener('click', () => open(name, true))
    return { name, tab }
  })
  tabs.append(...buttons.map(({ tab }) => tab))
  tabs.addEventListener('keydown', (event) => {
    const at = buttons.findIndex(({ tab }) => tab === root.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    const { name, tab } = buttons[(to + buttons.length) % buttons.length]
    open(name)
    tab.focus()
  })

  function open (name, byHand = false) {
    dialog.dataset.pane = name
    for (const { name: other, tab } of buttons) {
      tab.setAttribute('aria-selected', String(other === name))
      tab.tabIndex = other === name ? 0 : -1
    }
    pane.setAttribute('aria-labelledby', `tab-${name}`)
    heading.textContent = narrow.matches && name !== 'link' ? say(name) : say('title')
    if (!made.has(name)) {
      const holder = h('div', { class: `of-${name}` })
      made.set(name, holder)
      pane.replaceChildren(holder) // In its place before it is filled: what it holds measures its room.
      holder.append(PANES[name].make(share))
    } else pane.replaceChildren(made.get(name))
    pane.scrollTop = 0
    if (byHand && back.getClientRects().length) back.focus()
  }

  back.addEventListener('click', () => { open('link'); buttons[1].tab.focus() })
  shut.addEventListener('click', () => dialog.close())
  dialog.addEventListener('click', (event) => { if (event.target === dialog) dialog.close() }) // Beside it.
  dialog.addEventListener('close', () => host.remove())
  root.append(...sheets, dialog)
  page.body.append(host)
  await settled(sheets)
  dialog.showModal()
  open('link')
  buttons[0].tab.focus()
}
