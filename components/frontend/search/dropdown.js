/* A list that floats under its field, over everything else, and moves nothing on the page. */

const GAP = 6
const EDGE = 8
const WIDEST = 460
const HIGHEST = 480

/** Where the list stands: under the field, as wide as it needs, within the window. `field`: its box; `view`: {width, height}. */
export function placeOf (field, view) {
  const width = Math.min(Math.max(field.width, WIDEST), view.width - 2 * EDGE)
  const left = Math.max(EDGE, Math.min(field.left, view.width - width - EDGE))
  const top = field.bottom + GAP
  return { left, top, width, height: Math.max(120, Math.min(HIGHEST, view.height - top - EDGE)) }
}

/** Let `list` float under `field`; it is in the browser's top layer where the browser has one. */
export function createDropdown (list, field) {
  const isTop = typeof list.showPopover === 'function'
  if (isTop) list.popover = 'manual'
  list.hidden = true
  let shown = false

  function place () {
    const seen = globalThis.visualViewport
    const view = { width: document.documentElement.clientWidth, height: seen ? seen.height + seen.offsetTop : innerHeight }
    const { left, top, width, height } = placeOf(field.getBoundingClientRect(), view)
    Object.assign(list.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, maxHeight: `${height}px` })
  }

  function watch (now) {
    const change = now ? 'addEventListener' : 'removeEventListener'
    for (const target of [globalThis, globalThis.visualViewport]) {
      target?.[change]('resize', place)
      target?.[change]('scroll', place, true)
    }
  }

  function show (now) {
    if (now) place()
    if (now === shown) return
    shown = now
    list.hidden = !now
    if (isTop) {
      if (now) list.showPopover()
      else list.hidePopover()
    }
    watch(now)
  }

  return { show, isShown: () => shown, remove: () => { watch(false) } }
}
