/* The writing side of the scene's layout, for tests: what components/packing.py does in Python. */
const TYPES = { i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array }
const padded = (length) => Math.ceil(length / 8) * 8

/** @param columns {name: [type, values]} */
export function packScene (header, columns = {}) {
  const described = []
  const blocks = []
  let offset = 0
  for (const [name, [type, values]] of Object.entries(columns)) {
    const data = TYPES[type].from(values)
    described.push({ name, type, length: data.length, offset })
    blocks.push([offset, new Uint8Array(data.buffer)])
    offset += padded(data.byteLength)
  }
  const text = new TextEncoder().encode(JSON.stringify({ ...header, columns: described }))
  const start = padded(4 + text.length)
  const bytes = new Uint8Array(start + offset)
  new DataView(bytes.buffer).setUint32(0, text.length, true)
  bytes.set(text, 4)
  for (const [at, block] of blocks) bytes.set(block, start + at)
  return bytes
}
