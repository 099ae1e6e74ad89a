/* Elements made of plain words. Text becomes text nodes and nothing else; a link's address is checked again here. */

const SVG = 'http://www.w3.org/2000/svg'
const picks = new WeakMap()
const STOP = /^[,.;:!?)\]»”’՝։]+/
const RANGE = /(\d+–\d+)/

/**
 * What can be said of an element: text, a switch, its style by property, or what pressing it chooses.
 * @typedef {Record<string, any>} Attributes
 */

/**
 * An HTML element with attributes and children; strings are text, null and false are left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...any} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h (tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children)
}

/**
 * An SVG element.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...any} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function s (tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children)
}

function filled (element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue
    if (name === 'style') {
      for (const [property, setting] of Object.entries(value)) element.style.setProperty(property, setting)
    } else if (name === 'pick') {
      picks.set(element, value)
    } else {
      element.setAttribute(name, value === true ? '' : String(value))
    }
  }
  element.append(...stopped(children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false)))
  return element
}

/** Children with what is pressed and the comma or full stop behind it together: a browser would begin a line with that. */
function stopped (children) {
  return children.flatMap((child, index) => {
    const stop = isPressed(children[index - 1]) && stopOf(child)
    const next = isPressed(child) && stopOf(children[index + 1])
    if (next) child.style.setProperty('white-space', 'normal')
    return next ? [whole(child, next)] : [stop ? child.slice(stop.length) : child]
  })
}

const isPressed = (node) => ['BUTTON', 'A'].includes(String(node?.nodeName).toUpperCase())
const stopOf = (node) => typeof node === 'string' ? STOP.exec(node)?.[0] : undefined

function whole (...children) {
  const span = h('span', { style: { 'white-space': 'nowrap' } })
  span.append(...children)
  return span
}

/** Text in pieces, so that no line ends within a range of numbers: `2022–23`. */
const unbroken = (text) => text.split(RANGE).map((part, index) => index % 2 ? whole(part) : part).filter(Boolean)

/**
 * Set text only when it changed: a step of the timeline touches few nodes.
 * @param {Node} node
 * @param {string} text
 */
export function write (node, text) {
  if (node.textContent !== text) node.textContent = text
}

/**
 * Name a control for the ear and for the mouse.
 * @template {HTMLElement} T
 * @param {T} control
 * @param {string} name
 */
export function entitle (control, name) {
  control.setAttribute('aria-label', name)
  control.title = name
  return control
}

/**
 * An icon of straight strokes in a 20 by 20 box.
 * @param {string[]} outlines
 * @param {string | null} [name] its class
 */
export const lineIcon = (outlines, name = null) =>
  s('svg', { viewBox: '0 0 20 20', class: name, 'aria-hidden': 'true' }, outlines.map((d) => s('path', { d })))

/**
 * A canvas that stands nowhere yet, its sides in whole pixels.
 * @param {number} width
 * @param {number} height
 */
export const makeCanvas = (width, height) => Object.assign(document.createElement('canvas'), { width, height })

/**
 * A style sheet to be loaded from an address.
 * @param {string} address
 */
export const styleSheet = (address) => h('link', { rel: 'stylesheet', href: address })

/**
 * Resolves when each of the style sheets has come, or has failed to.
 * @param {HTMLLinkElement[]} sheets
 */
export const settled = (sheets) => Promise.all(sheets.map((sheet) => new Promise((resolve) => {
  sheet.addEventListener('load', resolve)
  sheet.addEventListener('error', resolve)
})))

/**
 * The element around what an event happened to that a selector finds, or null.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export const closestTo = ({ target }, selector) => target instanceof Element ? target.closest(selector) : null

/**
 * What a canvas is painted with.
 * @param {HTMLCanvasElement} canvas
 */
export const contextOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'))

/**
 * What pressing this element chooses, or null.
 * @param {Element} element
 * @returns {PanelPick | null}
 */
export const pickOf = (element) => picks.get(element) || null

/**
 * A button of a page without forms.
 * @param {Attributes} attributes
 * @param {...any} children
 */
export const button = (attributes, ...children) => h('button', { type: 'button', ...attributes }, ...children)

/**
 * A button that chooses something; its key lets the focus find it again after the panel is redrawn.
 * @param {PanelPick | null} pick
 * @param {Attributes} attributes
 * @param {...any} children
 */
export const pickButton = (pick, attributes, ...children) => button({ pick, 'data-key': JSON.stringify(pick), ...attributes }, ...children)

/**
 * Words of the dataset: their direction of writing is their own and stays inside.
 * @param {unknown} text
 */
export const data = (text) => h('bdi', {}, unbroken(String(text)))

/**
 * An http or https address as given, or null.
 * @param {string} address
 */
export function safeHref (address) {
  try {
    const { protocol, host } = new URL(address)
    return (protocol === 'https:' || protocol === 'http:') && host ? address : null
  } catch {
    return null
  }
}

/**
 * A link to a source in a tab of its own that learns nothing of this page; plain words if the address is unsafe.
 * @param {string} address
 * @param {string} text
 * @param {string} newTab says that it opens in a new tab
 * @param {string | null} [hint]
 * @param {string | null} [lang] the language of what it leads to
 */
export function sourceLink (address, text, newTab, hint = null, lang = null) {
  const href = safeHref(address)
  if (!href) return h('span', { title: hint }, data(text))
  return h('a', { href, hreflang: lang || null, target: '_blank', rel: 'noopener noreferrer', title: hint },
    data(text), arrow(), h('span', { class: 'unseen' }, ` (${newTab})`))
}

function arrow () {
  return s('svg', { class: 'out', viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    s('path', { d: 'M2 2h3v1H3v6h6V7h1v3H2zM6.5 2H10v3.5H9V3.7L5.9 6.9l-.8-.8L8.3 3H6.5z' }))
}

/**
 * A piece of a sentence: plain words, or words with what they are or do. `data`: words of the dataset.
 * @typedef {string | { text: string, data?: boolean, strong?: boolean, quiet?: boolean, pick?: PanelPick, href?: string, hint?: string }} Run
 */

/**
 * The elements of a sentence.
 * @param {Run[] | null} pieces
 * @param {Record<string, string>} words of the page, by key
 */
export function runs (pieces, words) {
  return (pieces || []).map((piece) => typeof piece === 'string' ? piece : run(piece, words))
}

function run (piece, words) {
  let element
  if (piece.pick) element = pickButton(piece.pick, { class: 'link' }, data(piece.text))
  else if (piece.href) element = sourceLink(piece.href, piece.text, words.new_tab, piece.hint)
  else element = h('span', { title: piece.hint, class: piece.quiet ? 'quiet' : null }, piece.data ? data(piece.text) : unbroken(piece.text))
  return piece.strong ? h('strong', {}, element) : element
}
