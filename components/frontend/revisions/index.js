/* What the pages of the mended record do beyond plain HTML: drafts kept, checks while typing, keys of the queue. */
import { checked, showQuestion, typedIn } from './form.js'
import { forget, keep, kept } from './drafts.js'
import { keyOf } from './keys.js'

const WAIT_MS = 350

const suggestion = /** @type {HTMLFormElement | null} */ (document.getElementById('suggest'))
if (suggestion) suggesting(suggestion)

const decide = /** @type {HTMLFormElement | null} */ (document.getElementById('decide'))
document.addEventListener('keydown', (event) => {
  const act = keyOf(event)
  if (act) reviewing(act, event)
})

const sent = document.getElementById('sent')
if (sent?.dataset.draft) forget(sent.dataset.draft)

/** @param {HTMLFormElement} form */
function suggesting (form) {
  const name = form.dataset.draft || ''
  const note = /** @type {HTMLElement} */ (document.getElementById('note'))
  const back = /** @type {HTMLElement} */ (document.getElementById('draft'))
  let timer = 0
  let asked = 0
  const draft = kept(name)
  if (draft && !note.textContent && !form.querySelector('.told.wrong')) {
    restore(form, draft)
    back.hidden = false
  }
  showQuestion(form)
  document.getElementById('anew')?.addEventListener('click', () => {
    forget(name)
    location.reload()
  })
  form.addEventListener('input', () => {
    showQuestion(form)
    keep(name, typedIn(form))
    clearTimeout(timer)
    timer = window.setTimeout(check, WAIT_MS)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    clearTimeout(timer)
    keep(name, typedIn(form))
    const button = /** @type {HTMLButtonElement} */ (form.querySelector('button[type=submit]'))
    button.disabled = true
    try {
      const answer = await post(form.action)
      const said = await answer.json()
      if (said.sent) location.assign(said.sent)
      else if (said.stale) stale(said)
      else if (said.problems) checked(form, { problems: said.problems, source: '', known: false }, true)
      else tell(said.message || '')
    } catch {
      tell(form.dataset.notSent || '')
    } finally {
      button.disabled = false
    }
  })

  async function check () {
    const number = ++asked
    try {
      const answer = await post(form.dataset.check || '')
      if (!answer.ok || number !== asked) return
      const said = await answer.json()
      checked(form, said, false)
      if (said.stale) stale(said)
    } catch {
      // Without a connection nothing is checked; sending says so.
    }
  }

  /** @param {{ stale: string, base: string }} said */
  function stale ({ stale: sentence, base }) {
    tell(sentence)
    const seen = /** @type {HTMLInputElement} */ (form.elements.namedItem('base'))
    seen.value = base
    keep(name, typedIn(form))
  }

  /** @param {string} sentence */
  function tell (sentence) {
    note.textContent = sentence
    note.hidden = !sentence
    if (sentence) note.scrollIntoView({ block: 'nearest' })
  }

  /** @param {string} address */
  function post (address) {
    const body = new URLSearchParams(Object.entries(typedIn(form)))
    return fetch(address, { method: 'POST', body, headers: { accept: 'application/json' }, credentials: 'same-origin' })
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} draft
 */
function restore (form, draft) {
  for (const [name, value] of Object.entries(draft)) {
    const found = form.elements.namedItem(name)
    if (found instanceof RadioNodeList || found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement || found instanceof HTMLSelectElement) found.value = value
  }
}

/**
 * @param {string} act
 * @param {KeyboardEvent} event
 */
function reviewing (act, event) {
  const link = document.getElementById(act)
  if (link instanceof HTMLAnchorElement) {
    event.preventDefault()
    location.assign(link.href)
    return
  }
  if (!decide) return
  if (act === 'decide') {
    event.preventDefault()
    decide.requestSubmit()
    return
  }
  const choice = /** @type {HTMLInputElement | null} */ (decide.querySelector(`input[name=outcome][value=${act}]`))
  if (!choice || choice.disabled) return
  event.preventDefault()
  choice.checked = true
  choice.focus()
  const reason = /** @type {HTMLElement} */ (decide.querySelector('input[name=reason]'))
  if (act !== 'accept') reason.focus()
}
