/* Paints the frames of a video: title, map of the day with its legend, the histogram with the day on it, the credit. It has a map
   of its own, so that the page's goes on under the person's hand. */
import { createChosenPlace } from '../map/chosen-place.js'
import { createDayLayer } from '../map/day-layer.js'
import { boxOfAll, boxOfDistrict, NEAR } from '../map/districts.js'
import { spotOf } from '../map/event-index.js'
import { paintBackdrop } from '../map/backdrop.js'
import { partsOfScene } from '../map/scene-parts.js'
import { wrapped } from '../map/picture.js'
import { readPalette, readTokens } from '../shared/colours.js'
import { createFills } from '../shared/control-fills.js'
import { contextOf, makeCanvas } from '../shared/dom.js'
import { decodeMask } from '../shared/scene.js'
import { boxOfLook, createFilmMap, filmSurface } from './film-map.js'
import { createLegend } from './film-legend.js'
import { createStrip } from './film-strip.js'

/** The shorter side in units of the drawing: a letter is as large in every size of video. */
const SHORT_SIDE = 500
const MARGIN = 14
const NO_LEAFLET = /** @type {any} */ (null) // Only its canvas layers would ask for it.

const CREDIT = { size: 10, line: 13 }

/** @type {WeakMap<Scene, ReturnType<typeof partsOfScene>>} */
const known = new WeakMap()

function partsOf (scene) {
  const parts = known.get(scene) ?? partsOfScene(scene)
  known.set(scene, parts)
  return parts
}

/**
 * Make the painter of one video.
 * @param {object} options
 * @param {Scene} options.scene
 * @param {Element} options.element tells the tokens of the theme
 * @param {Theme} options.theme
 * @param {Words} options.words of the map
 * @param {[width: number, height: number]} options.size in pixels
 * @param {{ from: number, to: number }} options.period of the histogram
 * @param {string} options.title
 * @param {boolean} options.legend
 * @param {string[]} options.credit lines at the foot
 * @param {string | null} options.mask of the events, as the view has it
 * @param {Record<string, boolean>} options.layers which are drawn
 * @param {Box | null} options.box what the map looks at, in world coordinates; null for all districts
 * @param {any[]} options.steps of a story: a view of each, with `heading` and `place_text`
 * @param {boolean} [options.readsBack] whether pixels are read from its canvas
 */
