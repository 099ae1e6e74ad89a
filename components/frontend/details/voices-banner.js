/* The voices through which the record is seen, and the way back to all of them. */
import { pickButton, h } from '../shared/dom.js'

/** What is said above everything that follows the choice; nothing where all voices are heard. */
export function voicesBanner (model) {
  return model && h('aside', { class: 'voices-banner' },
    h('p', {}, h('strong', {}, model.title)),
    h('p', { class: 'meta' }, model.text, ' ', pickButton(model.all.pick, { class: 'link' }, model.all.text)))
}
