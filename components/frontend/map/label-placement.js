/* Where names stand. Each takes the free spot nearest to its point, weighed against markers, the district's edge and the
   other names; one that does not fit into its district stands outside with a leader line. All in pixels. */

const STEP = 7
const RINGS = 13

/** What a pixel of distance, an overlapped marker, an overlapped name, leaving the district cost, and
    for a name outside its district: covering another one, and standing in another country; the most that a name
    may cost whose point is the other day's, one of a seat without outline where there are no leaders, and one among
    very many; and a name that a mark would hide. */
const COST = { distance: 1, mark: 45, name: 500, edge: 17, covering: 170, abroad: 90, astray: 150, seat: 75, many: 100, hidden: 300 }

/** Names in view that may need a leader line. Of more than these the lines would bury the map: then only names that fit
    into their districts are shown, the others on coming closer. */
export const MOST_LEADERS = 20

/** How far from its point a name may stand beside a divider or beside marks, in pixels. */
const FARTHEST = 150

/** How much of a mark may lie over a name, 0 to 1, that still counts as read. */
const HIDDEN = 0.3

/** Offsets to try, nearest first: a spiral of rings. */
export const SPIRAL = spiral(RINGS, STEP)

/** Offsets for names that stand outside, farther away and to all sides. */
const AROUND = spiral(22, 13).filter(([x, y]) => Math.hypot(x, y) > 26)

function spiral (rings, step) {
  const offsets = [[0, 0]]
  for (let ring = 1; ring <= rings; ring++) {
    const count = ring * 6
    for (let at = 0; at < count; at++) {
      const angle = (at / count) * 2 * Math.PI
      offsets.push([Math.cos(angle) * ring * step * 1.15, Math.sin(angle) * ring * step])
    }
  }
  return offsets
}

/** Whether two boxes {left, top, right, bottom} overlap. */
export const overlaps = (one, other) =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top

const holds = ({ left, top, right, bottom }, { x, y }) => x > left && x < right && y > top && y < bottom

export const boxAround = (x, y, width, height) =>
  ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 })

/** Overlap of a disc {x, y, radius} with a box, 0 (none) to 1. */
export function covers (box, disc) {
  const dx = Math.max(box.left - disc.x, 0, disc.x - box.right)
  const dy = Math.max(box.top - disc.y, 0, disc.y - box.bottom)
  if (dx >= disc.radius || dy >= disc.radius) return 0
  const distance = Math.hypot(dx, dy)
  return distance >= disc.radius ? 0 : 1 - distance / disc.radius
}

/** How many of nine points of a box (corners, sides, middle) are outside, weighed: 0 to 8. */
function outsideShare (box, inside) {
  const middleX = (box.left + box.right) / 2
  const middleY = (box.top + box.bottom) / 2
  let outside = 0
  for (const x of [box.left, middleX, box.right]) {
    for (const y of [box.top, middleY, box.bottom]) if (!inside(x, y)) outside++
  }
  return outside
}

/**
 * Place the names. Each item: {x, y, width, height, inside(x, y), inAny(x, y), size: {width, height} of its
 * district, edges and grounds: caches for one size of the name at one zoom, chosen: whether it is always named}.
 * `marks` are discs, `weight` times as dear to cover, `previous` the places of the last time: a name stays while its place is free. Returns, item by item,
 * {x, y, outside} with the middle of the name's box; null for one that has no room, where `leaders` are not wanted, where
 * too many would need one, or where it would reach into the box `beyond`. `boxes` stand over the map: names keep clear of them.
 */
export function placeNames (items, marks, frame, previous = [], { leaders = true, beyond = null, boxes = [] } = {}) {
  const taken = beyond ? [beyond, ...boxes] : [...boxes]
  const placed = new Array(items.length)
  const many = leaders && items.filter((item) => !fits(item) && isIn(frame, item)).length > MOST_LEADERS
  const order = items.map((_, at) => at).sort((one, other) =>
    Number(items[other].chosen ?? false) - Number(items[one].chosen ?? false) ||
    Number(fits(items[other])) - Number(fits(items[one])) || room(items[one]) - room(items[other]))
  for (const at of order) {
    const item = items[at]
    placed[at] = beyond && holds(beyond, item)
      ? item.inside && fits(item) ? bestInside(item, marks, taken, previous[at], COST.astray) : null
      : many && !item.chosen
        ? fits(item) ? bestInside(item, marks, taken, previous[at], COST.many) : null
        : bestPlace(item, marks, taken, frame, previous[at], leaders)
    if (isHidden(item, placed[at], marks)) {
      const beside = besides(item, marks, taken, frame, previous[at], leaders && (!many || item.chosen))
      placed[at] = beside ?? (item.chosen ? placed[at] : null)
    }
    if (beyond && placed[at] && strays(item, placed[at], beyond)) placed[at] = null
    if (placed[at]) taken.push(boxAround(placed[at].x, placed[at].y, item.width + 6, item.height + 4))
  }
  return placed
}

function bestPlace (item, marks, taken, frame, before, leaders) {
  const dearest = leaders ? Infinity : item.inside ? COST.name : COST.seat
  const spot = fits(item) ? bestInside(item, marks, taken, before, dearest) : null
  return spot ?? (leaders ? bestOutside(item, marks, taken, frame, before) : null)
}

