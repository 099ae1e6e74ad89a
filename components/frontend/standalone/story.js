/* A story that a file or an embed carries: which step is told, what touching the map makes of it, and how a step is written. */
import { button, h } from '../shared/dom.js'

/**
 * Follow a story. `view` is that of the step told last; `dots`, `changed` and `turn` are for `standTogether`.
 * @param {any} story of `components/stories`, with the number of the `step` that it begins with; null without one
 * @param {(change: any) => void} show changes the view
 */
export function followStory (story, show) {
  let step = story?.step ?? 0
  const view = () => ({ ...story.steps[step - 1].view, step: `${story.id} ${step}` })
  return {
    step: () => step,
    view,
    dots: (/** @type {View} */ shown) => story && shown.step
      ? { current: step, place: story.steps[step - 1].place, steps: story.steps.map((one) => ({ day: one.view.day, text: `${one.place}: ${one.title.text}` })) }
      : null,
    /* Whatever is touched leaves the step; its view stays, with all events. */
    changed: (/** @type {any} */ change) => story && !('step' in change) ? { step: null, mask: null, ...change } : change,
    /* Turn to a step, or with null leave it to explore. */
    turn: (/** @type {number | null} */ number) => {
      if (number === null) return show({ step: null, mask: null })
      step = number
      show(view())
    }
  }
}

/**
 * The elements of a step.
 * @param {any} story
 * @param {number} number
 * @param {{ say: (key: string, places?: any) => string, pick: (choice: any) => void, source: (source: any) => Element }} parts
 *   `source` writes a source
 */
export function toldStep (story, number, { say, pick, source }) {
  const { steps, title: of } = story
  const { place, date, title, paragraphs, sources, lang } = steps[number - 1]
  const previous = turning(say('previous_step'), number - 1, pick)
  const next = turning(say('next_step'), number + 1, pick, 'sa-way sa-next')
  previous.disabled = number === 1
  next.disabled = number === steps.length
  const runs = (paragraph) => paragraph.map((run) => run.note
    ? h('sup', { 'aria-label': say('source_mark', { number: run.note }) }, String(run.note))
    : h(run.style === 'em' || run.style === 'strong' ? run.style : 'span', {}, run.text))
  return [
    h('p', { class: 'sa-meta' }, of.text),
    h('p', { class: 'sa-meta' }, `${place} · ${date}`),
    h('h2', { lang: title.lang }, title.text),
    ...paragraphs.map((paragraph) => h('p', { class: 'sa-told', lang }, runs(paragraph))),
    sources.length ? h('h3', {}, say('step_sources')) : '',
    h('ol', { class: 'sa-sources sa-numbered' }, sources.map(source)),
    h('nav', { class: 'sa-ways' }, previous, turning(say('explore'), null, pick), next)
  ]
}

/** A button that turns to a step, or with null leaves the story to explore. */
export function turning (label, step, pick, name = 'sa-way') {
  const made = button({ class: name }, label)
  made.addEventListener('click', () => pick({ step }))
  return made
}
