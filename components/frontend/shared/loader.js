/* Streamlit evaluates this text as the component; it hands every call on to the first of the modules whose addresses are
   put in place of "MODULES", so that the component's code stays in files of its own. The others are what it imports. */
const [first, ...imported] = ["MODULES"].map((path) => new URL(path, document.baseURI).href)
for (const href of imported) {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.href = href
  document.head.append(link)
}
let render = null
const loading = import(first).then((module) => { render = module.default })

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
