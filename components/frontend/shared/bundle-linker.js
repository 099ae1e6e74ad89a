/* Several modules in one file, so that a browser asks the server once and not for each of them. `components/assets.py` puts
   their sources in place of "SOURCES", by path; their imports name paths too. Each becomes a module of its own when it is
   first needed, with what it imports before it. */
const IMPORT = /^((?:import|export)\b[^'"\n]*?)'([^'"\n]+\.js)'/gm
const SOURCES = {}

const blobOf = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))

/** Give the address of a module by its path; `base` is where the files lie that it names relative to itself. */
export function link (sources, base, make = blobOf) {
  const made = new Map()
  return function addressOf (path) {
    if (!made.has(path)) {
      const file = new URL(path, base).href
      const text = sources[path]
        .replace(IMPORT, (_, before, imported) => before + JSON.stringify(addressOf(imported)))
        .replaceAll('import.meta.url', JSON.stringify(file))
      made.set(path, make(`${text}\n//# sourceURL=${file}\n`))
    }
    return made.get(path)
  }
}

const addressOf = link(SOURCES, new URL('../components.assets.assets/', import.meta.url))

/** Load the module of a path. */
export const load = (path) => import(addressOf(path))
