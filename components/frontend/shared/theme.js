/* Streamlit tells its theme by CSS variables; dark means that the page's background is darker than its text. */

/**
 * A theme by its background.
 * @param {string} colour as CSS gives it: '#rrggbb' or 'rgb(...)'
 * @returns {Theme}
 */
export function themeOfColour (colour) {
  const hex = /^#([0-9a-f]{6})/i.exec(colour.trim())
  const parts = hex
    ? [0, 2, 4].map((at) => parseInt(hex[1].slice(at, at + 2), 16))
    : (colour.match(/[\d.]+/g) ?? ['255', '255', '255']).slice(0, 3).map(Number)
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] < 127.5 ? 'dark' : 'light'
}

/**
 * How the page around an element (or a shadow root) is painted.
 * @param {any} element
 */
export function themeOf (element) {
  return themeOfColour(getComputedStyle(element.host ?? element).getPropertyValue('--st-background-color'))
}

/**
 * Call `listener` with the theme whenever the page changes it; returns a function that stops watching.
 * @param {any} element
 * @param {(theme: Theme) => void} listener
 */
export function watchTheme (element, listener) {
  let theme = themeOf(element)
  const observer = new MutationObserver(() => {
    const now = themeOf(element)
    if (now !== theme) { theme = now; listener(now) }
  })
  for (const node of [document.documentElement, document.body, document.head]) {
    observer.observe(node, { attributes: true, childList: node === document.head, attributeFilter: ['class', 'style'] })
  }
  for (let node = element; node; node = node.parentNode || node.host) {
    if (node.nodeType === 1) observer.observe(node, { attributes: true, attributeFilter: ['class', 'style'] })
  }
  return () => observer.disconnect()
}
