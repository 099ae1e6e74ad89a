/* The full record of an event: what it is, where, and what each source says, side by side. */
import { closestTo, pickButton, data, h, runs, sourceLink } from '../shared/dom.js'
import { categoryIcon, chain, cross, evidenceSign, globe, pencil, pin } from './icons.js'
import { mending } from './mending.js'
import { rangeChart } from './range-chart.js'

/**
 * A card with everything the dataset records of one event.
 * @param {any} model
 * @param {any} palette
 * @param {string} [heading] 'h2' or 'h3'
 */
export function record (model, palette, heading = 'h3') {
  const article = recordOf(model, palette, heading)
  if (!model.translation) return article
  /* The other language comes in the place of this one, with the focus on the same button. */
  let isEnglish = false
  article.addEventListener('click', (event) => {
    if (!closestTo(event, '.translated button')) return
    isEnglish = !isEnglish
    const shown = isEnglish ? { ...model, ...model.translation.english } : model
    article.replaceChildren(...recordOf(shown, palette, heading, isEnglish).childNodes)
    const press = /** @type {HTMLButtonElement} */ (article.querySelector('.translated button'))
    press.focus({ preventScroll: true })
  })
  return article
}

/** What a program translated is told to be so, in both languages, with the way to the English. */
function translated ({ translation }, isEnglish) {
  if (!translation) return null
  const { text, text_en: english, show, show_en: inEnglish, back } = translation
  return h('div', { class: 'translated' }, globe(), h('div', {},
    h('p', {}, text), h('p', { class: 'meta', lang: 'en' }, english),
    h('button', { type: 'button', class: 'link' }, isEnglish ? back : show),
    !isEnglish && h('span', { class: 'meta', lang: 'en' }, ' ', inEnglish)))
}

function recordOf (model, palette, heading, isEnglish = false) {
  const { words } = palette
  const { claims } = model
  const below = heading === 'h2' ? 'h3' : 'h4'
  return h('article', { class: 'record', 'data-event': model.id },
    h('div', { class: 'record-head' },
      categoryIcon(model.icon, palette.icons, false),
      h('span', { class: 'meta' }, `${model.icon.label} · ${model.date}`),
      pickButton(model.close, { class: 'close', 'aria-label': words.close, 'data-key': JSON.stringify({ event: model.id }) }, cross())),
    h(heading === 'h2' ? 'h2' : 'h3', { class: 'record-title', lang: model.lang?.title }, data(model.title)),
    h('div', { class: 'badges' },
      h('span', { class: 'badge', 'data-evidence': model.badge.evidence, title: model.badge.meaning }, evidenceSign(model.badge, false), model.badge.text),
      h('span', { class: 'place' }, pin(), h('span', {}, runs(model.place, words)))),
    model.names.map((one) => names(one, model.names.length > 1)),
    model.districts.length > 0 && h('p', { class: 'meta' }, `${model.districts_label}: `, runs(model.districts, words)),
    translated(model, isEnglish),
    model.summary && h('p', { class: 'summary', lang: model.lang?.summary }, data(model.summary)),
    support(model.support, below),
    claims.fields.map((field) => differing(field, palette, below, model.suggest)),
    (claims.rest.cards.length > 0 || claims.silent.length > 0) && h('section', { class: 'claims' },
      h(below, { class: 'claims-title' }, claims.rest.title),
      h('div', { class: 'cards' }, claims.rest.cards.map((card) => voiceCard(card, words, { alone: claims.rest.cards.length === 1, suggest: model.suggest })), claims.silent.map((voice) => silentCard(voice, claims.silent_text)))),
    h('p', { class: 'research' }, model.research, claims.research.map((note) => [' · ', data(note)])),
    h('button', { type: 'button', class: 'copy', 'data-copy': model.id, 'data-key': `copy ${model.id}` }, chain(), h('span', {}, words.copy_event)),
    model.plain && h('a', { class: 'plain-page', href: model.plain }, words.plain_page),
    mending(model, words),
    h('p', { class: 'printed', 'data-of': model.id }))
}

/** The names that the sides use for a place; which place, where there are several. */
function names ({ place, names: given }, several) {
  return h('p', { class: 'place-names' }, several && h('span', {}, data(place), ': '), given.map(({ language, code, text }, index) => [
    index > 0 && ' · ', h('abbr', { title: language }, code), ' ', h('bdi', { lang: code }, text)
  ]))
}

/** Who speaks: how many sources on which side, what that count would hide, and what they disagree on. */
function support (model, heading) {
  const { disagreements } = model
  return h('section', { class: 'who-says' },
    h(heading, { class: 'claims-title' }, model.title),
    h('ul', { class: 'sides' }, model.sides.map((side) => h('li', { 'data-chosen': side.chosen || null }, side.label, ' ', h('strong', {}, side.count)))),
    model.notes.map((note) => h('p', { class: 'meta' }, note)),
    disagreements && h('p', { class: 'disagree' }, h('strong', {}, disagreements.title), ' ',
      disagreements.items.map(({ field, size }, index) => [index > 0 && '; ', data(field), h('span', { class: 'quiet' }, ' (', size, ')')]), '. ',
      pickButton(disagreements.link.pick, { class: 'link' }, disagreements.link.text)))
}

/** A field with several values; where they may all be right their line is drawn in ink and not as a contradiction. */
function differing (field, { words }, heading, suggest) {
  return h('section', { class: 'claims', 'data-compatible': field.contradicted === false || null },
    h(heading, { class: 'claims-title' }, `${field.title}: `, h('strong', {}, field.differ)),
    field.picture && rangeChart(field.picture),
    h('div', { class: 'cards' }, field.cards.map((card) => voiceCard(card, words, { alone: field.cards.length === 1, suggest }))))
}

function voiceCard (card, words, { alone, suggest }) {
  return h('div', { class: alone ? 'card alone' : 'card', 'data-chosen': card.chosen || null },
    h('div', { class: 'voice' }, h('strong', {}, card.voice), h('span', { title: card.count.hint }, card.count.text)),
    h('div', { class: 'entries' }, card.entries.map((entry) => h('div', { class: 'entry' },
      entry.field && h('div', { class: 'field' }, entry.field),
      h('p', { class: entry.large ? 'value large' : 'value' }, runs([entry.value], words), entry.unit && h('span', { class: 'unit' }, ' ', data(entry.unit))),
      h('ul', { class: 'sources' }, entry.sources.map((source) => sourceItem(source, words, suggest && claimAddress(suggest, entry, source))))))))
}

function silentCard (voice, text) {
  return h('div', { class: 'card silent' },
    h('div', { class: 'voice' }, h('strong', {}, voice), h('span', {}, '0')), h('p', { class: 'value' }, text))
}

/** Where a correction of one claim is suggested. */
const claimAddress = (suggest, entry, source) => `${suggest}&source=${encodeURIComponent(source.id)}&field=${encodeURIComponent(entry.of)}`

function sourceItem (source, words, suggest) {
  return h('li', {},
    source.note && h('span', { class: 'note' }, data(source.note)),
    sourceLink(source.url, source.name, words.new_tab, source.title || null, source.lang),
    suggest && h('a', { class: 'suggest', href: suggest, title: words.suggest, 'aria-label': `${words.suggest}: ${source.name}` }, pencil()),
    source.title && h('span', { class: 'source-title', lang: source.title_lang || null }, data(source.title)),
    h('span', { class: 'source-kind' }, [source.kind, source.date, source.language].filter(Boolean).join(', ')))
}
