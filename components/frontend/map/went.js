/* Where the page itself took the map, and where a person stood before: so that closing goes back there, and another size
   of the window shows the same. What a person moved by hand is theirs: nothing is taken back then. */

/** Follow the views of a Leaflet map that the page goes to by itself. */
export function createWent (map) {
  let again = null // How to go once more, without a movement, to where the page went last.
  let isOwn = false
  let isThere = false
  let before = null

  map.on('movestart', () => { if (!isOwn) isThere = false }) // Leaflet tells it at once when told to move.

  const went = {
    /** Go somewhere: `go` moves the map now, `jump` does the same later without a movement. */
    to (jump, go) {
      isOwn = true
      go()
      isOwn = false
      isThere = true
      again = jump
    },
    /** Something is chosen: remember where the person stood, once until `back`. */
    leave () { before ??= { center: map.getCenter(), zoom: map.getZoom(), again: isThere ? again : null } },
    /** A step of a story has a view of its own: nothing of before comes back. */
    forget () { before = null },
    /** Nothing is chosen any more: return, unless the person went on by hand. `go` moves the map. */
    back (go) {
      const former = before
      before = null
      if (!former || !isThere) return
      const { center, zoom } = former
      went.to(former.again ?? (() => map.setView(center, zoom, { animate: false })), () => go(center, zoom))
    },
    /** Whether the map shows, or is on its way to, what the page went to by itself. */
    isOwn: () => isOwn || isThere,
    /** The map has another size: show again what was gone to, where the person still looks at it. */
    again () { if (isThere && again) went.to(again, again) }
  }
  return went
}

/** Whether the person asked for as little movement as can be. */
export const calm = () => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches

/** Stop the movements that Leaflet makes by itself, for a person who asked for none: zooming jumps, dragging ends at once. */
export function still (map) {
  if (!calm()) return
  map.options.inertia = false
  map._zoomAnimated = false
}

/** Whether margins fit in a map of this size: on paper, or in a part of the page that is not shown, it has none. */
export const hasRoom = ({ x, y }) => x > 48 && y > 86
