/* A seeded generator, so that a failing case can be run again. */
export function seeded (seed) {
  let state = seed >>> 0
  const random = () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (low, high) => low + Math.floor(random() * (high - low + 1))
  const pick = (list) => list[whole(0, list.length - 1)]
  return { random, whole, pick }
}

/** Columns of made-up events, sorted by first day as in a scene. */
export function someEvents (generator, count, [first, last], categories) {
  const spans = Array.from({ length: count }, () => {
    const begin = generator.whole(first - 20, last + 20)
    return [begin, begin + generator.pick([0, 0, 0, 1, 30, 365, 4000])]
  }).sort((one, other) => one[0] - other[0])
  return {
    first: Int32Array.from(spans, ([begin]) => begin),
    last: Int32Array.from(spans, ([, end]) => end),
    category: Uint8Array.from(spans, () => generator.whole(0, categories - 1))
  }
}
