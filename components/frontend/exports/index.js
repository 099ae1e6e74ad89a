/* Two ways out that the browser takes itself: the map as a picture, and the page on paper. */
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
  const style = document.createElement('link')
  style.rel = 'stylesheet'
  style.href = new URL('exports.css', import.meta.url).href
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  const picture = row('picture')
  const print = row('print')
  root.append(style, picture.element, print.element, status)
  let data = null

  picture.button.addEventListener('click', async () => {
    picture.button.disabled = true
    status.textContent = data.words.making
    try {
      save(await stageIn(data.frame).picture(data.picture), data.picture.file)
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
  const element = document.createElement('div')
  const button = document.createElement('button')
  const holds = document.createElement('span')
  button.type = 'button'
  button.className = name
  element.append(button, holds)
  return {
    element,
    button,
    write (label, text) {
      button.textContent = label
      holds.textContent = text
    }
  }
}

function save (blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
}
