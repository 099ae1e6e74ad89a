/* About the data. Python sends the sections as blocks of words and numbers; this draws them. */
import { closestTo, h } from '../shared/dom.js'
import { applyPalette } from '../details/render.js'
import { modelView } from '../shared/model-view.js'
import { contents, sections } from './sections.js'

const STYLES = ['../shared/tokens.css', './about.css']

export default modelView({
  name: 'about',
  styles: STYLES.map((file) => new URL(file, import.meta.url).href),
  make (root) {
    const list = h('nav')
    const text = h('div', { class: 'text' })
    root.append(list, text)
    root.addEventListener('click', (event) => {
      const pressed = closestTo(event, '[data-section]')
      const section = pressed && [...text.querySelectorAll('section')].find(({ id }) => id === pressed.dataset.section)
      if (!section) return
      section.scrollIntoView({ block: 'start' })
      section.querySelector('h2')?.focus({ preventScroll: true })
    })
    return {
      ready: () => {},
      theme: (theme, { palette }) => applyPalette(root, palette, theme),
      draw (model) {
        list.setAttribute('aria-label', model.contents)
        list.replaceChildren(contents(model))
        text.replaceChildren(...sections(model))
      }
    }
  }
})
