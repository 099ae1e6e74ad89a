/* The panel of the standalone map: the events of the range, of a district or of a place, and a record with its sources. */
import { button, h, safeHref } from '../shared/dom.js'
import { segmentAt } from '../shared/scene.js'
import { createWords } from '../shared/words.js'
import { headingOfList, listedEvents } from './listed.js'
import { toldStep, turning } from './story.js'

const LONGEST = 200

/** Make the panel; `draw(view)` follows day, range, district, list and event. `pick(choice)` is told what is pressed. */
export function createPanel (root, { scene, data, words, pick }) {
  const { say } = createWords({ language: data.locale, strings: data.strings.page, formats: data.formats })
  const titleOf = (event) => scene.events.titles?.[event] ?? words.span(scene.columns.first[event], scene.columns.last[event])

  function draw (view) {
    const parts = view.step ? stepOf(view.told) : view.event >= 0 ? record(view.event) : listing(view)
    root.replaceChildren(...(view.told && !view.step ? [wayBack(view.told)] : []), ...parts)
    root.scrollTop = 0
  }

  const wayBack = (told) => turning(say('back_to_step', { number: words.number(told) }), told, pick, 'sa-back')

  /* A step of the story that the file carries. */
  const stepOf = (number) => toldStep(data.story, number, {
    say,
    pick,
    source: ({ name, title, date, url }) => sourceRow({ text: [name, title, date].filter(Boolean).join(', '), url })
  })

  function listing (view) {
    const events = listedEvents(scene, null, view)
    const district = scene.districts.find(({ id }) => id === view.district)
    const close = button({ class: 'sa-back' }, say('back'))
    close.addEventListener('click', () => pick({ district: null }))
    const list = h('ol', { class: 'sa-list' })
    for (const event of events.slice(0, LONGEST)) {
      const entry = button({ class: 'sa-event' },
        h('span', { class: 'sa-when' }, words.span(scene.columns.first[event], scene.columns.last[event])), h('span', {}, titleOf(event)))
      entry.addEventListener('click', () => pick({ event }))
      list.append(h('li', {}, entry))
    }
    const over = events.length - LONGEST
    return [
      district || view.list ? close : '',
      h('h2', {}, district ? district.name : headingOfList(scene, view.list, say)),
      district ? h('p', { class: 'sa-meta' }, held(district, view.day)) : '',
      h('p', { class: 'sa-meta' }, `${words.count('events', events.length)}, ${words.span(view.from, view.to)}`),
      list,
      over > 0 ? h('p', { class: 'sa-meta' }, words.count('more', over)) : ''
    ]
  }

  const held = ({ segments }, day) => `${words.day(day)}: ${segmentAt(segments, day)?.text || words.say('district.unrecorded')}`

  function record (event) {
    const { date, place, summary, sources } = data.records?.[event] ?? { sources: [] }
    const { category, evidence } = scene.columns
    const back = button({ class: 'sa-back' }, say('back'))
    back.addEventListener('click', () => pick({ event: -1 }))
    const list = h('ul', { class: 'sa-sources' })
    list.append(...sources.map((source) => sourceRow(data.sources[source])))
    return [
      back,
      h('h2', {}, titleOf(event)),
      h('p', { class: 'sa-meta' }, [date, place].filter(Boolean).join(' · ')),
      h('p', { class: 'sa-meta' }, `${scene.categories[category[event]].label} · ${scene.evidence[evidence[event]].label}`),
      h('p', { class: 'sa-summary' }, summary ?? ''),
      sources.length ? h('h3', {}, say('sources')) : '',
      list
    ]
  }

  function sourceRow ({ text, url }) {
    const href = safeHref(url)
    return h('li', {}, href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, text) : text)
  }

  return { draw }
}
