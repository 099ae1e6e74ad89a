/* The list of stories: a card each, with the days of its steps on one common scale. */
import { button, data, h, pickButton } from '../shared/dom.js'
import { readDraft } from './draft.js'
import { thumbnail } from './thumbnail.js'

/**
 * The elements of the list.
 * @param {any} model
 * @param {Map<string, number>} kept the steps that were read last, by story
 */
export function cards (model, kept) {
  return [
    h('div', { class: 'list-head' },
      h('header', { class: 'top' }, h('h2', { class: 'display' }, model.title), h('p', { class: 'meta' }, model.intro)),
      own(model.own)),
    model.empty && h('p', { class: 'empty' }, model.empty),
    h('ul', { class: 'cards-of-stories' }, model.cards.map((card) => cardOf(card, model, kept.get(card.id) ?? 0)))
  ]
}

/* Stories of a person's own: made here, or opened from a file, which only the server reads. */
function own (model) {
  const draft = readDraft()
  const file = h('input', { type: 'file', accept: '.json,application/json', class: 'unseen', tabindex: -1, 'aria-hidden': 'true' })
  const open = button({ class: 'plain', 'data-key': 'open', 'data-opens': 'file' }, model.open)
  return h('section', { class: 'own-stories' },
    h('div', { class: 'own-ways' }, pickButton(model.pick, { class: 'primary', 'data-key': 'make' }, draft ? model.go_on : model.make), open, file,
      h('p', { class: 'meta' }, draft && draft.title ? [data(draft.title), ' · '] : null, model.about)),
    model.problems.length > 0 && h('div', { role: 'alert', class: 'own-problems' }, h('p', {}, h('strong', {}, model.problems_title)),
      h('ul', {}, model.problems.map((text) => h('li', {}, data(text)))), model.more && h('p', { class: 'meta' }, model.more)))
}

function cardOf (card, { ticks, ground }, read) {
  const at = Math.min(read, card.continue.length)
  return h('li', { class: 'story-card', 'data-story': card.id, 'data-read': at > 0 },
    card.picture && thumbnail(card, ground),
    h('h3', {}, pickButton(card.open, { class: 'link', 'data-key': `story ${card.id}` }, told(card.title))),
    h('p', { class: 'meta' }, h('strong', {}, card.years), ' · ', card.size.join(' · ')),
    h('p', { class: 'summary' }, told(card.summary)),
    h('div', { class: 'track', 'aria-hidden': 'true' },
      card.dots.map((left, index) => h('span', { class: 'track-dot', 'data-read': index < at, style: { left: `${left}%` } })),
      ticks.map((tick) => h('span', { class: 'track-tick', style: { left: `${tick.at}%` } }, tick.text))),
    h('p', { class: 'foot meta' }, h('span', {}, card.sources),
      at > 1
        ? pickButton({ story: card.id, step: at }, { class: 'link go-on' }, card.continue[at - 1])
        : pickButton(card.open, { class: 'link go-on' }, card.read)))
}

/** A text of a story, with its language where that is another than the page's. */
export const told = ({ text, lang }) => lang ? h('span', { lang }, data(text)) : data(text)
