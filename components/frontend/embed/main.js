/* The embed: map, timeline and a line of credit in a frame of somebody else's page. The server sends files and nothing else:
   no session, no cookie, no socket, and nothing is kept in the browser. */
import { decodeMask } from '../shared/scene.js'
import { createWords } from '../shared/words.js'
import { headingOfList, listedEvents } from '../standalone/listed.js'
import { standTogether } from '../standalone/together.js'
import { pageAddress } from './address.js'
import { createCard } from './card.js'
import { letScroll } from './scroll.js'

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

start(JSON.parse(byId('data').textContent ?? ''), window.L)

async function start (data, L) {
  const [bytes, told] = await Promise.all([fetched(data.scene).then((answer) => answer.arrayBuffer()), fetched(data.words).then((answer) => answer.json())])
  const { hidden } = data
  const whole = /** @type {HTMLAnchorElement} */ (byId('whole'))
  const mask = decodeMask(data.view.mask)
  /** @type {any} */
  let card = null
  const { stage, map, scene, words, show, pick } = standTogether(L, { ...data, ...told.browser }, {
    map: byId('map'),
    timeline: hidden.includes('timeline') ? null : byId('timeline'),
    small: true,
    bytes: new Uint8Array(bytes),
    sceneWords: told.scene,
    shown: (view, list) => {
      whole.href = pageAddress(data.page, view, scene)
      card?.show(view.event >= 0 ? [view.event] : list && scene.events.titles ? listedEvents(scene, mask, { ...view, list }) : [],
        view.event < 0 && list ? headingOfList(scene, list, say) : null)
    }
  })
  const { say } = createWords({ language: told.browser.locale, strings: told.browser.strings.page, formats: told.browser.formats })
  if (hidden.includes('events')) stage.showLayer('events', false)
  letScroll(map, byId('map'))
  byId('credit').addEventListener('click', () => byId('credit').classList.toggle('is-open')) // Where it is cut.
  card = createCard(byId('card'), { scene, say, words, record: data.record, close: () => pick({ district: scene.districts[stage.shared.selected]?.id ?? null }) })
  show({})
}

async function fetched (address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`)
  return answer
}
