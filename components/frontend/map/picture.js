/* The map as a picture to keep: what is on the map now, with its title, day, legend and who made it. Painted anew and
   fine enough for print; online backgrounds stay out, because a browser lets nobody save another server's images. */
import { contextOf } from '../shared/dom.js'
import { paintBackdrop } from './backdrop.js'
import { kindIn } from './cell-counts.js'
import { dottedRing } from './districts.js'
import { cellsKey, countHolders, recordedHolders } from './legend.js'
import { paintEvidence } from './event-marks.js'

const RATIO = 2
const MARGIN = 24
const GAP = 12
const SWATCH = { width: 16, height: 12 }

/** Paint the picture. `dayLayers` are the days shown, left to right; `text`: {title, lines, foot}. Returns a canvas. */
export function composePicture ({ map, shared, dayLayers, days, makeCanvas }, text) {
  const { x: width, y: height } = map.getSize()
  const pen = contextOf(makeCanvas(1, 1))
  const blocks = [
    headBlock(pen, width, { shared, days, time: dayLayers[0].time, stats: dayLayers[0].stats }, text),
    { height, paint: (context) => paintMap(context, { map, shared, dayLayers, width, height }) },
    legendBlock(pen, width, { shared, days }),
    linesBlock(pen, width, [shared.scene.attribution, ...text.foot], { font: `400 11px ${shared.tokens.font}`, line: 15, colour: shared.tokens.ink3 })
  ]
  const total = blocks.reduce((sum, block) => sum + block.height, GAP * (blocks.length - 1) + 2 * MARGIN)
  const canvas = makeCanvas((width + 2 * MARGIN) * RATIO, Math.ceil(total) * RATIO)
  const context = contextOf(canvas)
  context.fillStyle = shared.tokens.surface
  context.fillRect(0, 0, canvas.width, canvas.height)
  let top = MARGIN
  for (const block of blocks) {
    context.setTransform(RATIO, 0, 0, RATIO, MARGIN * RATIO, top * RATIO)
    block.paint(context)
    top += block.height + GAP
  }
  return canvas
}

/** The canvas as a PNG file. */
export function toPng (canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => { if (blob) resolve(blob); else reject(new Error('the browser made no picture')) }, 'image/png')
  })
}

function paintMap (context, { map, shared, dayLayers, width, height }) {
  const corner = map.containerPointToLayerPoint([0, 0])
  context.save()
  context.beginPath()
  context.rect(0, 0, width, height)
  context.clip()
  context.fillStyle = shared.tokens.abroad
  context.fillRect(0, 0, width, height)
  context.translate(-corner.x, -corner.y)
  if (shared.layers.backdrop) {
    const frame = { min: corner, max: { x: corner.x + width, y: corner.y + height } }
    paintBackdrop(context, shared.backdrop, map, { tokens: shared.tokens, upper: shared.words.upper, names: shared.layers.labels }, frame)
  }
  for (const layer of dayLayers) paintLayer(context, layer, { left: corner.x, top: corner.y, width, height, divider: shared.divider })
  context.restore()
  context.strokeStyle = shared.tokens.line2
  context.lineWidth = 1
  context.strokeRect(0.5, 0.5, width - 1, height - 1)
}

/** A day's canvases, cut at the divider where two days are compared. */
function paintLayer (context, { canvases, half }, { left, top, width, height, divider }) {
  const from = half === 'right' ? divider * width : 0
  const to = half === 'left' ? divider * width : width
  context.save()
  context.beginPath()
  context.rect(left + from, top, to - from, height)
  context.clip()
  for (const one of canvases) {
    const { canvas, min, size } = one.snapshot(RATIO)
    context.drawImage(canvas, min.x, min.y, size.x, size.y)
  }
  context.restore()
}

function headBlock (pen, width, { shared, days, time, stats }, text) {
  const { words, tokens } = shared
  const unplaced = stats.unplaced ? words.count('unplaced', stats.unplaced) : ''
  const facts = [days.map(words.day).join(' | '), `${words.count('events', stats.total)}, ${words.span(time.from, time.to)}`, unplaced]
  const title = linesBlock(pen, width, [text.title], { font: `600 20px ${tokens.font}`, line: 26, colour: tokens.ink })
  const lines = linesBlock(pen, width, [facts.filter(Boolean).join(' · '), ...text.lines], { font: `400 13px ${tokens.font}`, line: 18, colour: tokens.ink2 })
  return {
    height: title.height + lines.height,
    paint: (context) => {
      title.paint(context)
      context.translate(0, title.height)
      lines.paint(context)
    }
  }
}

