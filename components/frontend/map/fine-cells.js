/* Counts of a store for cells finer than those of the scene: asked from the server by tile where a person looks closer, and put
   together as one scene of counts. Until they are there the scene's own cells are drawn. */
import { binOf, decodeScene, entryMask } from '../shared/scene.js'
import { indexCells } from './cell-counts.js'

/** Levels between a tile and its cells: a tile has 16 x 16 of them. */
const WITHIN = 4
/** The finest cells, some 400 m wide. */
const FINEST = 16
/** More tiles than these are never asked for together. */
const MOST_TILES = 40
/** So many tiles are kept. */
const KEPT = 200

const BINS = ['day', 'week', 'month', 'year']
const PARTS = ['x', 'y', 'set', 'category', 'evidence', 'begins', 'ends']

/** Counts of a tile of a store, from the server beside the page: an embed is beside it, the map's frame lies below its components. */
export async function askTile (version, name) {
  const beside = location.pathname.endsWith('/embed') ? '' : '../../'
  const answer = await fetch(new URL(`${beside}store/cells/${name}?version=${version}`, location.href))
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.arrayBuffer()
}

/** The tiles that a frame (world coordinates) touches, for cells of a level: their names; none where they are too many. */
export function tilesOf (frame, level) {
  const side = 2 ** (level - WITHIN)
  const [left, top, right, bottom] = [frame.left, frame.top, frame.right, frame.bottom].map((at) => Math.min(side - 1, Math.max(0, Math.floor(at * side))))
  if ((right - left + 1) * (bottom - top + 1) > MOST_TILES) return []
  /** @type {string[]} */
  const names = []
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) names.push(`${level}/${x}/${y}`)
  return names
}

/** One scene of the counts of several tiles, in the coarsest of their bins. */
export function joined (scene, tiles) {
  const { level } = tiles[0].events.cells
  const bin = BINS[Math.max(...tiles.map(({ events }) => BINS.indexOf(events.cells.bin)))]
  const rows = []
  tiles.forEach(({ columns, events }, tile) => {
    for (let at = 0; at < columns.day.length; at++) {
      for (let index = columns.day_start[at]; index < columns.day_start[at + 1]; index++) rows.push([binOf(columns.day[at], bin), tile, index, events.cells])
    }
  })
  rows.sort((one, other) => one[0] - other[0])
  const [west, north] = ['x', 'y'].map((axis) => tiles.reduce((least, { events }) => Math.min(least, events.cells[axis]), Infinity))
  /** @type {Record<string, any>} */
  const columns = { ...Object.fromEntries(PARTS.map((part) => [part, new Uint32Array(rows.length)])), long: new Uint32Array(), long_last: new Int32Array(), set_start: [0, 0], set_of: [] }
  /** @type {number[]} */
  const days = []
  /** @type {number[]} */
  const starts = []
  rows.forEach(([day, tile, index, { x, y }], at) => {
    if (days.at(-1) !== day) { days.push(day); starts.push(at) }
    for (const part of PARTS) columns[part][at] = tiles[tile].columns[part][index]
    columns.x[at] += x - west
    columns.y[at] += y - north
  })
  Object.assign(columns, { day: Int32Array.from(days), day_start: Uint32Array.from([...starts, rows.length]) })
  return { ...scene, events: { ...scene.events, cells: { level, x: west, y: north, bin } }, columns }
}

/**
 * The finer cells of a map.
 * @param {any} shared
 * @param {{ ask: (name: string) => Promise<ArrayBuffer>, changed: () => void }} given how a tile is asked for, and what is called when it is there
 */
export function createFineCells (shared, { ask, changed }) {
  /** @type {Map<string, any>} */
  const tiles = new Map()
  let made = { key: '', scene: null, cells: /** @type {any} */ (null), mask: /** @type {Uint8Array | null} */ (null), text: /** @type {any} */ (undefined) }

  function fetchTile (name) {
    tiles.set(name, null)
    ask(name).then((bytes) => { tiles.set(name, decodeScene(bytes)); changed() }, () => tiles.delete(name)) // Asked again with the next picture.
    if (tiles.size > KEPT) tiles.delete(/** @type {string} */ (tiles.keys().next().value))
  }

  /** Cells and mask for a frame at a level finer than the scene's; null while they are not there. */
  function at (wanted, frame) {
    const { scene } = shared
    const level = Math.min(wanted, FINEST)
    if (level <= scene.events.cells.level) return null
    const names = tilesOf(frame, level)
    names.filter((name) => !tiles.has(name)).forEach(fetchTile)
    if (!names.length || names.some((name) => !tiles.get(name))) return null
    const key = names.join()
    if (made.key !== key || made.scene !== scene) {
      const cells = indexCells(joined(scene, names.map((name) => tiles.get(name))))
      const { kinds, kindOf, parts } = shared.cells
      made = { key, scene, cells: Object.assign(cells, { kinds, kindOf, parts }), mask: null, text: undefined }
    }
    if (made.text !== shared.maskText) Object.assign(made, { mask: entryMask(made.cells.scene.columns, shared.maskText), text: shared.maskText })
    return made
  }

  return { at, forget: () => tiles.clear() }
}
