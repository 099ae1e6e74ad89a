/* The two clocks of the page, the day of the control and the range of the events, told while a person drags or plays: the panel
   hears them at once, and its server only when the person lets go. */

const TOLD = 'clock-told'

/**
 * Tell the time that is shown now.
 * @param {Time} time
 * @param {Words} words with the message `clock`
 */
export function tellClock ({ day, from, to }, words, page = window) {
  const text = words.say('clock', { day: words.day(day), first: words.day(from), last: words.day(to) })
  page.dispatchEvent(new CustomEvent(TOLD, { detail: { text, time: [day, from, to] } }))
}

/**
 * Follow the time in a panel that was drawn for one: its line says the new one, and the rest is marked as behind.
 * @param {HTMLElement} root
 * @param {() => { line: Element | null, time: number[] }} drawn what the panel says
 */
export function followClock (root, drawn, page = window) {
  const follow = (/** @type {any} */ { detail }) => {
    if (!root.isConnected) return void page.removeEventListener(TOLD, follow)
    const { line, time } = drawn()
    root.toggleAttribute('data-behind', time.join() !== detail.time.join())
    if (line) line.textContent = detail.text
  }
  page.addEventListener(TOLD, follow)
}
