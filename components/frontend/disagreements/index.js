/* The page of disagreements: Python sends a model of words and numbers; this draws it and reports what is pressed. */
import { h } from '../shared/dom.js'
import { applyPalette, machineNote, render } from '../details/render.js'
import { modelView } from '../shared/model-view.js'
import { disagreements } from './list.js'

const STYLES = ['../shared/tokens.css', '../details/details.css', './disagreements.css']

export default modelView({
  name: 'details disagreements',
  styles: STYLES.map((file) => new URL(file, import.meta.url).href),
  make (root) {
    const spoken = h('p', { role: 'status', class: 'unseen' })
    const body = h('div', { class: 'body' })
    root.append(spoken, body)
    return {
      ready: () => reveal(body),
      theme: (theme, { palette }) => applyPalette(root, palette, theme),
      draw (model, { first }) {
        render(body, model, { focus: !first, elements: (all) => [...disagreements(all.panel, all.palette, all.voices_banner), machineNote(all)].filter(Boolean) })
        if (!first && spoken.textContent !== model.announce) spoken.textContent = model.announce
      }
    }
  }
})

/** Bring the disagreements of the selected event into sight, where there is one. */
function reveal (body) {
  const chosen = body.querySelector('[aria-current]')
  if (chosen) chosen.scrollIntoView({ block: 'center' })
}
