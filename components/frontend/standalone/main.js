/* The map and its timeline in a file of their own: no server, no network. Everything it shows is in the page's data. */
import { bytesOf } from '../map/main.js'
import { saveFile } from '../shared/save-file.js'
import { createPanel } from './panel.js'
import { followStory } from './story.js'
import { standTogether } from './together.js'

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

start(JSON.parse(byId('data').textContent ?? ''), window.L)

function start (data, L) {
  let panel = null
  const told = followStory(data.story, (change) => show(change))
  const { stage, scene, words, show, pick } = standTogether(L, { ...data, view: told.step() ? told.view() : data.view }, {
    map: byId('map'),
    timeline: byId('timeline'),
    bytes: bytesOf(data.scene),
    shown: (view, list) => panel.draw({ ...view, list, told: told.step() }),
    dots: told.dots,
    changed: told.changed,
    turn: told.turn
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
  show(told.step() ? told.view() : {})
}
