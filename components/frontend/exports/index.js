/* Three ways out that the browser takes itself: the map as a picture, the timeline as a video, and the page on paper. */
import { button, h, styleSheet } from '../shared/dom.js'
import { saveFile } from '../shared/save-file.js'
import { themeOf } from '../shared/theme.js'

const instances = new WeakMap()

export default function ({ data, parentElement: root }) {
  let instance = instances.get(root)
  if (!instance) {
    instance = create(root)
    instances.set(root, instance)
  }
  instance.update(data)
  return () => instances.delete(root)
}

function create (root) {
  const style = styleSheet(new URL('exports.css', import.meta.url).href)
  const status = h('p', { role: 'status' })
  const picture = row('picture')
  const video = row('video')
  const print = row('print')
  root.append(style, picture.element, video.element, print.element, status)
  let data = null

  picture.button.addEventListener('click', async () => {
    picture.button.disabled = true
    status.textContent = data.words.making
    try {
      saveFile(await stageIn(data.frame).picture(data.picture), data.picture.file)
      status.textContent = ''
    } catch {
      status.textContent = data.words.failed
    }
    picture.button.disabled = false
  })
  video.button.addEventListener('click', async () => {
    video.button.disabled = true
    try {
      (await videoDialog()).open(data.video, themeOf(root))
    } catch {
      status.textContent = data.words.video_failed
    }
    video.button.disabled = false
  })
  print.button.addEventListener('click', () => globalThis.print())

  return {
    update (next) {
      data = next
      picture.write(data.words.picture, data.words.picture_holds)
      video.write(data.words.video, data.words.video_holds)
      print.write(data.words.print, data.words.print_holds)
    }
  }
}

/** The map's stage stands in streamlit-folium's frame, which this page serves itself. */
function stageIn (selector) {
  const { stage } = document.querySelector(selector).contentWindow
  if (!stage.ready) throw new Error('the map is not drawn yet')
  return stage
}

/* The video's modules come with the first person who asks for one; then they stay with the page. */
const VIDEO = Symbol.for('video')

/** @returns {Promise<{ open: (data: any, theme: Theme) => void }>} */
function videoDialog () {
  const page = /** @type {any} */ (globalThis)
  if (page[VIDEO]) return Promise.resolve(page[VIDEO])
  const script = h('script', { type: 'module', src: new URL('../video/start.js', import.meta.url).href })
  document.head.append(script)
  return new Promise((resolve, reject) => {
    script.addEventListener('load', () => { if (page[VIDEO]) resolve(page[VIDEO]); else reject(new Error('the video cannot be made')) })
    script.addEventListener('error', reject)
  })
}

function row (name) {
  const press = button({ class: name })
  const holds = h('span')
  return {
    element: h('div', {}, press, holds),
    button: press,
    write (label, text) {
      press.textContent = label
      holds.textContent = text
    }
  }
}
