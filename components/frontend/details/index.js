/* The details panel. Python sends a model of words and numbers; this draws it and reports what is pressed. */
import { copyWith, eventAddress } from '../shared/clipboard.js'
import { followClock } from '../shared/clock.js'
import { modelView } from '../shared/model-view.js'
import { closestTo, h } from '../shared/dom.js'
import { applyPalette, render, revealOpened } from './render.js'

const STYLES = ['../shared/tokens.css', './details.css', './print.css']

export default modelView({
  name: 'details',
  styles: STYLES.map((file) => new URL(file, import.meta.url).href),
  make (root) {
    const spoken = h('p', { role: 'status', class: 'unseen' })
    const body = h('div', { class: 'body' })
    root.append(spoken, body)
    let words = null
    let time = []
    followClock(root, () => ({ line: body.querySelector('.clock'), time }))
    root.addEventListener('click', (event) => {
      const pressed = closestTo(event, '[data-copy]')
      if (!pressed) return
      const { copy_event: label, copied, copy_failed: failed } = words
      const shownWords = /** @type {Element} */ (pressed.lastElementChild)
      copyWith(pressed, eventAddress(pressed.dataset.copy ?? ''), { words: shownWords, status: spoken, label, copied, failed })
    })
    return {
      ready: () => revealOpened(body),
      theme: (theme, { palette }) => applyPalette(root, palette, theme),
      draw (model, { first }) {
        words = model.palette.words
        time = model.time
        root.removeAttribute('data-behind')
        const { host } = /** @type {{ host?: HTMLElement }} */ (root.getRootNode())
        if (host) host.dataset.panel = model.panel.kind // The page's print style asks for it.
        render(body, model, { focus: !first })
        for (const line of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll('.printed'))) line.textContent = eventAddress(line.dataset.of ?? '')
        if (!first && spoken.textContent !== model.announce) spoken.textContent = model.announce
      }
    }
  }
})
