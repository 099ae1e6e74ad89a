/* Streamlit evaluates this text as the component; it hands every call on to the module at the address put in place of
   "MODULE", so that the component's code stays in files of its own. */
let render = null
const loading = import(new URL("MODULE", document.baseURI).href).then((module) => { render = module.default })

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
