/* Drafts of suggestions, kept in this browser until they are sent. */

const PREFIX = 'suggestion-draft:'

/**
 * @param {string} name
 * @param {Record<string, string>} typed
 */
export function keep (name, typed) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(typed))
  } catch {
    // A browser that keeps nothing: the form itself still holds it.
  }
}

/**
 * @param {string} name
 * @returns {Record<string, string> | null}
 */
export function kept (name) {
  try {
    const found = JSON.parse(localStorage.getItem(PREFIX + name) || 'null')
    if (!found || typeof found !== 'object') return null
    return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === 'string'))
  } catch {
    return null
  }
}

/** @param {string} name */
export function forget (name) {
  try {
    localStorage.removeItem(PREFIX + name)
  } catch {
    // There was nothing.
  }
}
