/* Copying text, and saying on the button for a moment whether it worked. */
const CONFIRMED_MS = 2500
const waiting = new WeakMap()

async function copy (text) {
  if (navigator.clipboard && globalThis.isSecureContext) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (!done) throw new Error('the browser refused to copy')
}

/**
 * Copy a text. The outcome stands in `words`, an element of the button, and in `status`, which is read aloud.
 * @param {HTMLElement} button
 * @param {string} text
 * @param {{ words: Element, status: Element, label: string, copied: string, failed: string }} parts
 */
export async function copyWith (button, text, { words, status, label, copied, failed }) {
  let outcome = copied
  try { await copy(text) } catch { outcome = failed }
  words.textContent = outcome
  status.textContent = outcome
  button.dataset.outcome = 'true'
  clearTimeout(waiting.get(button))
  waiting.set(button, setTimeout(() => {
    words.textContent = label
    status.textContent = ''
    delete button.dataset.outcome
  }, CONFIRMED_MS))
}

/**
 * The page's address with the language that it is seen in: whoever gets it sees the same.
 * @param {string} language
 * @param {string} [here]
 */
export function addressIn (language, here = location.href) {
  const address = new URL(here)
  if (!address.searchParams.has('lang') && language !== 'en') address.searchParams.set('lang', language)
  return address.href
}

/**
 * The address of an event's own page: it names the event and nothing else.
 * @param {string} id
 * @param {{ origin: string, pathname: string }} [location]
 */
export function eventAddress (id, { origin, pathname } = globalThis.location) {
  return `${origin}${pathname}?${new URLSearchParams({ event: id })}`
}
