/* In an article the wheel and a finger scroll the article, until a person has pressed the map; and again once they have left it. */

/**
 * @param {LeafletMap} map made without these ways of moving it
 * @param {HTMLElement} container
 * @param {{ addEventListener: Function, matchMedia: Function, document: any }} [page]
 */
export function letScroll (map, container, page = window) {
  const ways = page.matchMedia('(pointer: coarse)').matches ? [map.scrollWheelZoom, map.dragging] : [map.scrollWheelZoom]
  const turn = (/** @type {'enable' | 'disable'} */ way) => { for (const one of ways) one[way]() }
  turn('disable')
  container.addEventListener('click', () => turn('enable'))
  page.document.documentElement.addEventListener('mouseleave', () => turn('disable'))
  page.addEventListener('blur', () => turn('disable'))
}
