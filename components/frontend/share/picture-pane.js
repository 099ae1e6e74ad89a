/* The map as a picture, with the words for those who do not see it. */
import { button, h, lineIcon } from '../shared/dom.js'
import { saveFile } from '../shared/save-file.js'
import { copyBox, eyebrow, radio } from './parts.js'

export function picturePane (share) {
  const { say, model, status } = share
  const hasMap = share.stage() !== null
  const view = radio('picture', 'view', say('picture.view'), hasMap, draw)
  view.input.disabled = !hasMap
  const card = radio('picture', 'card', say('picture.card', { size: '1200 × 630' }), !hasMap, draw)
  const image = h('img', { alt: model.description })
  const save = button({ class: 'main' }, lineIcon(['M10 3v9', 'M6 9l4 4 4-4', 'M4 16h12']), say('picture.save'))
  const copyLabel = h('span', {}, say('picture.copy'))
  const copy = button({ class: 'plain' }, lineIcon(['M7 7h9v9H7z', 'M13 4H4v9']), copyLabel)
  copy.hidden = !globalThis.ClipboardItem || !navigator.clipboard?.write
  /** @type {Blob | null} */
  let blob = null
  let shown = ''

  const take = () => view.input.checked
    ? share.stage().picture(model.pictured)
    : fetch(model.picture).then((answer) => answer.ok ? answer.blob() : Promise.reject(new Error(String(answer.status))))

  async function draw () {
    save.disabled = copy.disabled = true
    const wanted = view.input.checked
    try {
      const made = await take()
      if (wanted !== view.input.checked) return
      blob = made
      if (shown) URL.revokeObjectURL(shown)
      shown = URL.createObjectURL(made)
      image.src = shown
      save.disabled = copy.disabled = false
    } catch {
      status.textContent = say('picture.none')
    }
  }
  save.addEventListener('click', () => { if (blob) saveFile(blob, model.file) })
  copy.addEventListener('click', async () => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': /** @type {Blob} */ (blob) })])
      status.textContent = copyLabel.textContent = say('copied')
    } catch {
      status.textContent = say('failed')
    }
  })
  draw()
  const words = copyBox(share, say('picture.description'), model.description)
  return h('div', {}, h('fieldset', {}, h('legend', { class: 'eyebrow' }, say('picture.what')), view.root, card.root),
    eyebrow(say('picture.preview')), h('div', { class: 'picture' }, image), h('div', { class: 'buttons' }, save, copy),
    eyebrow(say('picture.description')), words.root)
}
