/* Streamlit puts an opened menu at the end of the document and leaves the focus on its button. Here the focus goes in, and
   Tab past either end closes the menu and returns to the button: the menus stand in the order of tabs. */

const BUTTON = '[data-testid="stPopover"] button'
const BODY = '[data-testid="stPopoverBody"]'
/* What a person goes on with by themselves. */
const ACTS = ['keydown', 'pointerdown']
const LOOK_MS = 50
const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex]'

const watched = new WeakSet()

/** Watch the menus of a document; once, however often it is asked. */
export function watchMenus (page) {
  if (watched.has(page)) return
  watched.add(page)
  let opener = null
  let isClosing = false
  page.addEventListener('click', ({ target, detail }) => { // In the first phase, before Streamlit opens the menu.
    const pressed = target instanceof Element ? target.closest(BUTTON) : null
    if (!pressed) return
    opener = pressed
    if (detail === 0 && !isClosing) focusFirst(page) // Pressed by a key.
  }, true)
  page.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab' || !(event.target instanceof Element)) return
    const body = event.target.closest(BODY)
    const open = page.querySelector(`${BUTTON}[aria-expanded="true"]`)
    if (open) opener = open // Streamlit may have drawn the button anew.
    if (!body || !opener?.isConnected || !leaves(stopsOf(body), event.composedPath()[0], event.shiftKey)) return
    event.preventDefault()
    event.stopPropagation() // A toolbar would move the focus within itself.
    isClosing = true
    opener.click()
    isClosing = false
    opener.focus()
  }, true)
}

/** Whether Tab (or Shift and Tab) on one of the stops goes past the last (or first) of them. */
export function leaves (stops, at, backwards) {
  const end = backwards ? stops[0] : stops.at(-1)
  return stops.includes(at) && partOf(at) === partOf(end)
}

/* Choices that stand in a toolbar are one stop together: arrows go from one to the next, and Tab goes past them all. */
const partOf = (stop) => stop.closest('[role="toolbar"]') ?? stop

/** The elements inside another that Tab stops at, in their order, those of components too. */
export function stopsOf (body) {
  return [...body.querySelectorAll('*')].flatMap((one) => {
    if (one.shadowRoot) return stopsOf(one.shadowRoot)
    return one.matches(STOPS) && one.tabIndex >= 0 && !one.disabled && one.getClientRects().length > 0 ? [one] : []
  })
}

/* Streamlit draws the menu when the server has answered, however long that takes, and part after part: the focus goes to what
   is its first stop by then, until the person goes on by themselves or the menu is closed. */
function focusFirst (page) {
  let given = null
  const look = () => {
    const body = page.querySelector(BODY)
    if (given && !body) return end()
    const first = body ? stopsOf(body)[0] : null
    if (!first || first === given) return
    given = first
    first.focus()
  }
  const watch = setInterval(look, LOOK_MS)
  const end = () => {
    clearInterval(watch)
    for (const act of ACTS) page.removeEventListener(act, end, true)
  }
  for (const act of ACTS) page.addEventListener(act, end, true)
}
