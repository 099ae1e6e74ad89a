/* Where the page itself took the map, and where a person stood before: so that closing goes back there, and another size
   of the window shows the same. What a person moved by hand is theirs: nothing is taken back then. */

const NEAR_PX = 4

/** Follow the views of a Leaflet map that the page goes to by itself. */
export function createWent (map) {
  let at = null // The view gone to, as the map settled on it, and how to go there again.
  let before = null

  const view = () => ({ center: map.getCenter(), zoom: map.getZoom() })
  const isThere = () => at !== null && isSame(map, at)

  return {
    /** Go somewhere: `go` moves the map now, `again` does the same later without a movement. */
    to (again, go) {
      at = null
      map.once('moveend', () => { at = { ...view(), again } })
      go()
    },
    /** Something is chosen: remember where the person stood, once until `back`. */
    leave () { before ??= { ...view(), again: at?.again ?? null, wasThere: isThere() } },
    /** Nothing is chosen any more: return, unless the person went on by hand. `go` moves the map. */
    back (go) {
      const former = before
      before = null
      if (!former || !isThere()) return
      if (former.wasThere && former.again) this.to(former.again, () => go(former.center, former.zoom))
      else go(former.center, former.zoom)
    },
    /** The map has another size: show again what was gone to, where the person still looks at it. */
    again () { if (isThere()) at.again() }
  }
}

function isSame (map, { center, zoom }) {
  return map.getZoom() === zoom && map.project(map.getCenter(), zoom).distanceTo(map.project(center, zoom)) < NEAR_PX
}

/** Whether the person asked for as little movement as can be. */
export const calm = () => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches
