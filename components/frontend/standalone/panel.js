/* The panel of the standalone map: the events of the range, of a district or of a place, and a record with its sources. */
import { button, element } from '../map/dom.js'
import { eventsInRange, districtsOf, segmentAt } from '../shared/scene.js'

const LONGEST = 200

/** Make the panel; `draw(view)` follows day, range, district, list and event. `pick(choice)` is told what is pressed. */
export function createPanel (root, { scene, data, words, pick }) {
  const say = (key, values = {}) => data.strings.page[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
  const titleOf = (event) => scene.events.titles?.[event] ?? words.span(scene.columns.first[event], scene.columns.last[event])

  function draw (view) {
    root.replaceChildren(...(view.event >= 0 ? record(view.event) : listing(view)))
    root.scrollTop = 0
  }

  function listing (view) {
    const events = listed(view)
    const district = scene.districts.find(({ id }) => id === view.district)
    const close = button('sa-back', null, say('back'))
    close.addEventListener('click', () => pick({ district: null }))
    const list = element('ol', 'sa-list')
    for (const event of events.slice(0, LONGEST)) {
      const entry = button('sa-event', null)
      entry.append(element('span', 'sa-when', words.span(scene.columns.first[event], scene.columns.last[event])), element('span', '', titleOf(event)))
      entry.addEventListener('click', () => pick({ event }))
      const row = element('li')
      row.append(entry)
      list.append(row)
    }
    const over = events.length - LONGEST
    return [
      district || view.list ? close : '',
      element('h2', '', district ? district.name : headingOf(view)),
      district ? element('p', 'sa-meta', held(district, view.day)) : '',
      element('p', 'sa-meta', `${words.count('events', events.length)}, ${words.span(view.from, view.to)}`),
      list,
      over > 0 ? element('p', 'sa-meta', words.count('more', over)) : ''
    ]
  }

  function headingOf ({ list }) {
    if (!list) return say('events')
    if ('cluster' in list) return say('here')
    return 'within' in list
      ? say('within', { district: scene.districts.find(({ id }) => id === list.within)?.name })
      : say('unplaced')
  }

  function listed ({ from, to, district, list }) {
    const { placing } = scene.columns
    const found = eventsInRange(scene, null, from, to)
    if (district) return found.filter((event) => isIn(event, district))
    if (!list) return found
    if ('cluster' in list) return found.filter((event) => list.cluster.includes(event))
    if ('within' in list) return found.filter((event) => placing[event] === 1 && isIn(event, list.within))
    return found.filter((event) => placing[event] === 2)
  }

  function isIn (event, district) {
    return districtsOf(scene, event).includes(scene.districts.findIndex(({ id }) => id === district))
  }

  function held ({ segments }, day) {
    const holders = (segmentAt(segments, day)?.shares ?? []).map(([controller, size]) =>
      `${scene.controllers[controller].label}${size === 'whole' ? '' : ` (${say(size)})`}`)
    return `${words.day(day)}: ${holders.join(', ') || words.say('district.unrecorded')}`
  }

  function record (event) {
    const { date, place, summary, sources } = data.records?.[event] ?? { sources: [] }
    const { category, evidence } = scene.columns
    const back = button('sa-back', null, say('back'))
    back.addEventListener('click', () => pick({ event: -1 }))
    const list = element('ul', 'sa-sources')
    list.append(...sources.map((source) => sourceRow(data.sources[source])))
    return [
      back,
      element('h2', '', titleOf(event)),
      element('p', 'sa-meta', [date, place].filter(Boolean).join(' · ')),
      element('p', 'sa-meta', `${scene.categories[category[event]].label} · ${scene.evidence[evidence[event]].label}`),
      element('p', 'sa-summary', summary ?? ''),
      sources.length ? element('h3', '', say('sources')) : '',
      list
    ]
  }

  function sourceRow ({ text, url }) {
    const row = element('li')
    if (/^https?:\/\//.test(url)) {
      const link = element('a', '', text)
      Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' })
      row.append(link)
    } else row.textContent = text
    return row
  }

  return { draw }
}
