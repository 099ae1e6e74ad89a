/* The map for another page: its size, what it shows, the code, and the frame itself at once. */
import { h } from '../shared/dom.js'
import { LEAST, embedCode, embedSource, sizeOf } from './addresses.js'
import { choose, copyBox, eyebrow, radio, tick } from './parts.js'

const SIZES = { article: [640, 480], narrow: [320, 400], wide: [800, 500] }
const PARTS = ['timeline', 'legend', 'events']
const WAIT_MS = 400

export function embedPane (share) {
  const { say, model } = share
  const narrow = globalThis.matchMedia('(max-width: 799px)').matches
  const sizes = Object.entries(SIZES).map(([name, [width, height]]) => radio('size', name, [say(`embed.${name}`), h('small', {}, ` ${width} × ${height}`)], name === (narrow ? 'narrow' : 'article'), write))
  const fill = radio('size', 'fill', [say('embed.fill'), h('small', {}, ` ${say('embed.least', LEAST)}`)], false, write)
  const own = radio('size', 'own', say('embed.own'), false, write)
  const number = (label, value, least) => h('input', { type: 'number', value, min: least, max: 4000, 'aria-label': label })
  const width = number(say('embed.width'), 640, LEAST.width)
  const height = number(say('embed.height'), 480, LEAST.height)
  for (const field of [width, height]) {
    field.addEventListener('input', () => { own.input.checked = true; write() })
  }
  const shows = PARTS.map((part) => tick(say(`embed.${part}`), true, write))
  const language = choose(say('embed.language'), model.languages, model.language, write)
  const theme = choose(say('embed.theme'), [['', say('embed.reader')], ['light', say('embed.light')], ['dark', say('embed.dark')]], '', write)
  const look = tick(say('link.look'), false, write)
  look.root.hidden = !share.look()
  const box = copyBox(share, say('embed.code'))
  const percent = h('small')
  const frame = h('iframe', { title: model.title })
  const room = h('div', { class: 'room' }, frame)

  function size () {
    const chosen = [...sizes, fill, own].find(({ input }) => input.checked)?.input.value ?? 'article'
    if (chosen === 'fill') return [null, 480]
    if (chosen === 'own') return [sizeOf(width.value, LEAST.width, 640), sizeOf(height.value, LEAST.height, 480)]
    return SIZES[chosen]
  }
  const source = () => embedSource(model.embed, model.query, {
    language: language.select.value,
    theme: theme.select.value,
    hidden: PARTS.filter((_, at) => !shows[at].input.checked),
    look: look.input.checked ? share.look() : null
  })
  let waiting = 0
  function write () {
    const [wide, high] = size()
    box.write(embedCode(source(), { width: wide, height: high, title: model.title }))
    clearTimeout(waiting)
    waiting = setTimeout(preview, frame.src ? WAIT_MS : 0)
  }
  /* The frame has its real size and is drawn smaller, so that it shows what a reader will see. */
  function preview () {
    const most = room.clientWidth || 510
    const [wide, high] = size()
    const shown = wide ?? most
    const scale = Math.min(1, most / shown, 400 / high)
    Object.assign(frame.style, { width: `${shown}px`, height: `${high}px`, transform: `scale(${scale})` })
    Object.assign(room.style, { height: `${Math.ceil(high * scale)}px` })
    percent.textContent = scale < 1 ? ` · ${say('embed.scaled', { percent: Math.round(scale * 100) })}` : ''
    if (frame.src !== source()) frame.src = source()
  }

  const root = h('div', { class: 'embed-pane' },
    h('div', { class: 'columns' },
      h('div', { class: 'options' },
        h('fieldset', {}, h('legend', { class: 'eyebrow' }, say('embed.size')), sizes.map((one) => one.root), fill.root, h('div', { class: 'own' }, own.root, width, '×', height)),
        h('fieldset', {}, h('legend', { class: 'eyebrow' }, say('embed.shows')), shows.map((one) => one.root), look.root),
        h('div', { class: 'pair' }, language.root, theme.root)),
      h('div', { class: 'preview' }, eyebrow(say('embed.preview'), percent), room)),
    eyebrow(say('embed.code')), box.root, h('p', { class: 'quiet' }, say('embed.note')))
  write()
  return root
}
