/* The address of the whole page at the view that an embed has come to. */
const ISO = (/** @type {number} */ day) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/**
 * The address of the whole page at another step of the story that the embed tells.
 * @param {string} page
 * @param {number} step
 */
export function stepAddress (page, step) {
  const address = new URL(page)
  if (step > 1) address.searchParams.set('step', String(step))
  else address.searchParams.delete('step')
  return address.href
}

/**
 * @param {string} page the page's address at the view that the embed began with
 * @param {View} view
 * @param {Scene} scene
 */
export function pageAddress (page, view, scene) {
  const address = new URL(page)
  const { searchParams } = address
  if (searchParams.has('story')) searchParams.delete('page') // Left to explore, with the way back.
  for (const [name, day] of Object.entries({ day: view.day, from: view.from, to: view.to, compare: view.compare })) {
    if (Number.isInteger(day)) searchParams.set(name, ISO(/** @type {number} */ (day)))
    else searchParams.delete(name)
  }
  const event = view.event >= 0 ? scene.events.ids?.[view.event] : null
  for (const [name, id] of Object.entries({ district: view.district, event })) {
    if (id) searchParams.set(name, id)
    else searchParams.delete(name)
  }
  return address.href
}
