/* Whether the page can reach its server. Streamlit writes the state of its socket on its outermost element and opens the socket
   again by itself; the session behind it may then be a new one, which knows nothing of this page until its script has run. */
const APP = '[data-testid="stApp"]'
const STATE = 'data-test-connection-state'
const CONNECTED = 'CONNECTED'

/** Whether the server hears what is sent. Where nothing says otherwise it does: a page on its own has no such element. */
export function isConnected (page = document) {
  const state = page.querySelector(APP)?.getAttribute(STATE)
  return state === undefined || state === null || state === CONNECTED
}

/**
 * Tell each loss of the connection and each return.
 * @param {(connected: boolean) => void} told
 * @returns {() => void} stops it
 */
export function watchConnection (told, page = document) {
  const app = page.querySelector(APP)
  if (!app) return () => {}
  let connected = isConnected(page)
  if (!connected) told(false)
  const observer = new MutationObserver(() => {
    const now = isConnected(page)
    if (now === connected) return
    connected = now
    told(now)
  })
  observer.observe(app, { attributes: true, attributeFilter: [STATE] })
  return () => observer.disconnect()
}

/** Run the whole script, with the view of the address: what a session does for a page that has just been opened. */
export function runAnew (page = globalThis) {
  page.dispatchEvent(new PopStateEvent('popstate'))
}

const isoDay = (/** @type {number} */ day) => new Date(day * 86400000).toISOString().slice(0, 10)

/**
 * A page's address with another time, for a time that the server cannot be told now: it reads it there when it is back.
 * @param {string} address
 * @param {Time} time
 */
export function addressAt (address, { day, from, to, compare }) {
  const url = new URL(address)
  for (const [name, value] of Object.entries({ day, from, to })) url.searchParams.set(name, isoDay(value))
  if (compare === null || compare === undefined) url.searchParams.delete('compare')
  else url.searchParams.set('compare', isoDay(compare))
  return url.href
}

/**
 * Keep a time in the page's address.
 * @param {Time} time
 */
export function keepInAddress (time, page = window) {
  page.history.replaceState(page.history.state, '', addressAt(page.location.href, time))
}
