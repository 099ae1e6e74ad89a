/* The Streamlit v2 component: Streamlit calls this at each rerun with new data and the same parent element. */
import { createTimeline } from './timeline.js'

const mounted = new WeakMap()

export default function (component) {
  const { parentElement } = component
  let entry = mounted.get(parentElement)
  if (!entry) {
    entry = { timeline: createTimeline(parentElement, component), calls: 0 }
    mounted.set(parentElement, entry)
  }
  const call = ++entry.calls
  entry.timeline.update(component)
  return () => {
    /* Streamlit may clean up and call again within one rerun: only an element that is gone takes its timeline along. */
    setTimeout(() => {
      if (entry.calls !== call || parentElement.isConnected) return
      entry.timeline.destroy()
      mounted.delete(parentElement)
    }, 0)
  }
}