function linesBlock (pen, width, texts, { font, line, colour }) {
  pen.font = font
  const lines = texts.filter(Boolean).flatMap((text) => wrapped(pen, text, width))
  return {
    height: lines.length * line,
    paint: (context) => {
      Object.assign(context, { font, fillStyle: colour, textAlign: 'left', textBaseline: 'middle' })
      lines.forEach((text, at) => context.fillText(text, 0, (at + 0.5) * line))
    }
  }
}

/** Lines no wider than `width`; a word that is wider, such as an address, is cut. */
export function wrapped (pen, text, width) {
  const lines = []
  let line = ''
  for (const word of text.split(/\s+/).flatMap((one) => pieces(pen, one, width))) {
    const longer = line ? `${line} ${word}` : word
    if (line && pen.measureText(longer).width > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line ? [...lines, line] : lines
}

function pieces (pen, word, width) {
  if (pen.measureText(word).width <= width) return [word]
  const found = ['']
  for (const letter of word) {
    if (found.at(-1) && pen.measureText(found.at(-1) + letter).width > width) found.push('')
    found[found.length - 1] += letter
  }
  return found
}

function legendBlock (pen, width, { shared, days }) {
  const { tokens } = shared
  const font = `400 12px ${tokens.font}`
  const line = 20
  pen.font = font
  let x = 0
  let y = 0
  const place = (entry, first) => {
    const wide = SWATCH.width + 6 + Math.ceil(pen.measureText(entry.label).width)
    if (x && (first || x + wide > width)) { x = 0; y += line }
    const spot = { ...entry, x, y: y + line / 2 }
    x += wide + 18
    return spot
  }
  const placed = [holders(shared, days), kinds(shared), signs(shared)].flatMap((entries) => entries.map((entry, at) => place(entry, at === 0)))
  return {
    height: y + line,
    paint: (context) => {
      for (const { label, paint, x: left, y: middle } of placed) {
        context.save()
        context.translate(left, middle)
        paint(context)
        context.restore()
        Object.assign(context, { font, fillStyle: tokens.ink, textAlign: 'left', textBaseline: 'middle' })
        context.fillText(label, left + SWATCH.width + 6, middle)
      }
    }
  }
}

function holders ({ scene, districts, palette, fill, words }, days) {
  const counted = days.map((day) => countHolders(districts, day, palette.controllers.length))
  const swatch = (shares) => (context) => {
    context.fillStyle = fill(context, shares, RATIO)
    context.fillRect(0, -SWATCH.height / 2, SWATCH.width, SWATCH.height)
  }
  const numbers = (count) => counted.map((held) => words.number(count(held))).join(' → ')
  const rows = recordedHolders(scene).map((at) => ({
    label: `${scene.controllers[at].label}: ${numbers(({ whole }) => whole[at])}`, paint: swatch([[at, 'whole']])
  }))
  const mix = counted.map((held) => held.mix).findLast(Boolean)
  if (mix) rows.push({ label: `${words.say('legend.part')}: ${numbers(({ inPart }) => inPart)}`, paint: swatch(mix) })
  if (counted.some(({ pale }) => pale)) rows.push({ label: words.say('legend.pale'), paint: swatch([[districts.unrecorded, 'whole']]) })
  return rows
}

/* The kinds of events in the rings of discs, where events are counted by cell. */
function kinds ({ scene, cells, palette, words }) {
  if (!cells) return []
  const rings = cells.kinds.map((kind) => kindIn(kind, scene, palette)).map(({ label, colour }) => ({
    label,
    paint: (context) => {
      context.strokeStyle = colour
      context.lineWidth = 2.6
      context.beginPath()
      context.arc(SWATCH.width / 2, 0, 6, 0, 2 * Math.PI)
      context.stroke()
    }
  }))
  return [{ label: `${words.say(cellsKey(scene))}:`, paint: () => {} }, ...rings]
}

function signs ({ scene, palette, tokens, words }) {
  const middle = SWATCH.width / 2
  const evidence = scene.evidence.map(({ id, label }) => ({
    label, paint: (context) => paintEvidence(context, middle, 0, 6.3, id, tokens.ink2)
  }))
  const seats = scene.districts.filter(({ outlined, seat }) => !outlined && seat).map(({ name }) => ({
    label: words.say('legend.seat', { district: name }),
    paint: (context) => {
      context.fillStyle = palette.controllers[0]
      context.beginPath()
      context.arc(middle, 0, 5, 0, 2 * Math.PI)
      context.fill()
      dottedRing(context, middle, 0, 7.2, 1.5, 14, tokens.ink)
    }
  }))
  const within = { label: words.say('legend.within'), paint: (context) => dottedRing(context, middle, 0, 5.6, 1.5, 12, tokens.ink2) }
  return [...evidence, within, ...seats]
}
