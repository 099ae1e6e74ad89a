/* The embed: map, timeline and a line of credit in a frame of somebody else's page. The server sends files and nothing else:
   no session, no cookie, no socket, and nothing is kept in the browser. */
import { decodeMask } from '../shared/scene.js'
import { createWords } from '../shared/words.js'
import { headingOfList, listedEvents } from '../standalone/listed.js'
import { followStory } from '../standalone/story.js'
import { standTogether } from '../standalone/together.js'
import { pageAddress, stepAddress } from './address.js'
import { createCard } from './card.js'
import { letScroll } from './scroll.js'
import { createStoryBox } from './story-box.js'

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

start(JSON.parse(byId('data').textContent ?? ''), window.L)

async function start (data, L) {
  const [bytes, told] = await Promise.all([fetched(data.scene).then((answer) => answer.arrayBuffer()), fetched(data.words).then((answer) => answer.json())])
  const { hidden } = data
  const whole = /** @type {HTMLAnchorElement} */ (byId('whole'))
  const mask = data.story || data.view.mask?.includes('.') ? null : decodeMask(data.view.mask) // Whoever leaves a step sees all events; a store's are not listed here.
  /** @type {any} */
  let card = null
  /** @type {any} */
  let box = null
  const story = followStory(data.story, (change) => show(change))
  const { stage, map, scene, words, show, pick } = standTogether(L, { ...data, ...told.browser, view: story.step() ? story.view() : data.view }, {
    map: byId('map'),
    timeline: hidden.includes('timeline') ? null : byId('timeline'),
    small: true,
    changed: story.changed,
    // Left to explore, the card of the step's event would lie over the way back.
    turn: (step) => step === null ? show({ step: null, mask: null, event: -1 }) : story.turn(step),
    bytes: new Uint8Array(bytes),
    sceneWords: told.scene,
    shown: (view, list) => {
      whole.href = view.step ? stepAddress(data.page, story.step()) : pageAddress(data.page, view, scene)
      box?.show(view, story.step())
      card?.show(view.step ? [] : view.event >= 0 ? [view.event] : list && scene.events.titles ? listedEvents(scene, mask, { ...view, list }) : [],
        view.event < 0 && list ? headingOfList(scene, list, say) : null)
    }
  })
  const { say } = createWords({ language: told.browser.locale, strings: told.browser.strings.page, formats: told.browser.formats })
  if (hidden.includes('events')) stage.showLayer('events', false)
  letScroll(map, byId('map'))
  byId('credit').addEventListener('click', () => byId('credit').classList.toggle('is-open')) // Where it is cut.
  card = createCard(byId('card'), { scene, say, words, record: data.record, close: () => pick({ district: scene.districts[stage.shared.selected]?.id ?? null }) })
  if (data.story) box = createStoryBox(byId('map').parentElement, { story: data.story, say, words, pick })
  show(story.step() ? story.view() : {})
}

async function fetched (address) {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`${answer.status} at ${address}`)
  return answer
}
