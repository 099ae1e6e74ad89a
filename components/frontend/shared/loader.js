/* Streamlit evaluates this text as the component; it hands every call on to a module of the page, so that the component's
   code stays in files of its own. */
let render = null
const loading = import(new URL('BUNDLE', document.baseURI).href)
  .then(({ load }) => load('MODULE'))
  .then((module) => { render = module.default })

const MARK = 'json:'

/* The data as the component's module takes them: of bytes that begin so what is written in them. */
function unpacked (component) {
  const bytes = component.data
  if (!(bytes instanceof Uint8Array) || String.fromCharCode(...bytes.subarray(0, MARK.length)) !== MARK) return component
  return { ...component, data: JSON.parse(new TextDecoder().decode(bytes.subarray(MARK.length))) }
}

export default function (received) {
  const component = unpacked(received)
  if (render) return render(component)
  let gone = false
  let cleanup = null
  loading.then(() => { if (!gone) cleanup = render(component) })
  return () => {
    gone = true
    if (cleanup) cleanup()
  }
}
