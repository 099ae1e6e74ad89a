/* The link of the view, and what a message makes of it. */
import { button, data, h, lineIcon } from '../shared/dom.js'
import { linkTo } from './addresses.js'
import { copyBox, eyebrow, tick } from './parts.js'

export function linkPane (share) {
  const { say, model } = share
  const box = copyBox(share, say('link.label'))
  const name = model.languages.find(([code]) => code === model.language)?.[1] ?? model.language
  const held = {
    version: tick(say('link.version', { version: model.version }), true, write),
    look: tick(say('link.look'), new URL(share.address).searchParams.has('at'), write),
    language: tick(say('link.language', { language: name }), share.isChosenLanguage || model.language !== 'en', write)
  }
  held.version.root.hidden = !model.version
  held.look.root.hidden = !share.look()
  const more = button({ class: 'plain' }, lineIcon(['M14 6.500a2 2 0 1 0 0-.1', 'M6 10.500a2 2 0 1 0 0-.1', 'M14 14.500a2 2 0 1 0 0-.1', 'M7.800 9.500l4.500-2.400', 'M7.800 11.500l4.500 2.400']), say('link.more'))
  more.hidden = !navigator.share
  more.addEventListener('click', () => navigator.share({ title: model.title, text: model.description, url: address() }).catch(() => {}))

  function address () {
    const { version, look, language } = held
    return linkTo(share.address, {
      version: version.input.checked ? model.version : null,
      look: look.input.checked ? share.look() : null,
      language: language.input.checked ? model.language : null
    })
  }
  function write () { box.write(address()) }
  write()

  const card = h('figure', { class: 'card' }, h('img', { src: model.picture, alt: '', width: 1200, height: 630, loading: 'lazy' }),
    h('figcaption', {}, h('small', {}, new URL(model.page).host), h('strong', {}, data(model.title)), h('span', {}, data(model.description))))
  return h('div', {}, eyebrow(say('link.label')), box.root, Object.values(held).map(({ root }) => root), share.own ? h('p', { class: 'note' }, say('own')) : '',
    h('div', { class: 'wide-only' }, eyebrow(say('link.card')), card), more)
}
