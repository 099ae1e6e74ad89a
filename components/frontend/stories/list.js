/* The list of stories: a card each, with the days of its steps on one common scale. */
import { data, h, pickButton } from '../shared/dom.js'

/**
 * The elements of the list.
 * @param {any} model
 * @param {Map<string, number>} kept the steps that were read last, by story
 */
export function cards (model, kept) {
  return [
    h('header', { class: 'top' }, h('h2', { class: 'display' }, model.title), h('p', { class: 'meta' }, model.intro)),
    model.empty && h('p', { class: 'empty' }, model.empty),
    h('ul', { class: 'cards-of-stories' }, model.cards.map((card) => cardOf(card, model.ticks, kept.get(card.id) ?? 0)))
  ]
}

function cardOf (card, ticks, read) {
  const at = Math.min(read, card.continue.length)
  return h('li', { class: 'story-card', 'data-story': card.id, 'data-read': at > 0 },
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
