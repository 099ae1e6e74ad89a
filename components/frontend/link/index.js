/* A button that copies the page's address, which holds the whole view, and says that it did. */
const instances = new WeakMap()
const CONFIRMED_MS = 2500

async function copy (text) {
  if (navigator.clipboard && globalThis.isSecureContext) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  const done = document.execCommand('copy')
  field.remove()
  if (!done) throw new Error('the browser refused to copy')
}

export default function ({ data, parentElement: root }) {
  let button = instances.get(root)
  if (!button) {
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.href = new URL('link.css', import.meta.url).href
    button = document.createElement('button')
    button.type = 'button'
    const words = document.createElement('span')
    words.setAttribute('role', 'status')
    button.append(icon(), words)
    root.append(style, button)
    instances.set(root, button)
    words.textContent = data.label
    let timer = 0
    button.addEventListener('click', async () => {
      let said = data.copied
      try { await copy(location.href) } catch { said = data.failed }
      words.textContent = said
      clearTimeout(timer)
      timer = setTimeout(() => { words.textContent = data.label }, CONFIRMED_MS)
    })
  }
  return () => instances.delete(root)
}

function icon () {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', 'M10.6 13.4a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 1 0-5.7-5.7l-1.5 1.5M13.4 10.6a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 1 0 5.7 5.7l1.5-1.5')
  svg.append(path)
  return svg
}