export function createFilm ({ scene, element, theme, words, size: [width, height], period, title, legend, credit, mask, layers, box, steps, readsBack = false }) {
  const ratio = Math.min(width, height) / SHORT_SIDE
  const [wide, high] = [width / ratio, height / ratio]
  const canvas = makeCanvas(width, height)
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { alpha: false, willReadFrequently: readsBack }))
  const tokens = readTokens(element)
  const palette = readPalette(scene, theme)
  const fill = createFills(palette.controllers, makeCanvas)
  const parts = partsOf(scene)
  const whole = boxOfAll(parts.districts)
  const strip = createStrip({ scene, tokens, palette, words, period, width: wide, mask: steps.length ? null : mask })
  const signs = legend ? createLegend({ context, scene, tokens, fill, words, period, ratio, width: wide - 2 * MARGIN }) : null
  const foot = footOf()
  const head = headOf()
  const top = head.height
  const map = createFilmMap(Math.round(wide), Math.round(high - top - strip.height - foot.height))
  const { x: mapWidth, y: mapHeight } = map.getSize()
  const margins = { left: MARGIN, right: MARGIN, top: MARGIN + (signs?.height ?? 0), bottom: MARGIN }
  const home = { zoom: map.zoomOf(whole, margins) }
  const shared = /** @type {MapState} */ (/** @type {unknown} */ ({
    ...parts, words, theme, tokens, palette, fill, home, layers, mask: decodeMask(mask), event: -1, cell: null, place: -1, focus: null, step: null,
    selected: -1, hover: -1, divider: 0.5, tiles: -1, plate: () => null, covered: () => signs ? [signs.box] : []
  }))
  const day = createDayLayer(NO_LEAFLET, /** @type {any} */ (map), shared, { title: 'film', order: 0, surface: /** @type {any} */ (filmSurface) })
  const place = createChosenPlace(NO_LEAFLET, /** @type {any} */ (map), shared, day, /** @type {any} */ (filmSurface))
  const ground = makeCanvas(Math.round(mapWidth * ratio), Math.round(mapHeight * ratio))
  const marks = makeCanvas(ground.width, ground.height)
  const frame = { min: { x: 0, y: 0 }, max: { x: mapWidth, y: mapHeight }, ratio, width: ground.width, height: ground.height }
  /** @type {HTMLCanvasElement[]} */
  const stills = []
  let looked = ''

  if (!steps.length) look(box ?? whole)

  /* What stays while the map looks at one place is painted once. */
  function look (seen, most = Infinity) {
    const key = JSON.stringify([seen, most])
    if (key === looked) return
    looked = key
    map.look(seen, margins, most)
    const pen = contextOf(ground)
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    pen.fillStyle = tokens.abroad
    pen.fillRect(0, 0, mapWidth, mapHeight)
    if (layers.backdrop) paintBackdrop(pen, shared.backdrop, map, { tokens, upper: words.upper, names: layers.labels }, frame)
  }

  /* A step's own picture: where it has the map look, else its district, and its event where that lies elsewhere. */
  function takeStep (step) {
    const selected = scene.districts.findIndex(({ id }) => id === step.district)
    Object.assign(shared, { selected, event: step.event, place: step.place, mask: decodeMask(step.mask) })
    if (step.at) return look(boxOfLook(step.at))
    if (selected === -1) return look(whole)
    const seen = { ...boxOfDistrict(shared.districts, selected) }
    const spot = step.event >= 0 ? spotOf(scene, step.event) : null
    if (spot) {
      Object.assign(seen, {
        left: Math.min(seen.left, spot.x), right: Math.max(seen.right, spot.x), top: Math.min(seen.top, spot.y), bottom: Math.max(seen.bottom, spot.y)
      })
    }
    look(seen, home.zoom + NEAR)
  }

  function paintWhole (pen, shown) {
    const step = steps[shown.step ?? -1]
    if (step) takeStep(step)
    day.setTime({ day: shown.day, from: shown.from, to: shown.to, compare: null })
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    pen.fillStyle = tokens.surface
    pen.fillRect(0, 0, wide, high)
    head.paint(pen, step)
    pen.setTransform(1, 0, 0, 1, 0, Math.round(top * ratio))
    pen.drawImage(ground, 0, 0)
    pen.save()
    pen.setTransform(ratio, 0, 0, ratio, 0, Math.round(top * ratio))
    pen.beginPath()
    pen.rect(0, 0, mapWidth, mapHeight)
    pen.clip()
    day.canvases[0].paint(pen, frame)
    paintMarks()
    pen.setTransform(1, 0, 0, 1, 0, Math.round(top * ratio))
    pen.drawImage(marks, 0, 0)
    pen.setTransform(ratio, 0, 0, ratio, 0, Math.round(top * ratio))
    place.canvases[0].paint(pen, frame)
    signs?.paint(pen)
    pen.restore()
    pen.setTransform(ratio, 0, 0, ratio, 0, (high - foot.height - strip.height) * ratio)
    strip.paint(pen, shown, steps.map((one) => one.day))
    pen.setTransform(ratio, 0, 0, ratio, 0, (high - foot.height) * ratio)
    foot.paint(pen)
  }

  /* Many events are stamped as pixels, which would wipe out what lies below. */
  function paintMarks () {
    const pen = contextOf(marks)
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.clearRect(0, 0, marks.width, marks.height)
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    day.canvases[1].paint(pen, frame)
  }

  /* A step that fades in: both pictures are painted once and laid over each other. */
  function paintFading (shown) {
    const { step = 0, share = 1 } = shown
    const before = stills[step - 1] ?? still(step - 1)
    const after = stills[step] ?? still(step)
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.drawImage(before, 0, 0)
    context.globalAlpha = share
    context.drawImage(after, 0, 0)
    context.globalAlpha = 1
  }

  function still (step) {
    stills.length = Math.min(stills.length, Math.max(0, step)) // What was before is not asked for again.
    for (let at = 0; at < step - 1; at++) delete stills[at]
    const made = makeCanvas(width, height)
    paintWhole(contextOf(made), { ...steps[step], step })
    stills[step] = made
    return made
  }

  function headOf () {
    if (!title && !steps.length) return { height: 0, paint: () => {} }
    const small = `400 11px ${tokens.font}`
    const large = `600 16px ${tokens.font}`
    const room = wide - 2 * MARGIN
    context.font = large
    const lines = steps.length ? 1 + Math.min(2, Math.max(...steps.map(({ heading }) => wrapped(context, heading, room).length))) : 1
    const write = (pen, text, font, colour, y) => {
      Object.assign(pen, { font, fillStyle: colour, textAlign: 'left', textBaseline: 'middle' })
      pen.fillText(text, MARGIN, y)
    }
    return {
      height: [32, 46, 66][lines - 1],
      paint (pen, step) {
        pen.font = large
        if (!step) return write(pen, wrapped(pen, title, room)[0] ?? '', large, tokens.ink, 17)
        write(pen, [title, step.place_text].filter(Boolean).join(' · '), small, tokens.ink2, 14)
        pen.font = large
        wrapped(pen, step.heading, room).slice(0, 2).forEach((line, at) => write(pen, line, large, tokens.ink, 32 + at * 20))
      }
    }
  }

  function footOf () {
    const font = `400 ${CREDIT.size}px ${tokens.font}`
    context.font = font
    const lines = credit.filter(Boolean).flatMap((text) => wrapped(context, text, wide - 2 * MARGIN))
    return {
      height: lines.length * CREDIT.line + 8,
      paint (pen) {
        Object.assign(pen, { font, fillStyle: tokens.ink3, textAlign: 'left', textBaseline: 'middle' })
        lines.forEach((line, at) => pen.fillText(line, MARGIN, 3 + (at + 0.5) * CREDIT.line))
      }
    }
  }

  return {
    canvas,
    context,
    /** Colours that must stay exactly what they are where a format has few: those that carry meaning. */
    colours: [tokens.surface, tokens.ink, ...palette.controllers, ...palette.categories],
    /** @param {import('./plan.js').Shown} shown */
    paint (shown) {
      if (shown.share !== undefined && shown.share < 1) paintFading(shown)
      else paintWhole(context, shown)
    }
  }
}
