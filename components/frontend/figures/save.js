/* A chart as a file: its numbers with their sources as CSV, or the picture. */
import { saveFile } from '../shared/save-file.js'
import { names, shifts } from './names.js'
import { across } from './time-axis.js'

const COLUMNS = ['event_id', 'date', 'title', 'range', 'of', 'value', 'unit', 'note', 'voice', 'source', 'published', 'url']
const FORMULA = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/u
const QUOTED = /[",\n\r]/u
const [WIDE, HIGH] = [1200, 675]
const BOX = { left: 110, top: 110, right: 1160, bottom: 560 }
const ROOM = { width: BOX.right - BOX.left, height: BOX.bottom - BOX.top, step: 15, widthOf: (text) => text.length * 8.5 }
const INK = '#1B232C'
const QUIET = '#56606B'
const FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'

/**
 * The rows of a chart as CSV, one for each value and source; what a spreadsheet program would take for a formula has an
 * apostrophe before it.
 */
export function toCsv (chart, sources) {
  const rows = chart.rows.flatMap((row) => row.values.flatMap((value) => value.sources.map((id) => {
    const source = sources[id]
    return [row.event, row.date, row.title, row.range, row.of, value.text, value.unit, value.notes.join('; '), source.voice, source.name, source.date, source.url || '']
  })))
  return [COLUMNS, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n'
}

function cell (text) {
  const safe = FORMULA.test(text) ? `'${text}` : String(text)
  return QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The chart as a picture in SVG, in light colours, with its title, its axis and who made it. */
export function toSvg (chart, time, credit) {
  const x = (at) => round(BOX.left + (BOX.right - BOX.left) * Math.min(100, Math.max(0, at)) / 100)
  const y = (at) => round(BOX.bottom - (BOX.bottom - BOX.top) * at / 100)
  const moved = shifts(chart.marks, time, ROOM)
  const middle = (mark, index) => x((across(mark.first, time) + across(mark.last + 1, time)) / 2) + moved[index]
  const lines = chart.scale.map(({ at, text }) =>
    `<path d="M${BOX.left} ${y(at)}H${BOX.right}" stroke="#D5D9DD"/>${words(BOX.left - 12, y(at) + 6, text, 'end', QUIET)}`)
  const ticks = time.ticks.map(({ day, text }) => words(x(across(day, time)), BOX.bottom + 28, text, 'middle', QUIET))
  const marks = chart.marks.map((mark, index) => {
    const paint = mark.differ ? '#9A3412' : '#25588F'
    const dots = mark.dots.map(({ at }) => `<circle cx="${middle(mark, index)}" cy="${y(at)}" r="6" fill="${paint}" stroke="#fff"/>`)
    return `<path d="M${middle(mark, index)} ${y(mark.low)}V${y(mark.high)}" stroke="${paint}" stroke-width="4" opacity=".5"/>${dots.join('')}`
  })
  const named = names(chart.marks, time, ROOM).map(({ text, at, bottom, isLeft }) =>
    words(x(at) + (isLeft ? -7 : 7), y(bottom) + 5, text, isLeft ? 'end' : 'start', INK, 15))
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${HIGH}" viewBox="0 0 ${WIDE} ${HIGH}">`,
    `<rect width="${WIDE}" height="${HIGH}" fill="#fff"/>`,
    words(40, 50, `${chart.title} (${chart.unit})`, 'start', INK, 28), words(40, 80, chart.line, 'start', QUIET),
    ...lines, ...ticks, ...marks, ...named,
    words(40, HIGH - 50, [chart.added.title, chart.added.text].filter(Boolean).join(' '), 'start', QUIET, 14),
    words(40, HIGH - 20, credit, 'start', QUIET, 14), '</svg>'
  ].join('')
}

function words (x, y, text, anchor, paint, size = 17) {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="${size}" fill="${paint}" font-family='${FONT}'>${escaped(text)}</text>`
}

const escaped = (text) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const round = (part) => Math.round(part * 10) / 10

/** Keep a chart's numbers. */
export function saveCsv (chart, sources) {
  saveFile(new Blob(['\ufeff', toCsv(chart, sources)], { type: 'text/csv;charset=utf-8' }), `${chart.id}.csv`)
}

/** Keep a chart's picture as PNG, twice as fine as it is drawn. */
export async function savePicture (chart, time, credit) {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(chart, time, credit))}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 2 * WIDE
  canvas.height = 2 * HIGH
  const context = canvas.getContext('2d')
  if (!context) return
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  canvas.toBlob((blob) => { if (blob) saveFile(blob, `${chart.id}.png`) }, 'image/png')
}
