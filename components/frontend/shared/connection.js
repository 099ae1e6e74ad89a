/* Whether the page is heard by its server. Streamlit writes the state of its socket on its outermost element and opens the socket
   again by itself; the session behind it may then be a new one, which drops whatever a page of before sends until its script has
   run. So the page counts as connected again only after a run. */
const APP = '[data-testid="stApp"]'
const SOCKET = 'data-test-connection-state'
const SCRIPT = 'data-test-script-state'

/** How long a run that was asked for may take to begin: later than that the session did not hear the request, or the run was over
   before it was seen. Then it is asked for again. */
const UNHEARD_MS = 3000

let connected = true

/** Whether the server hears what is sent. A page without a server is its own. */
export const isConnected = () => connected

/** Run the whole script, with the view of the address: what a session does for a page that has just been opened. */
function runAnew (page = globalThis) {
  page.dispatchEvent(new PopStateEvent('popstate'))
}

/**
 * Follow the connection: at its return the script is run, again where the address has changed meanwhile or the request was not
 * heard.
 * @param {object} ways
 * @param {() => { socket: string | null, script: string | null, address: string }} ways.look how things stand
 * @param {() => void} ways.run
 * @param {(connected: boolean) => void} ways.told of each loss, and of each return once the page is heard
 * @param {(call: () => void, ms: number) => void} [ways.later] calls something after so many milliseconds
 * @returns {() => void} to be called when something of it changed
 */
export function createWatch ({ look, run, told, later = setTimeout }) {
  /** @type {'connected' | 'lost' | 'asked' | 'running'} */
  let stage = 'connected'
  let asked = ''
  let request = 0
  const ask = (/** @type {string} */ address) => {
    stage = 'asked'
    asked = address
    const number = ++request
    run()
    later(() => {
      const now = look()
      if (stage !== 'asked' || number !== request || now.socket !== 'CONNECTED') return
      if (now.script === 'notRunning') ask(now.address)
      /* A server that ended while a script ran leaves its state standing, so that no change tells of the new run's beginning. */
      else stage = 'running'
    }, UNHEARD_MS)
  }
  return () => {
    const { socket, script, address } = look()
    if (socket !== null && socket !== 'CONNECTED') {
      if (stage === 'connected') told(connected = false)
      stage = 'lost'
    } else if (stage === 'lost') ask(address)
    else if (stage === 'asked' && script !== 'notRunning') stage = 'running'
    else if (stage === 'running' && script === 'notRunning') {
      if (address !== asked) return ask(address)
      stage = 'connected'
      told(connected = true)
    }
  }
}

/**
 * Tell each loss of the connection and each return.
 * @param {(connected: boolean) => void} told
 * @returns {() => void} stops it
 */
export function watchConnection (told, page = document) {
  const app = page.querySelector(APP)
  if (!app) return () => {}
  const look = () => ({ socket: app.getAttribute(SOCKET), script: app.getAttribute(SCRIPT), address: page.location.href })
  const watch = createWatch({ look, run: runAnew, told })
  watch()
  const observer = new MutationObserver(watch)
  observer.observe(app, { attributes: true, attributeFilter: [SOCKET, SCRIPT] })
  return () => observer.disconnect()
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
