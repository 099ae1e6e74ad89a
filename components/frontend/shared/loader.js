/* Streamlit evaluates this text as the component; it hands every call on to a module of the page, so that the component's
   code stays in files of its own. */
let render = null
const loading = import(new URL('BUNDLE', document.baseURI).href)
  .then(({ load }) => load('MODULE'))
  .then((module) => { render = module.default })

export default function (component) {
  if (render) return render(component)
  let gone = false
  let cleanup = null
  loading.then(() => { if (!gone) cleanup = render(component) })
  return () => {
    gone = true
    if (cleanup) cleanup()
  }
}
