/* Small boxes over the map are plain elements; text only ever goes in as text. */

/** Make an element with a class and, if given, its text. */
export function element (tag, className = '', text = null) {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== null) node.textContent = text
  return node
}

/** Make a button that is one in a form-free page and has a name for screen readers. */
export function button (className, label, text = null) {
  const node = element('button', className, text)
  node.type = 'button'
  if (label) {
    node.setAttribute('aria-label', label)
    node.title = label
  }
  return node
}

/** Set text only when it changed: a step of the timeline touches few nodes. */
export function write (node, text) {
  if (node.textContent !== text) node.textContent = text
}

/** An icon of straight strokes in a 20 by 20 box. */
export function icon (paths) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  for (const d of paths) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}
