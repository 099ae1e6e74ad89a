/* The name of the view in the browser's tab, and the map on paper: while the page is printed, its picture stands in the map's place, as wide as the paper. The map itself
   keeps the size it has on the screen, and its edge would be cut off. */
const instances = new WeakMap()

export default function ({ data, parentElement: root }) {
  let instance = instances.get(root)
  if (!instance) {
    instance = create()
    instances.set(root, instance)
  }
  instance.data = data
  document.title = data.title
  return () => {
    instances.delete(root)
    instance.stop()
  }
}

function create () {
  /** @type {HTMLCanvasElement | null} */
  let canvas = null
  const instance = { data: /** @type {any} */ (null), stop }

  function before () {
    const { frame, place, picture } = instance.data
    const stage = document.querySelector(frame)?.contentWindow?.stage
    if (!stage?.ready) return
    after()
    const made = stage.compose(picture, 'light')
    made.className = 'print-map'
    document.querySelector(place).prepend(made)
    canvas = made
  }
  function after () {
    canvas?.remove()
    canvas = null
  }
  function stop () {
    globalThis.removeEventListener('beforeprint', before)
    globalThis.removeEventListener('afterprint', after)
    after()
  }

  globalThis.addEventListener('beforeprint', before)
  globalThis.addEventListener('afterprint', after)
  return instance
}
