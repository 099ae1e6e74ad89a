/* Where a person was in each story, kept in this browser alone; without a place to keep it nothing is remembered. */

const PLACE = 'stories.steps'

/** The steps that were read last, by story. */
export function readSteps () {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) || '{}')
    return new Map(Object.entries(kept).filter(([, step]) => Number.isInteger(step) && step > 0))
  } catch {
    return new Map()
  }
}

/**
 * Remember a step of a story.
 * @param {string} story
 * @param {number} step
 */
export function keepStep (story, step) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(Object.fromEntries(readSteps().set(story, step))))
  } catch {
    // A browser that keeps nothing reads just as well.
  }
}
