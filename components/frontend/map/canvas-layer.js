/* A canvas of its own in a Leaflet pane: Leaflet's renderer moves and scales it with the map, we paint it. */
import { contextOf } from '../shared/dom.js'

let CanvasLayer = null

function canvasLayerClass (L) {
  CanvasLayer ??= L.Renderer.extend({
    _initContainer () {
      this._container = L.DomUtil.create('canvas', 'stage-canvas')
      this._container.setAttribute('aria-hidden', 'true')
      this._context = contextOf(this._container)
    },

    _destroyContainer () {
      this._container.remove()
      this._container = null
      this._context = null
    },

    getEvents () {
      return { ...L.Renderer.prototype.getEvents.call(this), move: this._follow }
    },

    _follow () {
      const view = this._map.getSize()
      const corner = this._map.containerPointToLayerPoint([0, 0])
      const { min, max } = this._bounds
      const outside = corner.x < min.x || corner.y < min.y ||
        corner.x + view.x > max.x || corner.y + view.y > max.y
      if (outside && this._map.getZoom() === this._zoom) this._update()
    },

    _update () {
      if (this._map._animatingZoom && this._bounds) return
      L.Renderer.prototype._update.call(this)
      const size = this._bounds.getSize()
      const ratio = Math.min(3, globalThis.devicePixelRatio || 1)
      const canvas = this._container
      const width = Math.round(size.x * ratio)
      const height = Math.round(size.y * ratio)
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width
        canvas.height = height
        canvas.style.width = `${size.x}px`
        canvas.style.height = `${size.y}px`
      }
      this._ratio = ratio
      L.DomUtil.setPosition(canvas, this._bounds.min)
      this.repaint()
    },

    /** The layer as it is now, painted on a canvas of its own at another resolution: {canvas, min, size} in layer pixels. */
    snapshot (ratio) {
      const { min, max } = this._bounds
      const size = this._bounds.getSize()
      const canvas = document.createElement('canvas')
      canvas.width = Math.round(size.x * ratio)
      canvas.height = Math.round(size.y * ratio)
      const context = contextOf(canvas)
      context.setTransform(ratio, 0, 0, ratio, -min.x * ratio, -min.y * ratio)
      this.options.paint(context, { min, max, ratio, width: canvas.width, height: canvas.height })
      this.repaint() // Painting notes what lies where; the note must be that of the layer.
      return { canvas, min, size }
    },

    /** Paint the whole canvas, in Leaflet's layer pixels. While the map zooms, Leaflet scales what is painted; moveend paints anew. */
    repaint () {
      if (!this._map || !this._bounds || this._map._animatingZoom || this._map.getZoom() !== this._zoom) return
      const { min, max } = this._bounds
      const context = this._context
      context.setTransform(1, 0, 0, 1, 0, 0)
      context.clearRect(0, 0, this._container.width, this._container.height)
      context.setTransform(this._ratio, 0, 0, this._ratio, -min.x * this._ratio, -min.y * this._ratio)
      this.options.paint(context, { min, max, ratio: this._ratio, width: this._container.width, height: this._container.height })
    }
  })
  return CanvasLayer
}

/** Add a pane with one canvas to the map; `paint(context, frame)` is called whenever the map shows something else. */
export function createCanvasLayer (L, map, { pane, order, padding, paint }) {
  const element = map.getPane(pane) ?? map.createPane(pane)
  element.style.zIndex = order
  element.style.pointerEvents = 'none'
  const layer = new (canvasLayerClass(L))({ pane, padding, paint })
  return layer.addTo(map)
}
