/* Keys and swipes of the reader: they press the buttons of the step that is drawn, where there are such. */

const WAYS = { ArrowLeft: 'previous', ArrowRight: 'next', Home: 'first', Escape: 'leave' }
const ELSEWHERE = 'input, textarea, select, [contenteditable], [role="slider"], [role="dialog"], [role="menu"], [role="listbox"], [role="radiogroup"], [aria-expanded="true"]'
const SWIPE_PX = 60

/**
 * Listen to the page's keys as long as the element is a part of it.
 * @param {HTMLElement} body
 */
export function watchKeys (body) {
  function pressed (/** @type {KeyboardEvent} */ event) {
    if (!body.isConnected) document.removeEventListener('keydown', pressed)
    else if (isForReader(event)) press(body, WAYS[event.key])
  }
  document.addEventListener('keydown', pressed)
}

/** Whether a key is meant for the reader: not for a field, a list or a slider, and not for the browser. */
export function isForReader (event) {
  if (!Object.hasOwn(WAYS, event.key) || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false
  return !event.composedPath().some((one) => one instanceof Element && one.matches(ELSEWHERE))
}

/**
 * On a touch screen, drawing the step to one side turns it.
 * @param {HTMLElement} root
 * @param {HTMLElement} body
 */
export function watchSwipe (root, body) {
  let start = null
  root.addEventListener('touchstart', ({ touches }) => { start = touches.length === 1 ? touches[0] : null }, { passive: true })
  root.addEventListener('touchend', ({ changedTouches: [end] }) => {
    if (!start || !end) return
    const across = end.clientX - start.clientX
    const down = end.clientY - start.clientY
    start = null
    if (Math.abs(across) > SWIPE_PX && Math.abs(across) > 2 * Math.abs(down)) press(body, across < 0 ? 'next' : 'previous')
  }, { passive: true })
}

function press (body, way) {
  body.querySelector(`[data-way="${way}"]`)?.click()
}
