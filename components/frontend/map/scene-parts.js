/* What a scene is made into once, before anything of it is painted: shapes, indexes, icons. */
import { createBackdrop } from './backdrop.js'
import { indexCells } from './cell-counts.js'
import { createDistricts } from './districts.js'
import { indexEvents } from './event-index.js'
import { isCounted } from '../shared/scene.js'

/**
 * The parts of a scene.
 * @param {Scene} scene
 */
export function partsOfScene (scene) {
  const familyIds = scene.groups.map(({ id }) => id)
  return {
    scene,
    backdrop: createBackdrop(scene),
    districts: createDistricts(scene),
    events: isCounted(scene) ? null : indexEvents(scene),
    cells: isCounted(scene) ? indexCells(scene) : null,
    familyOf: Uint8Array.from(scene.categories, ({ group }) => familyIds.indexOf(group)),
    icons: scene.categories.map(({ path }) => new Path2D(path))
  }
}