/* Marks stand over names: one that would be hidden by them stands outside where that is near, or is left out. */
function besides (item, marks, taken, frame, before, leaders) {
  const spot = /** @type {any} */ (leaders ? bestOutside(item, marks, taken, frame, before) : null)
  return spot && Math.hypot(spot.dx, spot.dy) <= FARTHEST && !isHidden(item, spot, marks) ? spot : null
}

function isHidden ({ width, height }, spot, marks) {
  if (!spot) return false
  const box = boxAround(spot.x, spot.y, width, height)
  return marks.some((mark) => covers(box, mark) > HIDDEN)
}

const isIn = (frame, { x, y }) => !frame || holds(frame, { x, y })

/* Cut by the divider of two days, or pushed so far from it that the leader line would cross the map. */
const strays = ({ width, height }, { x, y, dx, dy }, beyond) =>
  Math.hypot(dx, dy) > FARTHEST || overlaps(beyond, boxAround(x, y, width, height))

const room = ({ size, width, height }) => size ? (size.width - width) + (size.height - height) : 0

const fits = ({ size, width, height }) => !size || (size.width > width * 0.8 && size.height > height * 0.8)

/** What lies under a box, as a cost; beyond `dearest` it is not told how much dearer still. */
function crowd (box, marks, taken, dearest) {
  let cost = 0
  for (const other of taken) if (overlaps(box, other)) cost += COST.name
  for (const mark of marks) {
    if (cost >= dearest) break
    const covered = covers(box, mark)
    if (covered > 0) cost += COST.mark * (1 + 2 * covered) * (mark.weight ?? 1) + (covered > HIDDEN ? COST.hidden : 0)
  }
  return cost
}

/** The cheapest spot inside an item's district, cheaper than `dearest`; null where there is none. */
export function bestInside (item, marks, taken, before, dearest) {
  let best = null
  let lowest = dearest
  const consider = (dx, dy, bonus, at) => {
    const distance = Math.hypot(dx, dy) * COST.distance * (item.inside ? 1 : 2.5) - bonus
    if (distance >= lowest) return
    const box = boxAround(item.x + dx, item.y + dy, item.width, item.height)
    const edge = distance + COST.edge * edgeShare(item, box, at)
    const cost = edge + crowd(box, marks, taken, lowest - edge)
    if (cost < lowest && (!item.inside || item.inside(item.x + dx, item.y + dy))) {
      lowest = cost
      best = { dx, dy, x: item.x + dx, y: item.y + dy, outside: false }
    }
  }
  if (before && !before.outside) consider(before.dx, before.dy, 24, -1)
  SPIRAL.forEach(([dx, dy], at) => consider(dx, dy, 0, at))
  return best
}

function edgeShare ({ inside, edges }, box, at) {
  if (!inside) return 0
  if (!edges || at < 0) return outsideShare(box, inside)
  edges[at] ??= outsideShare(box, inside)
  return edges[at]
}

function bestOutside (item, marks, taken, frame, before) {
  let best = /** @type {any} */ (null)
  let lowest = Infinity
  const consider = (dx, dy, bonus, at) => {
    const box = boxAround(item.x + dx, item.y + dy, item.width, item.height)
    const distance = Math.hypot(dx, dy) * 0.6 - bonus
    if (distance >= lowest) return
    const hidden = frame && (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom)
    const { free, home } = groundOf(item, box, at)
    const ground = distance + (hidden ? 300 : 0) + COST.edge * Math.min(free, 9 - free) +
      (free < 5 ? COST.covering : 0) + (home ? 0 : COST.abroad)
    const cost = ground + crowd(box, marks, taken, lowest - ground)
    if (cost < lowest) {
      lowest = cost
      best = { dx, dy, x: item.x + dx, y: item.y + dy, outside: true, abroad: free >= 5 }
    }
  }
  if (before?.outside) consider(before.dx, before.dy, 40, -1)
  AROUND.forEach(([dx, dy], at) => consider(dx, dy, 0, at))
  return best
}

/** Of nine points of a box, how many are on no district; and whether its middle is in the districts' own country. */
function groundOf ({ inAny, inHome, grounds }, box, at) {
  const cached = at < 0 ? undefined : grounds?.[at]
  if (cached) return cached
  const ground = {
    free: inAny ? outsideShare(box, inAny) : 9,
    home: inHome ? inHome((box.left + box.right) / 2, (box.top + box.bottom) / 2) : true
  }
  if (grounds && at >= 0) grounds[at] = ground
  return ground
}

/**
 * Place small names beside their points: right, left, above or below, rather not across the districts' edge; those that
 * find no room are left out.
 */
export function placeBeside (items, marks, taken, inAny) {
  const boxes = [...taken]
  const placed = []
  for (const item of items) {
    const gap = item.radius + 4
    const tries = [
      [gap + item.width / 2, 0], [-gap - item.width / 2, 0], [0, -gap - item.height / 2], [0, gap + item.height / 2]
    ]
    const spots = tries.map(([dx, dy]) => ({ x: item.x + dx, y: item.y + dy, box: boxAround(item.x + dx, item.y + dy, item.width, item.height) }))
      .filter(({ box }) => !boxes.some((other) => overlaps(box, other)) &&
        !marks.some((mark) => mark.key !== item.key && covers(box, mark) > 0.1))
    if (!spots.length) continue
    const { x, y, box } = spots.find((spot) => onOneGround(spot.box, inAny)) ?? spots[0]
    boxes.push(box)
    placed.push({ ...item, x, y })
  }
  return placed
}

function onOneGround (box, inAny) {
  const outside = outsideShare(box, inAny)
  return outside === 0 || outside === 9
}
