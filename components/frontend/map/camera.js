/* The camera of the map: where it looks at the start, at a step of a story, at a chosen district, place or event. */
import { latOf, lonOf, scaleOf } from './geometry.js'
import { boxOfAll, boxOfDistrict, NEAR, shareOf } from './districts.js'
import { spotOf } from './event-index.js'
import { worldOf } from './chosen-place.js'
import { calm, hasRoom } from './went.js'

/**
 * Make the camera of a map; it keeps in `shared.home` the zoom that shows the whole region.
 * @param {Leaflet} L
 * @param {LeafletMap} map
 * @param {MapState} shared
 * @param {Record<string, any>} went where the page has gone, to come back from
 * @param {boolean} small in a frame of somebody else's page
 */
export function createCamera (L, map, shared, went, small) {
  /* A step of a story says where the map looks. */
  function showLook ([lat, lon, zoom], animate) {
    const jump = () => map.setView([lat, lon], zoom, { animate: false })
    went.to(jump, () => fly(() => map.flyTo([lat, lon], zoom, { duration: 0.24 }), jump, animate))
  }
  /* An address says where a person had moved the map. */
  function lookAt ([lat, lon, zoom]) { map.setView([lat, lon], zoom, { animate: false }) }
  /* Where the person was before the page went somewhere. */
  function showBack (animate) {
    went.back((center, zoom) => fly(() => map.flyTo(center, zoom, { duration: 0.24 }), () => map.setView(center, zoom, { animate: false }), animate))
  }

  function fit (animate) {
    if (!shared.scene) return
    const jump = () => map.fitBounds(wholeRegion(), { ...margins(), animate: false })
    went.to(jump, () => fly(() => map.flyToBounds(wholeRegion(), { ...margins(), duration: 0.24 }), jump, animate))
    measureHome()
  }

  const boundsOf = ({ left, right, top, bottom }) => L.latLngBounds([latOf(bottom), lonOf(left)], [latOf(top), lonOf(right)])
  const wholeRegion = () => shared.scene?.start ? L.latLngBounds(shared.scene.start) : boundsOf(boxOfAll(shared.districts))
  const measureHome = () => {
    if (hasRoom(map.getSize())) shared.home = { zoom: map.getBoundsZoom(wholeRegion(), false, L.point(16, isOpen() ? 16 : 80)) }
    else shared.home ??= { zoom: map.getZoom() }
  }
  const isWide = () => map.getSize().x >= 600
  const isOpen = () => map.getSize().x >= 760 // Else the folded legend stands over the map's top.
  /** @returns {FitOptions} */
  const margins = () => isOpen() ? { padding: [8, 8] } : { paddingTopLeft: [8, 54], paddingBottomRight: [8, 26] }

  function showDistrict (position, animate, told = false) {
    const box = boxOfDistrict(shared.districts, position)
    const bounds = boundsOf(box)
    if (told && isPlaced(shared.event)) bounds.extend(latLngOf(shared.event)) // A step's own picture, wherever the map was.
    const isLarge = shareOf(box, scaleOf(map.getZoom()), map.getSize()) > 0.42
    if (!told && isLarge && map.getBounds().contains(bounds)) return
    const jump = () => map.fitBounds(bounds, { ...target(), animate: false })
    went.to(jump, () => fly(() => map.flyToBounds(bounds, target()), jump, animate))
  }

  /** @returns {FitOptions} */
  const target = () => ({
    paddingTopLeft: isWide() && !small ? [250, 40] : [24, 56],
    paddingBottomRight: isWide() ? [60, 60] : [24, 30],
    maxZoom: shared.home.zoom + 2,
    duration: 0.24
  })

  const isPlaced = (index) => index >= 0 && spotOf(shared.scene, index) !== null

  function showEvent (index, animate) {
    if (!isPlaced(index)) return
    const at = latLngOf(index)
    if (map.getBounds().pad(-0.08).contains(at)) return
    const jump = () => map.panTo(at, { animate: false })
    went.to(jump, () => fly(() => map.panTo(at, { duration: 0.24 }), jump, animate))
  }

  /* Near enough to see what lies around a settlement; never farther away than the person already is. */
  function showPlace (position, animate) {
    const { x, y } = /** @type {Point} */ (worldOf(shared.scene, position))
    const at = L.latLng(latOf(y), lonOf(x))
    const zoom = Math.max(map.getZoom(), shared.home.zoom + NEAR)
    const jump = () => map.setView(at, zoom, { animate: false })
    went.to(jump, () => fly(() => map.flyTo(at, zoom, { duration: 0.24 }), jump, animate))
  }

  const latLngOf = (index) => { const { x, y } = /** @type {Point} */ (spotOf(shared.scene, index)); return L.latLng(latOf(y), lonOf(x)) }

  function fly (moving, jumping, animate) {
    if (!hasRoom(map.getSize())) return // The resize that gives the map room goes there.
    if (animate && !calm()) moving()
    else jumping()
  }

  return { fit, isPlaced, lookAt, measureHome, showBack, showDistrict, showEvent, showLook, showPlace }
}
