// What of gifenc is used, for the type checker.
export function quantize (rgba: Uint8ClampedArray, colours: number): number[][]
export function applyPalette (rgba: Uint8ClampedArray, palette: number[][]): Uint8Array
export function GIFEncoder (): {
  writeFrame (index: Uint8Array, width: number, height: number, options: object): void
  finish (): void
  bytes (): Uint8Array<ArrayBuffer>
}
