/* The events of a list, in a page that has only the scene: of the range, of a district, of a spot. */
import { eventsInRange, districtsOf } from '../shared/scene.js'

/**
 * Positions of the events that a view lists.
 * @param {Scene} scene whose events travel one by one
 * @param {Uint8Array | null} mask
 * @param {{ from: number, to: number, district: string | null, list: any }} view `list`: what was picked besides a district
 */
export function listedEvents (scene, mask, { from, to, district, list }) {
  const { placing } = scene.columns
  const isIn = (event, id) => districtsOf(scene, event).includes(scene.districts.findIndex((one) => one.id === id))
  const found = eventsInRange(scene, mask, from, to)
  if (district) return found.filter((event) => isIn(event, district))
  if (!list) return found
  if ('cluster' in list) return found.filter((event) => list.cluster.includes(event))
  if ('within' in list) return found.filter((event) => placing[event] === 1 && isIn(event, list.within))
  return found.filter((event) => placing[event] === 2)
}

/**
 * The heading of such a list.
 * @param {Scene} scene
 * @param {any} list
 * @param {(key: string, places?: Record<string, any>) => string} say
 */
export function headingOfList (scene, list, say) {
  if (!list) return say('events')
  if ('cluster' in list) return say('here')
  return 'within' in list
    ? say('within', { district: scene.districts.find(({ id }) => id === list.within)?.name })
    : say('unplaced')
}
