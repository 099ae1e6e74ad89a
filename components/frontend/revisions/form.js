/* The form of a suggestion: the fields of the question that is chosen, and what the check says of them. */

/**
 * @typedef {object} Said
 * @property {Record<string, string[]>} problems sentences by the name of the field
 * @property {string} source what is known of the source
 * @property {boolean} known whether the source is in the data
 */

/**
 * What is typed, by name; of fields that another question asks too.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function typedIn (form) {
  /** @type {Record<string, string>} */
  const typed = {}
  new FormData(form).forEach((value, name) => { if (typeof value === 'string') typed[name] = value })
  return typed
}

/**
 * Show the fields of the question that is chosen; without this script all are in sight.
 * @param {HTMLFormElement} form
 */
export function showQuestion (form) {
  const chosen = typedIn(form).question || ''
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.of-question'))) part.hidden = part.dataset.question !== chosen
  for (const part of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.of-source'))) part.hidden = !(part.dataset.questions || '').split(' ').includes(chosen)
}

/**
 * Show what the check says. While somebody types, only fields that hold something are told to be wrong.
 * @param {HTMLFormElement} form
 * @param {Said} said
 * @param {boolean} isSent
 */
export function checked (form, { problems, source, known }, isSent) {
  const typed = typedIn(form)
  /** @type {HTMLElement | null} */
  let first = null
  for (const told of /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.told'))) {
    const name = told.dataset.for || ''
    const sentences = isSent || typed[name] ? problems[name] || [] : []
    const isGood = !sentences.length && typed[name] && isChanged(form, name)
    told.textContent = sentences.join(' ') || (name === 'source' ? source : '') || (isGood && name !== 'question' ? `✓ ${form.dataset.good}` : '')
    told.classList.toggle('wrong', sentences.length > 0)
    const input = form.elements.namedItem(name)
    if (input instanceof HTMLElement) input.setAttribute('aria-invalid', String(sentences.length > 0))
    if (sentences.length && !first) first = input instanceof HTMLElement ? input : told
  }
  const describing = /** @type {HTMLDetailsElement | null} */ (document.getElementById('new-source'))
  if (describing && typed.source && /^https?:\/\/[^/]+\./.test(typed.source)) describing.open = !known || isAsked(describing, problems)
  if (isSent && first) first.focus()
}

/**
 * @param {HTMLElement} part
 * @param {Record<string, string[]>} problems
 */
const isAsked = (part, problems) => Object.keys(problems).some((name) => name.startsWith('source.') && part.querySelector(`[name="${name}"]`))

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function isChanged (form, name) {
  const input = form.elements.namedItem(name)
  if (input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement) return input.value !== input.defaultValue
  return false
}
