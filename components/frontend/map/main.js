/* Start the stage inside streamlit-folium's iframe: styles, fonts, the channel (or the fallback), and picks to Python. */
import { copyFonts } from './fonts.js'
import { listenToHub } from './hub-client.js'
import { keepInAddress } from './look.js'
import { createStage } from './stage.js'
import { themeOfColour } from '../shared/theme.js'
import { createWords } from '../shared/words.js'

/** Under this name the page's window keeps what its map looks at, by channel. */
const LOOKS = Symbol.for('map looks')
const STYLES = ['../shared/tokens.css', 'map.css']

/**
 * Start on a Leaflet map.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {{ channel: string, strings: Record<string, string>, locale: string, formats?: Formats, scene: string | null, words?: SceneWords | null, here: string,
 *   commands: View[] & { take?: () => void } }} options `scene` in base64; `here`: where start.js lies
 */
export async function start (L, map, options) {
  const words = createWords({ language: options.locale, strings: options.strings, formats: options.formats })
  const container = map.getContainer()
  container.setAttribute('role', 'application')
  container.setAttribute('aria-label', words.say('map.label'))
  container.setAttribute('aria-description', words.say('map.keys'))
  nameFrame(words.say('map.label'), options.locale)
  await Promise.all([adoptStyles(options.here), leafletStyled(map)])
  map.invalidateSize({ animate: false })
  const stage = createStage(L, map, { words, send: createSender(), theme: pageTheme(), showKeys, drawn: tellPage })
  window.stage = stage
  keepInAddress(map, stage)
  const look = keepLook(map, options.channel, options.locale)
  const take = (message) => {
    receive(stage, message)
    if (message?.type === 'view' && stage.shared.scene) look()
  }
  if (options.scene) take({ type: 'scene', bytes: bytesOf(options.scene), words: options.words })
  options.commands.take = () => { for (const view of options.commands.splice(0)) take({ type: 'view', view }) }
  options.commands.take()
  listenToHub(options.channel, take)
  if (await copyFonts()) stage.restyle()
}

/**
 * Act on one message of the hub; what is not known is left alone.
 * @param {any} stage
 * @param {HubMessage | null} message
 */
export function receive (stage, message) {
  if (message?.type === 'scene') stage.setScene(message.bytes, message.words)
  else if (message?.type === 'view') stage.setView(message.view)
  else if (message?.type === 'time') stage.setTime(message)
}

/** The page stands behind a first drawing of the map until the map is there. */
function tellPage () {
  try {
    window.parent.dispatchEvent(new Event('map-drawn'))
  } catch {} // It is of another origin.
}

/** Say which language the map's document is in, give its frame a title in it, and take out what forbids to zoom into it. */
function nameFrame (title, locale) {
  for (const meta of document.querySelectorAll('meta[name="viewport"]')) meta.remove()
  document.documentElement.lang = locale
  document.title = title
  window.frameElement?.setAttribute('title', title)
  window.frameElement?.setAttribute('data-map', '')
}

/**
 * A change of language makes the map anew: it then looks at what it looked at before. Returns what does that, once, when the
 * first view has been drawn.
 */
function keepLook (map, channel, locale, page = window) {
  const looks = looksOf(page)
  const before = looks.get(channel)
  let due = before && before.locale !== locale
  let settled = !due
  map.on('moveend', () => {
    if (settled) looks.set(channel, { locale, center: map.getCenter(), zoom: map.getZoom() })
  })
  return () => {
    if (!due) return
    due = false
    settled = true
    map.setView(before.center, before.zoom, { animate: false })
  }
}

/** Open the table of keys, which is the page's. */
function showKeys () {
  try {
    window.parent.dispatchEvent(new CustomEvent('keys-wanted'))
  } catch {
    // The page is of another origin.
  }
}

function looksOf (page) {
  try {
    return page.parent[LOOKS] ??= new Map()
  } catch {
    return new Map() // The page is of another origin.
  }
}

/** Picks go to Python with a rising number, or a second click on the same thing would not be told. */
export function createSender (streamlit = () => window.Streamlit, now = Date.now) {
  let sequence = 0
  return (/** @type {MapPick} */ pick) => {
    sequence = Math.max(sequence + 1, now())
    streamlit()?.setComponentValue({ seq: sequence, pick })
  }
}

export const bytesOf = (base64) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** Streamlit paints the iframe's body in the page's colours; the view says the theme once it is here. */
function pageTheme () {
  return themeOfColour(getComputedStyle(document.documentElement).getPropertyValue('--background-color'))
}

async function adoptStyles (here) {
  const texts = await Promise.all(STYLES.map(async (path) => (await fetch(new URL(path, here))).text()))
  const sheets = texts.map((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    return sheet
  })
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets]
}

/** streamlit-folium does not wait for Leaflet's style sheet; panes must be laid out before anything is measured. */
function leafletStyled (map) {
  const pane = map.getPane('mapPane')
  return /** @type {Promise<void>} */ (new Promise((resolve) => {
    const look = () => {
      if (getComputedStyle(pane).position === 'absolute') resolve()
      else setTimeout(look, 10)
    }
    look()
  }))
}
