/* Runs first in every frame of a measured page. Notes, in milliseconds since 1970, when input came and when the picture
   that it led to stood on the screen: at the beginning of the frame after the one in which it was painted.
   `drawn(step)` is called right after painting, by the page or by the hooks below; a step is whatever number tells one
   picture from the next: a day, a count, a position of the slider. */
(() => {
  const now = (time = performance.now()) => performance.timeOrigin + time

  function createRecord () {
    const record = { input: {}, shown: null, read: null, bytes: 0, last: null, expected: null }

    /** Forget the last picture and wait for this step, or for any other than the last. */
    record.expect = (step = null) => Object.assign(record, { shown: null, expected: step })

    record.drawn = (step, frame) => {
      const found = record.expected === null ? step !== record.last : step === record.expected
      if (!found) return
      Object.assign(record, { last: step, expected: step })
      frame.requestAnimationFrame(() => { record.shown ??= { step, time: frame.performance.timeOrigin + frame.performance.now() } })
    }

    /** Wait for a heading of these words below an element; it may be in a shadow root. */
    record.expectHeading = (selector, words) => {
      record.read = null
      const look = () => {
        if (headings(document.querySelector(selector)).includes(words)) requestAnimationFrame(() => { record.read = now() })
        else requestAnimationFrame(look)
      }
      look()
    }
    return record
  }

  function headings (root) {
    if (!root) return []
    const found = [...root.querySelectorAll('h1, h2, h3')].map((heading) => heading.textContent.trim())
    for (const element of root.querySelectorAll('*')) if (element.shadowRoot) found.push(...headings(element.shadowRoot))
    return found
  }

  if (window === window.top) window.benchmark = createRecord()
  const record = window.top.benchmark

  for (const type of ['keydown', 'pointermove', 'pointerup', 'click']) {
    addEventListener(type, (event) => { record.input[type] = now(event.timeStamp) }, { capture: true, passive: true })
  }

  /* Folium's script is done before Leaflet's canvas is painted: that happens in the next frame. */
  window.mapDrawn = (step) => requestAnimationFrame(() => record.drawn(step, window))

  /* The stage says what it painted by setting `painted`. */
  let stage
  Object.defineProperty(window, 'stage', {
    configurable: true,
    get: () => stage,
    set: (made) => {
      stage = made
      let painted = made.painted
      Object.defineProperty(made, 'painted', {
        get: () => painted,
        set: (value) => {
          painted = value
          record.drawn(value.day, window)
        }
      })
    }
  })

  /* deck.gl draws a layer as so many instances at once. */
  for (const name of ['drawArraysInstanced', 'drawElementsInstanced']) {
    const draw = WebGL2RenderingContext.prototype[name]
    WebGL2RenderingContext.prototype[name] = function (...parameters) {
      draw.apply(this, parameters)
      record.drawn(parameters.at(-1), window)
    }
  }

  /* What goes through the page's sockets, without the browser having to hand each message on to be counted. */
  const sizeOf = (data) => data.byteLength ?? data.size ?? new TextEncoder().encode(data).length
  window.WebSocket = class extends WebSocket {
    constructor (...parameters) {
      super(...parameters)
      this.addEventListener('message', ({ data }) => { record.bytes += sizeOf(data) })
    }

    send (data) {
      record.bytes += sizeOf(data)
      super.send(data)
    }
  }
})()
