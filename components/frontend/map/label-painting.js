/* Names on the map: districts with their chips, settlements, and the names beside events. */
import { boxAround, placeBeside, placeNames } from './label-placement.js'
import { chipSize, paintChip } from './event-marks.js'
import { boxOfDistrict, SEAT } from './districts.js'
import { contains, featureAt } from './geometry.js'

const NAME_HEIGHT = 17
const CHIP_GAP = 2

/** Measure and place the districts' names (and chips) of one paint; `memory` keeps the places between paints.
    A map that is not roomy has no chips; without leaders, names that do not fit are left out, but for the chosen district's.
    `beyond` is out of bounds, `boxes()` tells what stands over the map. */
export function layoutNames (context, { districts, backdrop, names, chosen, inDistrict, scale, corner, words, tokens, view, beyond, boxes, leaders, roomy, marks }, memory) {
  if (memory.scale !== scale || memory.cornerX !== corner.x || memory.cornerY !== corner.y) {
    Object.assign(memory, { scale, cornerX: corner.x, cornerY: corner.y, edges: new Map(), grounds: new Map(), placed: [], boxes: boxes() })
  }
  const { shapes } = districts
  const toWorld = (x, y) => [(x + corner.x) / scale, (y + corner.y) / scale]
  const inAny = (x, y) => featureAt(shapes, ...toWorld(x, y)) !== -1
  const size = Math.max(13, Math.min(16, 13 + Math.log2(scale / 256) - 8.6))
  const font = `600 ${size}px ${tokens.font}`
  const items = names.map((name, position) => {
    const point = districts.points[position]
    const text = inDistrict[position] && roomy ? words.compact(inDistrict[position]) : ''
    const chip = text ? chipSize(context, text, tokens) : null
    context.font = font
    const width = Math.ceil(Math.max(context.measureText(name).width + 4, chip ? chip.width : 0))
    const height = NAME_HEIGHT + (chip ? CHIP_GAP + chip.height : 0)
    const outlined = shapes.features[position].length > 0
    const box = boxOfDistrict(districts, position)
    const key = `${position}/${width}/${height}`
    if (!memory.edges.has(key)) { memory.edges.set(key, []); memory.grounds.set(key, []) }
    return {
      position,
      chosen: position === chosen,
      name,
      text,
      chip,
      width,
      height,
      font,
      x: point.x * scale - corner.x,
      y: point.y * scale - corner.y + (outlined ? 0 : SEAT.ring + 4 + height / 2),
      inside: outlined ? (x, y) => contains(shapes, position, ...toWorld(x, y)) : null,
      inAny,
      inHome: (x, y) => backdrop.home === -1 || contains(backdrop.shapes.countries, backdrop.home, ...toWorld(x, y)),
      size: outlined ? { width: (box.right - box.left) * scale, height: (box.bottom - box.top) * scale } : null,
      edges: memory.edges.get(key),
      grounds: memory.grounds.get(key),
      anchor: { x: point.x * scale - corner.x, y: point.y * scale - corner.y }
    }
  })
  memory.placed = placeNames(items, marks, view, memory.placed, { leaders, beyond, boxes: memory.boxes })
  return items.flatMap((item, at) => {
    const place = memory.placed[at]
    if (!place) return []
    const top = place.y - item.height / 2
    return [{
      ...item,
      ...place,
      box: boxAround(place.x, place.y, item.width, item.height),
      nameY: top + NAME_HEIGHT / 2,
      chipY: item.chip ? top + NAME_HEIGHT + CHIP_GAP + item.chip.height / 2 : 0
    }]
  })
}

/** Paint placed names; one that stands outside all districts, or where fills are light, is ink on a light halo. */
export function paintNames (context, labels, tokens, near = false) {
  context.lineJoin = 'round'
  for (const label of labels) {
    const light = near || (label.outside && label.abroad)
    context.font = label.font
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.lineWidth = light ? 3.5 : 3.2
    context.strokeStyle = light ? tokens.ground : tokens.districtHalo
    context.fillStyle = light ? tokens.ink : tokens.districtLabel
    context.strokeText(label.name, label.x, label.nameY)
    context.fillText(label.name, label.x, label.nameY)
    if (label.chip) paintChip(context, label.x, label.chipY, label.chip.width, label.chip.height, label.text, tokens)
  }
}

/** Paint the lines from names that stand outside their district to their points; marks go over them. */
export function paintLeaders (context, labels, tokens) {
  for (const label of labels) if (label.outside) paintLeader(context, label, tokens)
}

function paintLeader (context, { x, y, box, anchor }, tokens) {
  const dx = anchor.x - x
  const dy = anchor.y - y
  const reach = Math.min((box.right - box.left) / 2 / Math.max(1e-6, Math.abs(dx)), (box.bottom - box.top) / 2 / Math.max(1e-6, Math.abs(dy)))
  if (reach >= 1) return
  const path = new Path2D()
  path.moveTo(x + dx * reach, y + dy * reach)
  path.lineTo(anchor.x, anchor.y)
  context.lineCap = 'round'
  context.strokeStyle = tokens.raised
  context.lineWidth = 3.4
  context.stroke(path)
  context.strokeStyle = tokens.ink
  context.lineWidth = 1.3
  context.stroke(path)
}

/**
 * Name the places beside their marks or dots, nearest the middle of importance first. Each item: {x, y, radius, name,
 * key, dot}. Those without room keep their dot and lose their name.
 */
export function paintPlaces (context, items, marks, taken, { tokens, inAny, near = false }) {
  const font = `600 11.5px ${tokens.font}`
  context.font = font
  const measured = items.map((item) => ({ ...item, width: Math.ceil(context.measureText(item.name).width) + 4, height: 14 }))
  for (const { dot, x, y } of items) if (dot) paintDot(context, x, y, tokens)
  context.font = font
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.lineJoin = 'round'
  const placed = placeBeside(measured, marks, taken, inAny)
  for (const { name, x, y } of placed) {
    const over = !near && inAny(x, y)
    context.lineWidth = 2.8
    context.strokeStyle = over ? tokens.districtHalo : tokens.ground
    context.fillStyle = over ? tokens.districtLabel : tokens.ink
    context.strokeText(name, x, y)
    context.fillText(name, x, y)
  }
  return placed
}

function paintDot (context, x, y, tokens) {
  context.beginPath()
  context.arc(x, y, 2.4, 0, 2 * Math.PI)
  context.fillStyle = tokens.districtLabel
  context.strokeStyle = tokens.districtHalo
  context.lineWidth = 1.6
  context.stroke()
  context.fill()
}
