/* Says that the connection is lost, for as long as it is, and what a lost session took along. It shows nothing else. */
import { watchConnection } from '../shared/connection.js'
import { button, h, s, styleSheet, write } from '../shared/dom.js'

/** Streamlit tries again every four seconds at most: later than that it has given up, and only a new page helps. */
const GIVEN_UP_MS = 10000
const CUT = 'M3 3l18 18M8.5 16.4a5 5 0 0 1 7 0M5 12.9a10 10 0 0 1 5-2.7m4.5.2a10 10 0 0 1 4.5 2.5M2 9.4A15 15 0 0 1 6.2 6.7M10.7 5A15 15 0 0 1 22 9.4M12 20h.01'
/** What does nothing without the server. */
const WAITING = '.st-key-details, .st-key-filters, .st-key-actions, .st-key-district'
const instances = new WeakMap()

/**
 * What a new session did not bring back.
 * @param {{ session: string, own: string | null } | null} before what the server said last
 * @param {{ session: string, own: string | null }} now
 * @returns {string | null} the name of a person's own events that are gone
 */
export const lostOwn = (before, now) => before?.own && before.session !== now.session && !now.own ? before.own : null

export default function ({ data, parentElement: root }) {
  let instance = instances.get(root)
  if (!instance) {
    instance = create(root)
    instances.set(root, instance)
  }
  instance.update(data)
  return () => {
    /* Streamlit may clean up and call again within one rerun: only what is gone stops watching. */
    setTimeout(() => {
      if (root.isConnected) return
      instances.delete(root)
      instance.leave()
    })
  }
}

function create (root) {
  const title = h('strong')
  const text = h('p')
  const again = button({ class: 'again' })
  const tried = h('span', { class: 'tried' })
  const box = h('section', { class: 'cut', hidden: true }, icon(CUT), h('div', {}, title, text, h('div', { class: 'acts' }, again, tried)))
  const goneText = h('p')
  const close = button({ class: 'again' })
  const gone = h('section', { class: 'cut', hidden: true }, icon(CUT), h('div', {}, goneText, close))
  const spoken = h('p', { role: 'status', class: 'unseen' })
  root.append(styleSheet(new URL('connection.css', import.meta.url).href), spoken, box, gone)
  let said = null

  const away = (/** @type {boolean} */ isAway) => {
    document.documentElement.toggleAttribute('data-unconnected', isAway)
    box.hidden = !isAway
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(WAITING))) part.inert = isAway
    write(tried, '')
    write(spoken, isAway ? `${said.words.lost}. ${said.words.meanwhile}` : said.words.back)
  }
  const stopWatching = watchConnection((connected) => away(!connected))
  const dialogs = new MutationObserver(() => { if (!box.hidden) dismissStreamlits() })
  dialogs.observe(document.body, { childList: true })
  again.addEventListener('click', async () => {
    again.disabled = true
    const reached = await reaches()
    again.disabled = false
    if (box.hidden) return
    write(tried, reached ? said.words.reached : said.words.unreached)
    if (reached) setTimeout(() => { if (!box.hidden) location.reload() }, GIVEN_UP_MS)
  })
  close.addEventListener('click', () => { gone.hidden = true })

  return {
    update (next) {
      const lost = lostOwn(said, next)
      said = next
      const { words } = said
      write(title, words.lost)
      write(text, words.meanwhile)
      write(again, words.again)
      write(close, words.close)
      if (lost) {
        write(goneText, words.own_lost.replace('{name}', lost))
        write(spoken, goneText.textContent)
        gone.hidden = false
      } else if (said.own) gone.hidden = true
    },
    leave () {
      stopWatching()
      dialogs.disconnect()
      document.documentElement.removeAttribute('data-unconnected')
    }
  }
}

/** Whether the server answers now. */
async function reaches () {
  try {
    return (await fetch(new URL('_stcore/health', document.baseURI), { cache: 'no-store', signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}

/* Streamlit's own words on a lost connection stand before the whole page, which goes on: they are closed, and then stay closed
   until the connection is back. */
function dismissStreamlits () {
  const dialog = document.querySelector('[data-testid="stDialog"], [role="dialog"]')
  if (dialog?.textContent?.includes('Connection error')) /** @type {HTMLElement | null} */ (dialog.querySelector('button[aria-label="Close"]'))?.click()
}

const icon = (/** @type {string} */ outline) => s('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, s('path', { d: outline }))
