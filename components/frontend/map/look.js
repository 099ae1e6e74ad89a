/* Where a person has moved the map is in the page's address, so that a link opens the same. What the page went to by itself
   follows from what is selected, and is not in it. */

const NAME = 'at'

/**
 * A look as the address says it.
 * @param {{ lat: number, lng: number, zoom: number }} look
 */
export const lookText = ({ lat, lng, zoom }) => `${lat.toFixed(4)},${lng.toFixed(4)},${zoom.toFixed(2)}`

/**
 * An address with another look, or without one; null where it says so already.
 * @param {string} address
 * @param {string | null} look
 */
export function addressLooking (address, look) {
  const url = new URL(address)
  if (url.searchParams.get(NAME) === look) return null
  if (look === null) url.searchParams.delete(NAME)
  else url.searchParams.set(NAME, look)
  return url.href
}

/**
 * Keep the look of a stage's map in the address of the page around it.
 * @param {LeafletMap} map
 * @param {Record<string, any>} stage
 */
export function keepInAddress (map, stage, frame = window) {
  map.on('moveend', () => {
    if (!stage.day.time) return
    try {
      const { history, location } = frame.parent
      const look = stage.isMoved() ? lookText({ ...map.getCenter(), zoom: map.getZoom() }) : null
      const address = addressLooking(location.href, look)
      if (address) history.replaceState(history.state, '', address)
    } catch {
      // The page is of another origin, or the browser counts too many addresses: the map goes on without.
    }
  })
}
