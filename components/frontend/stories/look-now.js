/* Where the page's map looks now. The map keeps it for a change of language; its frame is of the page's origin, or says nothing. */
import { lookText } from '../map/look.js'

const LOOKS = Symbol.for('map looks')

/** The look as an address says it, "" where no map tells. */
export function lookNow (page = /** @type {any} */ (globalThis)) {
  const [look] = page[LOOKS]?.values() ?? []
  return look ? lookText({ ...look.center, zoom: look.zoom }) : ''
}

/** The look that a person moved the map to, "" where it looks at what is chosen. */
export const lookMovedTo = (/** @type {string} */ address) => new URL(address).searchParams.get('at') ?? ''
