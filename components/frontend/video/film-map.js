/* Stands in for a Leaflet map where the map's own painters work without one: it looks at a box and never moves by itself. A layer
   pixel is a pixel of its corner. */
import { scaleOf, worldX, worldY } from '../map/geometry.js'

/** Pixels of the page's map, of which a look gives the middle and the zoom. */
const LOOKED = { x: 760, y: 480 }

/**
 * What the page's map shows where it looks there, in world coordinates.
 * @param {[lat: number, lon: number, zoom: number]} look
 */
export function boxOfLook ([lat, lon, zoom]) {
  const scale = scaleOf(zoom)
  const [x, y, wide, high] = [worldX(lon), worldY(lat), LOOKED.x / scale / 2, LOOKED.y / scale / 2]
  return { left: x - wide, right: x + wide, top: y - high, bottom: y + high }
}

/**
 * A map of a size in pixels; `look(box, margins)` brings a box of world coordinates into view.
 * @param {number} width
 * @param {number} height
 */
export function createFilmMap (width, height) {
  let zoom = 0
  let corner = { x: 0, y: 0 }
  const size = { x: width, y: height }
  const fitting = ({ left, right, top, bottom }, { across, down }) =>
    Math.log2(Math.min((width - across) / (right - left), (height - down) / (bottom - top)) / scaleOf(0))
  return {
    getSize: () => size,
    getZoom: () => zoom,
    getPixelOrigin: () => corner,
    getPane: () => null,
    containerPointToLayerPoint: (/** @type {[number, number]} */ [x, y]) => ({ x, y }),
    /** The zoom at which a box fills what the margins leave. */
    zoomOf: (box, margins) => fitting(box, sum(margins)),
    look (box, margins, most = Infinity) {
      zoom = Math.min(fitting(box, sum(margins)), most)
      const scale = scaleOf(zoom)
      const middle = { x: (margins.left + width - margins.right) / 2, y: (margins.top + height - margins.bottom) / 2 }
      corner = {
        x: Math.round((box.left + box.right) / 2 * scale - middle.x),
        y: Math.round((box.top + box.bottom) / 2 * scale - middle.y)
      }
    }
  }
}

const sum = ({ left, right, top, bottom }) => ({ across: left + right, down: top + bottom })

/** In place of a map's canvas layers: what they would paint, to be painted onto any canvas. */
export const filmSurface = (_L, _map, { paint }) => ({ paint, repaint: () => {}, remove: () => {} })
