/* The map and its timeline in a file of their own: no server, no network. Everything it shows is in the page's data. */
import { bytesOf, receive } from '../map/main.js'
import { createStage } from '../map/stage.js'
import { hubFor } from '../shared/hub.js'
import { saveFile } from '../shared/save-file.js'
import { themeOf } from '../shared/theme.js'
import { createWords } from '../shared/words.js'
import { createTimeline } from '../timeline/timeline.js'
import { createPanel } from './panel.js'

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

start(JSON.parse(byId('data').textContent ?? ''), window.L)

function start (data, L) {
  const words = createWords({ language: data.locale, strings: data.strings.map, formats: data.formats })

  // Map and timeline stand in one page: they need no channel between windows, and no other file hears them.
  const hub = hubFor(data.channel, null)
  hub.live = true
  const { story } = data
  let step = story?.step ?? 0
  let view = step ? viewOfStep() : { ...data.view }
  let list = null
  const timeline = createTimeline(byId('timeline'), component()) // Takes its room before the map is fitted.

  const container = byId('map')
  container.setAttribute('role', 'application')
  container.setAttribute('aria-label', words.say('map.label'))
  const map = L.map(container, data.map)
  const stage = createStage(L, map, { words, send: pick, theme: themeOf(document.documentElement) })
  window.stage = stage

  hub.subscribe((kind) => {
    if (kind === 'scene') receive(stage, { type: 'scene', bytes: hub.bytes })
    else if (kind === 'view') receive(stage, { type: 'view', view: hub.view })
    else if (hub.time) receive(stage, { type: 'time', ...hub.time })
  })
  hub.setScene(bytesOf(data.scene))

  const panel = createPanel(byId('panel'), { scene: hub.scene, data, words, pick })

  function component () {
    const { channel, jumps, landmarks, strings, locale, formats } = data
    const dots = story && !isExploring() ? { current: step, place: story.steps[step - 1].place, steps: story.steps.map((one) => ({ day: one.view.day, text: `${one.place}: ${one.title.text}` })) } : null
    return {
      data: { channel, view, steps: dots, jumps, landmarks, strings: strings.timeline, locale, formats },
      setStateValue: () => {},
      setTriggerValue: (name, value) => {
        if (name === 'commit') show(value)
        else if (name === 'pick') pick(value)
      }
    }
  }

  function viewOfStep () {
    return { ...story.steps[step - 1].view, step: `${story.id} ${step}` }
  }
  /* Whatever is touched leaves the step; its view stays, with all events. */
  const isExploring = () => !view.step

  /** Turn to a step, or with null leave it to explore. */
  function turn (number) {
    list = null
    if (number === null) return show({ step: null, mask: data.view.mask })
    step = number
    show(viewOfStep())
  }

  function show (change) {
    const isTold = 'step' in change
    view = { ...view, ...story && !isTold && { step: null, mask: data.view.mask }, ...change }
    timeline.update(component())
    panel.draw({ ...view, list, told: step })
  }

  /** What the person picks on the map, the timeline or in the panel. */
  function pick (choice) {
    if ('step' in choice) return turn(choice.step)
    if ('event' in choice) return show({ event: choice.event })
    list = 'district' in choice ? null : choice
    show({ event: -1, district: choice.district ?? null })
  }

  const picture = /** @type {HTMLButtonElement} */ (byId('picture'))
  picture.addEventListener('click', async () => {
    picture.disabled = true
    try {
      saveFile(await stage.picture(data.picture), data.picture.file)
    } finally {
      picture.disabled = false
    }
  })
  show(step ? viewOfStep() : {})
}
