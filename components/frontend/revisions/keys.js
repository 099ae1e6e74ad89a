/* Keys of the queue, off while something is typed. */

/** @type {Record<string, string>} */
const ACTS = { j: 'next', k: 'previous', a: 'accept', r: 'refuse', q: 'ask_back' }

/**
 * What a key does: the id of a link, an outcome, `decide`, or nothing.
 * @param {Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'target'>} event
 * @returns {string}
 */
export function keyOf ({ key, ctrlKey, metaKey, altKey, target }) {
  if (key === 'Enter' && (ctrlKey || metaKey)) return 'decide'
  if (ctrlKey || metaKey || altKey || isTyping(target)) return ''
  return ACTS[key.toLowerCase()] || ''
}

/** @param {EventTarget | null} target */
function isTyping (target) {
  const { tagName = '', type = '' } = /** @type {{ tagName?: string, type?: string }} */ (target || {})
  return tagName === 'TEXTAREA' || tagName === 'SELECT' || (tagName === 'INPUT' && !['radio', 'checkbox', 'button', 'submit'].includes(type))
}
