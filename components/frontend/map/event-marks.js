/* How an event looks: a disc with its category's icon and a ring that says its evidence; several as a count whose ring is
   split by family; a chip for events in a district without a place. */
import { dottedRing } from './districts.js'
import { circle } from './geometry.js'

/** Radius of a single event's disc and ring, in pixels. */
export const MARK = { disc: 10.5, ring: 8.9, icon: 10 }

const TURN = 2 * Math.PI
const TOP = -Math.PI / 2

/** Radius of a badge that counts this many events. */
export const badgeRadius = (count) => Math.min(22, 10.5 + 2.4 * Math.log10(count) * 2)

/** Arcs of an evidence ring: [{from, to, width, x, y}], angles in radians, x and y the shift of that arc. */
export function evidenceArcs (kind) {
  const gap = 0.2
  const left = { from: Math.PI / 2 + gap, to: 3 * Math.PI / 2 - gap, width: 1.9, x: 0, y: 0 }
  const right = { from: -Math.PI / 2 + gap, to: Math.PI / 2 - gap, width: 1.9, x: 0, y: 0 }
  if (kind === 'one_side') return [{ ...left, width: 2.5 }, { ...right, width: 0.8 }]
  if (kind === 'disputed') return [{ ...left, x: -0.4, y: -1.9 }, { ...right, x: 0.4, y: 1.9 }]
  if (kind === 'single') return []
  return [left, right]
}

/** Draw an evidence ring around a point. */
export function paintEvidence (context, x, y, radius, kind, colour) {
  context.strokeStyle = colour
  context.lineCap = 'butt'
  if (kind === 'single') {
    context.save()
    context.setLineDash([TURN * radius / 28 * 1.25, TURN * radius / 28 * 0.75])
    context.lineWidth = 1.6
    circle(context, x, y, radius)
    context.stroke()
    context.restore()
    return
  }
  for (const arc of evidenceArcs(kind)) {
    context.lineWidth = arc.width
    context.beginPath()
    context.arc(x + arc.x, y + arc.y, radius, arc.from, arc.to)
    context.stroke()
  }
}

/** Draw one event: `icon` a Path2D in a 16 by 16 box. */
export function paintMark (context, x, y, { icon, colour, evidence, tokens }) {
  ground(context, x, y, MARK.disc, tokens)
  if (evidence === 'disputed') {
    for (const { from, to, x: dx, y: dy } of evidenceArcs(evidence)) {
      context.beginPath()
      context.arc(x + dx, y + dy, MARK.disc, from, to)
      context.fill()
    }
  }
  paintEvidence(context, x, y, MARK.ring, evidence, colour)
  context.save()
  context.translate(x - MARK.icon / 2, y - MARK.icon / 2)
  context.scale(MARK.icon / 16, MARK.icon / 16)
  context.fillStyle = colour
  context.fill(icon, 'evenodd')
  context.restore()
}

/** Draw a count; its ring is split by family. */
export function paintBadge (context, x, y, { count, text, families, colours, tokens }) {
  const radius = badgeRadius(count)
  ground(context, x, y, radius + 1, tokens)
  const present = families.filter((share) => share > 0).length
  const gap = present > 1 ? 0.09 : 0
  let angle = TOP
  context.lineWidth = 2.8
  context.lineCap = 'butt'
  families.forEach((share, family) => {
    if (!share) return
    const end = angle + TURN * share / count
    context.strokeStyle = colours[family]
    context.beginPath()
    context.arc(x, y, radius - 1.2, angle + gap, Math.max(angle + gap, end - gap))
    context.stroke()
    angle = end
  })
  context.fillStyle = tokens.ink
  context.font = `600 ${text.length > 3 ? 10.5 : 12}px ${tokens.font}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText(text, x, y + 0.5)
  return radius
}

/** The ink ring around the selected event. */
export function paintSelection (context, x, y, radius, tokens) {
  circle(context, x, y, radius + 3.6)
  context.strokeStyle = tokens.raised
  context.lineWidth = 5
  context.stroke()
  context.strokeStyle = tokens.ink
  context.lineWidth = 2.4
  context.stroke()
}

/** The chip under a district's name: a dotted ring and a number, in a pill centred on x, y. */
export function paintChip (context, x, y, width, height, text, tokens) {
  context.fillStyle = tokens.raised
  context.beginPath()
  context.roundRect(x - width / 2, y - height / 2, width, height, height / 2)
  context.fill()
  dottedRing(context, x - width / 2 + 10, y, 4.4, 1.5, 10, tokens.ink2)
  context.fillStyle = tokens.ink
  context.font = `600 11.5px ${tokens.font}`
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillText(text, x - width / 2 + 18, y + 0.5)
}

/** Width and height of that chip. */
export function chipSize (context, text, tokens) {
  context.font = `600 11.5px ${tokens.font}`
  return { width: Math.ceil(context.measureText(text).width) + 25, height: 16 }
}

/** The disc under a mark. Its shadow is a second disc: the canvas's own blur costs a frame at some hundred marks. */
function ground (context, x, y, radius, tokens) {
  context.fillStyle = 'rgba(20, 26, 33, .18)'
  circle(context, x, y + 0.9, radius + 0.9)
  context.fill()
  context.fillStyle = tokens.raised
  circle(context, x, y, radius)
  context.fill()
}
