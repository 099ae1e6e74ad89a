/* Saving what was made in the browser as a file. */
import { h } from './dom.js'

/**
 * Let the person keep a file.
 * @param {Blob} blob
 * @param {string} name
 */
export function saveFile (blob, name) {
  const link = h('a', { href: URL.createObjectURL(blob), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 0)
}
