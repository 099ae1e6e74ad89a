/* Where the guide's links lead: to what can be acted on, else to the heading of what is read. */

const TARGETS = {
  map: '.st-key-stage iframe',
  timeline: '.st-key-timeline',
  details: '.st-key-details',
  charts: '.st-key-charts',
  text: '.st-key-about, .st-key-disagreements, .st-key-stories'
}
const HEADING = 'h2, h1'

/** Move the focus to a part of the page, and bring it into sight. */
export function goTo (page, name) {
  const part = page.querySelector(TARGETS[name])
  if (!part) return
  const target = name === 'map' ? mapIn(part) : inside(part, name === 'timeline' ? '[role="slider"][data-part="day"]' : HEADING)
  if (!target) return
  if (target.tabIndex < 0) target.tabIndex = -1
  target.focus()
}

function mapIn (frame) {
  try {
    return frame.contentDocument.querySelector('.leaflet-container')
  } catch {
    return frame // The map is of another origin.
  }
}

/** The first element inside another that a selector finds, in components too. */
export function inside (root, selector) {
  const found = root.querySelector(selector)
  if (found) return found
  for (const one of root.querySelectorAll('*')) {
    const within = one.shadowRoot && inside(one.shadowRoot, selector)
    if (within) return within
  }
  return null
}
