/* Stories: Python sends a list, a bar, a step, a note or the paper as a model of words and numbers; this draws it. */
import { closestTo, h } from '../shared/dom.js'
import { applyPalette, machineNote, render } from '../details/render.js'
import { modelView } from '../shared/model-view.js'
import { keepStep, readSteps } from './kept-steps.js'
import { watchKeys, watchSwipe } from './keys.js'
import { cards } from './list.js'
import { bar, note, paper, step } from './reader.js'

const STYLES = ['../shared/tokens.css', '../details/details.css', '../details/print.css', './stories.css']
/* One more than a server takes: then it says so. */
const LARGEST_BYTES = 2_000_000
const KINDS = { bar, note, paper, step, list: (/** @type {any} */ model) => cards(model, readSteps()) }

export default modelView({
  name: 'details stories',
  styles: STYLES.map((file) => new URL(file, import.meta.url).href),
  make (root, tell) {
    const spoken = h('p', { role: 'status', class: 'unseen' })
    const body = h('div', { class: 'body' })
    root.append(spoken, body)
    root.addEventListener('click', (event) => {
      const mark = closestTo(event, '[data-note]')
      if (mark) reveal(body, mark.dataset.note ?? '')
    })
    root.addEventListener('click', (event) => {
      if (closestTo(event, '[data-opens=file]')) fileField(body)?.click()
    })
    root.addEventListener('change', async () => {
      const field = fileField(body)
      const [chosen] = field?.files ?? []
      if (!field || !chosen) return
      const text = await chosen.slice(0, LARGEST_BYTES + 1).text()
      field.value = '' // The same file may be chosen again, mended.
      tell('opened', { name: chosen.name, text })
    })
    watchKeys(body)
    watchSwipe(root, body)
    return {
      ready: () => {},
      theme: (theme, { palette }) => applyPalette(root, palette, theme),
      draw (model, { first }) {
        root.dataset.kind = model.kind
        const panel = { kind: model.kind, id: model.story ? `${model.story} ${model.step}` : '' }
        const elements = () => [KINDS[model.kind](model), machineNote(model)].flat(Infinity).filter(Boolean)
        render(body, { panel }, { focus: !first, elements })
        if (model.kind !== 'step') return
        keepStep(model.story, model.step)
        if (spoken.textContent !== model.announce) spoken.textContent = model.announce
      }
    }
  }
})

const fileField = (/** @type {HTMLElement} */ body) => /** @type {HTMLInputElement | null} */ (body.querySelector('input[type=file]'))

/** Bring a numbered source into sight and the focus to it. */
function reveal (body, number) {
  const source = body.querySelector(`.step-sources [data-number="${Number(number)}"]`)
  if (!source) return
  source.focus({ preventScroll: true })
  source.scrollIntoView({ block: 'nearest' })
}
