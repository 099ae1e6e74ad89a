/* The map and its timeline in a file of their own: no server, no network. Everything it shows is in the page's data. */
import { bytesOf } from '../map/main.js'
import { saveFile } from '../shared/save-file.js'
import { createPanel } from './panel.js'
import { standTogether } from './together.js'

const byId = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id))

start(JSON.parse(byId('data').textContent ?? ''), window.L)

function start (data, L) {
  /** @type {any} */
  let panel = null
  const { stage, scene, words, show, pick } = standTogether(L, data, {
    map: byId('map'),
    timeline: byId('timeline'),
    bytes: bytesOf(data.scene),
    shown: (view, list) => panel.draw({ ...view, list })
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
  show({})
}
