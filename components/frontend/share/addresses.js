/* The addresses that are shared, and the code that puts the map into another page. */

/** The least room that the embed fills with a map, in pixels. */
export const LEAST = { width: 280, height: 360 }

/**
 * The page's address with what a person wants held in it, and without what they do not.
 * @param {string} href
 * @param {{ version?: string | null, look?: string | null, language?: string | null }} held
 */
export function linkTo (href, { version = null, look = null, language = null }) {
  const address = new URL(href)
  address.hash = ''
  for (const [name, value] of Object.entries({ version, at: look, lang: language })) {
    if (value) address.searchParams.set(name, value)
    else address.searchParams.delete(name)
  }
  return readable(address)
}

/**
 * The address of the embed at a view.
 * @param {string} embed
 * @param {Record<string, string>} query the view
 * @param {{ language: string, theme?: string, hidden?: string[], look?: string | null }} options
 */
export function embedSource (embed, query, { language, theme = '', hidden = [], look = null }) {
  const address = new URL(embed)
  const all = { ...query, at: look ?? '', lang: language, theme, hide: hidden.join(',') }
  for (const [name, value] of Object.entries(all)) if (value) address.searchParams.set(name, value)
  return readable(address)
}

/* Commas need no escape in a query, and an address is read by people too. */
const readable = (/** @type {URL} */ address) => address.href.replaceAll('%2C', ',')

/**
 * The code of a frame.
 * @param {string} source
 * @param {{ width: number | null, height: number, title: string }} frame `width` null fills the column
 */
export function embedCode (source, { width, height, title }) {
  const style = width === null ? `border:0;min-width:${LEAST.width}px` : 'border:0'
  return `<iframe src="${escaped(source)}" width="${width ?? '100%'}" height="${height}" style="${style}" loading="lazy" title="${escaped(title)}"></iframe>`
}

const ESCAPES = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' }
const escaped = (/** @type {string} */ text) => text.replace(/[&"<>]/g, (character) => ESCAPES[character])

/**
 * A size that a person typed, in whole pixels within what makes sense.
 * @param {string} text
 * @param {number} least
 * @param {number} usual where the text is no number
 */
export function sizeOf (text, least, usual) {
  const number = Math.round(Number(text))
  return Number.isFinite(number) && text.trim() !== '' ? Math.min(Math.max(number, least), 4000) : usual
}

/**
 * Where a map looks, as it stands in an address.
 * @param {{ getCenter: () => { lat: number, lng: number }, getZoom: () => number }} map
 */
export function lookOf (map) {
  const { lat, lng } = map.getCenter()
  return [lat.toFixed(4), lng.toFixed(4), map.getZoom().toFixed(2)].map(Number).join(',')
}
