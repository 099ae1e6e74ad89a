/* Where each part stands, in pixels of the chart (the area below the row of buttons). Heights are fixed, so that the
   page never jumps: 230 px in all, 170 px on a phone. */

const NARROW = 560

/* While a story is read its steps' dots stand over the plot, each with a line down to its day; the day's label is below them. */
const TOLD = { desk: { plotTop: 54, pill: 34 }, phone: { plotTop: 42, pill: 22 } }

const DESK = {
  height: 230, row: 44, padding: 14, pill: 0, plotTop: 21, caption: true,
  whole: { axis: 99, strip: [118, 170], caption: 178, overview: null },
  zoomed: { axis: 81, strip: [101, 147], caption: 155, overview: [164, 178] }
}
const PHONE = {
  height: 170, row: 54, padding: 14, pill: 0, plotTop: 22, caption: false,
  whole: { axis: 68, strip: [87, 111], caption: null, overview: null },
  zoomed: { axis: 64, strip: [82, 98], caption: null, overview: [102, 113] }
}

/**
 * The parts for a component with the whole time or a part of it in view.
 * @param {number} width pixels
 * @param {boolean} zoomed
 * @param {boolean} [told] whether a story is read
 * @returns {{ axis: number, strip: number[], caption: number | null, overview: number[] | null, phone: boolean, height: number,
 *   chartHeight: number, padding: number, pill: number, plotTop: number, plotWidth: number }}
 */
export function layoutFor (width, zoomed, told = false) {
  const shape = width < NARROW ? PHONE : DESK
  const parts = zoomed ? shape.zoomed : shape.whole
  return {
    ...parts,
    phone: shape === PHONE,
    height: shape.height,
    chartHeight: shape.height - shape.row,
    padding: shape.padding,
    pill: shape.pill,
    plotTop: shape.plotTop,
    ...told && (shape === PHONE ? TOLD.phone : TOLD.desk),
    plotWidth: Math.max(1, width - 2 * shape.padding)
  }
}

/* In a frame of an article: the bars, and who held the district that is chosen. */
const SMALL = {
  wide: { height: 92, plotTop: 22, alone: { axis: 70, strip: [90, 90] }, one: { axis: 52, strip: [72, 90] } },
  narrow: { height: 84, plotTop: 22, alone: { axis: 62, strip: [82, 82] }, one: { axis: 46, strip: [66, 82] } }
}

/**
 * The parts of a timeline in a frame of somebody else's page; its button stands beside the chart.
 * @param {number} width of the chart, pixels
 * @param {number} whole width of the timeline, pixels
 * @param {boolean} one whether one district is chosen, whose control is shown
 * @returns {ReturnType<typeof layoutFor>}
 */
export function smallLayout (width, whole, one) {
  const shape = whole < 480 ? SMALL.narrow : SMALL.wide
  const padding = 14
  return {
    ...(one ? shape.one : shape.alone),
    caption: null,
    overview: null,
    phone: true,
    height: shape.height,
    chartHeight: shape.height,
    padding,
    pill: 0,
    plotTop: shape.plotTop,
    plotWidth: Math.max(1, width - 2 * padding)
  }
}

/** The row of the control strip at height y (0 to rows - 1), or null outside the strip. */
export function rowAt ({ strip }, rows, y) {
  if (y < strip[0] || y >= strip[1]) return null
  return Math.floor((y - strip[0]) / (strip[1] - strip[0]) * rows)
}

/** Which part of the chart a height belongs to: 'labels', 'plot', 'axis', 'strip', 'overview' or 'none'. */
export function zoneAt (layout, y) {
  if (y < layout.plotTop) return 'labels'
  if (y < layout.axis) return 'plot'
  if (y < layout.strip[0]) return 'axis'
  if (y < layout.strip[1]) return 'strip'
  return layout.overview && y >= layout.overview[0] - 4 ? 'overview' : 'none'
}
