/* The draft of a story: a value that is never changed in place, kept in this browser as the story file that it will be. */

const PLACE = 'stories.draft'
const FORMAT = 'liberated-districts-story'
const VERSION = 1
const MARK = /\[\^([a-z0-9][a-z0-9-]{0,119})\]/g
export const MOST_STEPS = 200

/** @returns {Draft} */
export const empty = () => ({ title: '', summary: '', steps: [] })

/** Whether anything was written or added. */
export const isEmpty = (/** @type {Draft} */ { title, summary, steps }) => !title && !summary && steps.length === 0

/** The draft of a story file's content; whatever is not of its form is left out. */
export function draftOf (content) {
  const text = (value) => typeof value === 'string' ? value : ''
  const list = (value) => Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
  const steps = Array.isArray(content?.steps) ? content.steps.slice(0, MOST_STEPS) : []
  return {
    title: text(content?.title),
    summary: text(content?.summary),
    steps: steps.filter((step) => step && typeof step === 'object').map((step) => ({
      title: text(step.title), text: text(step.text), day: text(step.day), from: text(step.from), to: text(step.to),
      district: text(step.district), events: list(step.events), place: text(step.place), at: text(step.at)
    }))
  }
}

/** The sources that a text names, each once, in the order of their marks. */
export const marksOf = (/** @type {string} */ text) => [...new Set([...text.matchAll(MARK)].map(([, source]) => source))]

/** How many words a text has; marks are none. */
export const wordsIn = (/** @type {string} */ text) => text.replace(MARK, ' ').split(/\s+/).filter(Boolean).length

/** A draft as the text of a story file: the sources of a step are those that its text names. */
export function fileOf (/** @type {Draft} */ { title, summary, steps }) {
  const told = steps.map((step) => ({ ...step, sources: marksOf(step.text) }))
  return `${JSON.stringify({ format: FORMAT, version: VERSION, title, summary, steps: told }, null, 1)}\n`
}

/** A name for the file. */
export const nameOf = (/** @type {Draft} */ { title }) => `${title.toLowerCase().normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 80) || 'story'}.json`

/** With a step that shows a view, at the end. */
export const withStep = (/** @type {Draft} */ draft, view) => ({ ...draft, steps: [...draft.steps, { title: '', text: '', ...viewOf(view) }] })

/** With another view for a step; its title and text stay. */
export const withView = (/** @type {Draft} */ draft, at, view) => changed(draft, at, viewOf(view))

const viewOf = ({ day, from, to, district, events, place, at = '' }) => ({ day, from, to, district, events, place, at })

/** With something of a step changed. */
export const changed = (/** @type {Draft} */ draft, at, /** @type {Partial<DraftStep>} */ changes) =>
  ({ ...draft, steps: draft.steps.map((step, index) => index === at ? { ...step, ...changes } : step) })

/** Without a step. */
export const without = (/** @type {Draft} */ draft, at) => ({ ...draft, steps: draft.steps.filter((_, index) => index !== at) })

/** With a step at another place; the same draft where there is no such place. */
export function moved (/** @type {Draft} */ draft, from, to) {
  if (from === to || !draft.steps[from] || !draft.steps[to]) return draft
  const steps = [...draft.steps]
  steps.splice(to, 0, ...steps.splice(from, 1))
  return { ...draft, steps }
}

/** With its steps in the order of their days; those of one day stay as they were. */
export const sorted = (/** @type {Draft} */ draft) => ({ ...draft, steps: [...draft.steps].sort((one, other) => one.day < other.day ? -1 : one.day > other.day ? 1 : 0) })

/** A text with words put around what is selected, or at the place of the cursor; and what is selected then. */
export function around (text, [begin, end], before, after = before) {
  const inner = text.slice(begin, end)
  return { text: `${text.slice(0, begin)}${before}${inner}${after}${text.slice(end)}`, selection: [begin + before.length, begin + before.length + inner.length] }
}

/** The draft that this browser keeps; null without one. */
export function readDraft () {
  try {
    const kept = localStorage.getItem(PLACE)
    const draft = kept ? draftOf(JSON.parse(kept)) : null
    return draft && !isEmpty(draft) ? draft : null
  } catch {
    return null
  }
}

/** Keep a draft; returns whether the browser did. */
export function keepDraft (/** @type {Draft} */ draft) {
  try {
    if (isEmpty(draft)) localStorage.removeItem(PLACE)
    else localStorage.setItem(PLACE, fileOf(draft))
    return true
  } catch {
    return false
  }
}
