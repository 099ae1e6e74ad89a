/* A scene is everybody's and its words are English; what it says in another language comes beside it. */

/**
 * A scene in another language. Words of another scene are left alone: they would be said of the wrong things.
 * @param {Scene} scene as `decodeScene` gives it
 * @param {SceneWords | null | undefined} words null for the scene's own
 * @returns {Scene}
 */
export function inWords (scene, words) {
  if (!words || words.version !== scene.version) return scene
  const spoken = /** @type {any} */ ({ ...scene, attribution: words.attribution, language: words.language })
  for (const [list, labels] of Object.entries(words.labels)) spoken[list] = renamed(scene[list], 'label', labels)
  for (const [list, names] of Object.entries(words.names)) spoken[list] = renamed(scene[list], 'name', names)
  spoken.districts = spoken.districts.map((district, at) => ({ ...district, segments: renamed(district.segments, 'text', words.control[at]) }))
  if (words.titles) spoken.events = { ...scene.events, titles: words.titles, places: words.places }
  return spoken
}

const renamed = (/** @type {any[]} */ list, /** @type {string} */ key, /** @type {(string | null)[]} */ texts) => list.map((entry, at) => ({ ...entry, [key]: texts[at] ?? entry[key] }))
