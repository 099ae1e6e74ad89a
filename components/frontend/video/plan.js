/* Which days a video shows: one entry for each frame that differs from the one before, with how often it is shown. The number of
   frames is known before the first is painted. */

/** Width and height in pixels; both even, as video needs them. */
export const SIZES = { film: [1280, 720], square: [1080, 1080], upright: [1080, 1920], embed: [640, 480] }
export const RATES = [30, 15, 10]
export const MOST_FRAMES = 7200
export const LONGEST_SECONDS = 240

const HOLD_SECONDS = 1
const FADE_SECONDS = 0.4

/**
 * @typedef {object} Shown what a frame shows
 * @property {number} times of frames in a row
 * @property {number} day
 * @property {number} from first day of the range
 * @property {number} to last day of the range
 * @property {number} [step] position of a story's step
 * @property {number} [share] of the step that shows through the one before it, 0 to 1
 */

/**
 * The timeline from one day to another: frames at equal distances, the first on the first day and the last on the last. The
 * range of events grows with the day.
 * @param {object} options
 * @param {number} options.from
 * @param {number} options.to
 * @param {number} options.seconds
 * @param {number} options.rate frames a second
 * @param {number[]} [options.holds] days at which the video stands still for a second
 * @returns {Shown[]}
 */
export function timelinePlan ({ from, to, seconds, rate, holds = [] }) {
  const count = Math.max(2, Math.round(seconds * rate))
  const days = Array.from({ length: count }, (_, at) => from + Math.round(at * (to - from) / (count - 1)))
  return days.map((day, at) => {
    const isHeld = holds.some((held) => held <= day && (at === 0 ? held === day : held > days[at - 1]))
    return { day, from, to: day, times: isHeld ? 1 + HOLD_SECONDS * rate : 1 }
  })
}

/**
 * A story: each step fades in over the one before and stands.
 * @param {object} options
 * @param {{ day: number, from: number, to: number }[]} options.steps
 * @param {number} options.seconds of each step
 * @param {number} options.rate frames a second
 * @returns {Shown[]}
 */
export function storyPlan ({ steps, seconds, rate }) {
  const each = Math.max(2, Math.round(seconds * rate))
  const fading = Math.min(each - 1, Math.round(FADE_SECONDS * rate))
  return steps.flatMap(({ day, from, to }, step) => {
    const shown = { day, from, to, step }
    if (step === 0) return [{ ...shown, share: 1, times: each }]
    const fade = Array.from({ length: fading }, (_, at) => ({ ...shown, share: (at + 1) / (fading + 1), times: 1 }))
    return [...fade, { ...shown, share: 1, times: each - fading }]
  })
}

/**
 * How many frames a plan has.
 * @param {Shown[]} plan
 */
export const framesOf = (plan) => plan.reduce((sum, { times }) => sum + times, 0)

/**
 * What a frame of a plan shows, by its number from 0.
 * @param {Shown[]} plan
 * @param {number} number
 */
export function shownAt (plan, number) {
  let left = number
  return plan.find(({ times }) => (left -= times) < 0) ?? plan[plan.length - 1]
}

/**
 * The days within a range on which the control of a district changes.
 * @param {Pick<Scene, 'districts'>} scene
 * @param {number} from
 * @param {number} to
 */
export const changesWithin = ({ districts }, from, to) =>
  [...new Set(districts.flatMap(({ segments }) => segments.map((segment) => segment.from)))].filter((day) => day > from && day <= to).sort((one, other) => one - other)
