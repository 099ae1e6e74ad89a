/* The step of a story in an embed, in a box over the map's foot; left to explore, the way back to it. */
import { data as bdi, h, sourceLink } from '../shared/dom.js'
import { toldStep, turning } from '../standalone/story.js'

/**
 * Make the box; `show(view, step)` follows the view.
 * @param {HTMLElement | null} stage
 * @param {{ story: any, say: (key: string, places?: any) => string, words: Words, pick: (choice: any) => void }} parts
 */
export function createStoryBox (stage, { story, say, words, pick }) {
  const root = h('section', { class: 'em-story', 'aria-live': 'polite' })
  stage?.append(root)
  const source = ({ name, title, date, url }) => h('li', {}, sourceLink(url ?? '', name, say('new_tab')), title && [', ', bdi(title)], date && `, ${date}`)
  let shown = ''

  function show (view, step) {
    const key = `${step} ${Boolean(view.step)}`
    if (key === shown) return
    shown = key
    root.classList.toggle('is-left', !view.step)
    root.replaceChildren(...view.step
      ? toldStep(story, step, { say, pick, source })
      : [turning(say('back_to_step', { number: words.number(step) }), step, pick)])
    root.scrollTop = 0
  }

  return { show }
}
