/* Streamlit says some words of its own, in English alone: they are said in the page's language as they appear. */

const ATTRIBUTES = ['aria-label', 'title', 'placeholder']
const WHERE = [
  '[data-testid="stFileUploader"]', '[data-testid="stDialog"]', '[role="dialog"]', '[data-testid="stSelectbox"]', '[data-testid="stMultiSelect"]',
  '[data-testid="stHeadingWithActionElements"]', '[data-testid="stCode"]', '[data-testid="stDataFrame"]', '[data-testid="stPopover"]',
  '[data-testid="stElementToolbar"]', '[data-baseweb="popover"]', '[data-testid="stSkipLink"]', 'a[href="#main"]'
].join(',')
const SIZE = /^(\d+)(GB|MB|KB) per file/

/**
 * Say Streamlit's words in a language wherever they stand and come to stand.
 * @param {Record<string, string>} words by their English; "{size} per file" has a place for the size
 * @param {Element} within
 * @returns {() => void} stops it; what was said stays until it is said again
 */
export function sayStreamlit (words, within = document.body) {
  /* What it says now may be of another language: its English is kept beside it. */
  let due = 0
  const look = () => {
    due = 0
    for (const part of within.querySelectorAll(WHERE)) say(part, words)
  }
  const observer = new MutationObserver(() => { due ||= requestAnimationFrame(look) })
  observer.observe(within, { childList: true, subtree: true, characterData: true })
  look()
  return () => {
    observer.disconnect()
    cancelAnimationFrame(due)
  }
}

const english = new WeakMap()

function say (part, words) {
  for (const node of [part, ...part.querySelectorAll('*')]) {
    for (const name of ATTRIBUTES) {
      if (node.hasAttribute(name)) exchange(node, name, node.getAttribute(name), words, (text) => node.setAttribute(name, text))
    }
    for (const child of node.childNodes) {
      if (child.nodeType === 3) exchange(child, 'text', child.data, words, (text) => { child.data = text })
    }
  }
}

function exchange (node, place, now, words, put) {
  const kept = english.get(node) ?? {}
  const before = kept[place]
  const source = before && before.said === now ? before.source : now
  const said = wordsFor(source, words)
  if (said === null) return
  english.set(node, { ...kept, [place]: { source, said } })
  if (said !== now) put(said)
}

/** @returns {string | null} */
function wordsFor (source, words) {
  if (Object.hasOwn(words, source)) return words[source]
  const size = SIZE.exec(source)
  return size && words['{size} per file'] ? words['{size} per file'].replace('{size}', `${size[1]} ${size[2]}`) + source.slice(size[0].length) : null
}
