/* Two ways out that the browser takes itself: the map as a picture, and the page on paper. */
import { button, h, styleSheet } from '../shared/dom.js'
import { saveFile } from '../shared/save-file.js'

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
  const print = row('print')
  root.append(style, picture.element, print.element, status)
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
  print.button.addEventListener('click', () => globalThis.print())

  return {
    update (next) {
      data = next
      picture.write(data.words.picture, data.words.picture_holds)
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
