/* Escape takes notes away, whichever document has the focus: the page's, or that of the map in its frame. */

const AWAY = 'notes-away'

/**
 * Call `act` whenever Escape is pressed in this document, in that of the page around it, or in a frame that listens too.
 * @param {() => void} act
 * @param {any} [frame] the window
 * @returns {() => void} stops it
 */
export function onEscape (act, frame = window) {
  const ended = new AbortController()
  const { signal } = ended
  const hear = (event) => { if (event.key === 'Escape') act() }
  frame.document.addEventListener('keydown', hear, { signal })
  frame.addEventListener(AWAY, act, { signal })
  const page = pageOf(frame)
  if (page) {
    page.document.addEventListener('keydown', hear, { signal })
    frame.document.addEventListener('keydown', (event) => { if (event.key === 'Escape') page.dispatchEvent(new Event(AWAY)) }, { signal })
    frame.addEventListener('pagehide', () => ended.abort(), { signal })
  }
  return () => ended.abort()
}

/* The page around a frame, where it is of the same origin. */
function pageOf (frame) {
  try {
    return frame.parent !== frame && frame.parent.document ? frame.parent : null
  } catch {
    return null
  }
}
