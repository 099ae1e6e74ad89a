/* Map and timeline in one page, without a server that follows: for the file that is taken along, and for the embed. */
import { receive } from '../map/main.js'
import { createStage } from '../map/stage.js'
import { hubFor } from '../shared/hub.js'
import { themeOf } from '../shared/theme.js'
import { createWords } from '../shared/words.js'
import { createTimeline } from '../timeline/timeline.js'

/**
 * Set them up. `data` is what `components/scene/alone.py` says, with `map` (Leaflet's options) and `view`.
 * @param {Leaflet} L
 * @param {any} data
 * @param {object} parts
 * @param {HTMLElement} parts.map
 * @param {HTMLElement | null} parts.timeline null where there is none
 * @param {boolean} [parts.small] in a frame of somebody else's page
 * @param {Uint8Array} parts.bytes of the scene
 * @param {SceneWords | null} [parts.sceneWords]
 * @param {(view: View, list: any) => void} parts.shown after each change: the view, and the list of events that was picked
 * @param {(view: View) => any} [parts.dots] the dots of a story's steps on the timeline, null where none is told
 * @param {(change: any) => any} [parts.changed] what a change of the view changes besides
 * @param {(step: number | null) => void} [parts.turn] called when a step is picked, or with null to leave the story
 */
export function standTogether (L, data, { map: container, timeline: holder, small = false, bytes, sceneWords = null, shown, dots = () => null, changed = (change) => change, turn = () => {} }) {
  const words = createWords({ language: data.locale, strings: data.strings.map, formats: data.formats })
  const hub = hubFor('alone', null) // One window: they need no channel, and no other file hears them.
  hub.live = true
  let view = { ...data.view }
  let list = null
  const timeline = holder && createTimeline(holder, component(), small) // Takes its room before the map is fitted.

  container.setAttribute('role', 'application')
  container.setAttribute('aria-label', words.say('map.label'))
  container.setAttribute('aria-description', words.say('map.keys'))
  const map = L.map(container, data.map)
  const stage = createStage(L, map, { words, send: pick, theme: themeOf(document.documentElement), small })
  window.stage = stage

  hub.subscribe((kind) => {
    if (kind === 'scene') receive(stage, { type: 'scene', bytes: hub.bytes, words: hub.words })
    else if (kind === 'view') receive(stage, { type: 'view', view: hub.view })
    else if (hub.time) receive(stage, { type: 'time', ...hub.time })
  })
  hub.setWords(sceneWords)
  hub.setScene(bytes)

  function component () {
    const { jumps, landmarks, strings, locale, formats } = data
    return {
      data: { channel: 'alone', view, steps: dots(view), jumps, landmarks, strings: strings.timeline, locale, formats },
      setStateValue: () => {},
      setTriggerValue: (name, value) => {
        if (name === 'commit') show(value)
        else if (name === 'pick') pick(value)
      }
    }
  }

  function show (change) {
    view = { ...view, ...changed(change) }
    if (timeline) timeline.update(component())
    else hub.setView({ ...view, theme: themeOf(document.documentElement) })
    shown(view, list)
  }

  /** What the person picks on the map, the timeline or beside them. */
  function pick (choice) {
    if ('step' in choice) {
      list = null
      return turn(choice.step)
    }
    if ('event' in choice) return show({ event: choice.event })
    list = 'district' in choice ? null : choice
    show({ event: -1, district: choice.district ?? null })
  }

  return { stage, map, scene: /** @type {Scene} */ (hub.scene), words, show, pick }
}
