/* The map and its timeline in a file of their own: no server, no network. Everything it shows is in the page's data. */
import { bytesOf } from '../map/main.js'
import { saveFile } from '../shared/save-file.js'
import { createPanel } from './panel.js'
import { standTogether } from './together.js'

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

start(JSON.parse(byId('data').textContent ?? ''), window.L)

function start (data, L) {
  const { story } = data
  let step = story?.step ?? 0
  /** @type {any} */
  let panel = null
  const viewOfStep = () => ({ ...story.steps[step - 1].view, step: `${story.id} ${step}` })
  const { stage, scene, words, show, pick } = standTogether(L, { ...data, view: step ? viewOfStep() : data.view }, {
    map: byId('map'),
    timeline: byId('timeline'),
    bytes: bytesOf(data.scene),
    shown: (view, list) => panel.draw({ ...view, list, told: step }),
    dots: (view) => story && view.step ? { current: step, place: story.steps[step - 1].place, steps: story.steps.map((one) => ({ day: one.view.day, text: `${one.place}: ${one.title.text}` })) } : null,
    /* Whatever is touched leaves the step; its view stays, with all events. */
    changed: (change) => story && !('step' in change) ? { step: null, mask: data.view.mask, ...change } : change,
    /* Turn to a step, or with null leave it to explore. */
    turn: (number) => {
      if (number === null) return show({ step: null, mask: data.view.mask })
      step = number
      show(viewOfStep())
    }
  })
  panel = createPanel(byId('panel'), { scene, data, words, pick })

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
