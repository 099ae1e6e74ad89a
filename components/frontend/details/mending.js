/* The ways to say that something in the record is wrong, and to see what was said and changed. */
import { h } from '../shared/dom.js'

/**
 * @param {{ suggest?: string | null, history?: string | null }} model addresses, none for what a person added
 * @param {any} words
 */
export function mending ({ suggest, history }, words) {
  return suggest && h('p', { class: 'mending' }, h('a', { href: suggest }, words.suggest), history && h('a', { href: history }, words.history))
}
