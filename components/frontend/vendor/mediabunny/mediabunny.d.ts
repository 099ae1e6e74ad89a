// What of Mediabunny is used, for the type checker.
export class BufferTarget { buffer: ArrayBuffer | null }
export class Mp4OutputFormat { constructor (options?: { fastStart?: false | 'in-memory' | 'fragmented' }) }
export class WebMOutputFormat { constructor (options?: object) }
export class VideoSample { constructor (frame: VideoFrame); close (): void }
export class VideoSampleSource { constructor (config: object); add (sample: VideoSample): Promise<void> }
export class Output {
  constructor (options: { format: Mp4OutputFormat | WebMOutputFormat, target: BufferTarget })
  addVideoTrack (source: VideoSampleSource, metadata?: { frameRate?: number }): void
  start (): Promise<void>
  finalize (): Promise<void>
}
export const QUALITY_MEDIUM: object
export const QUALITY_HIGH: object
export const QUALITY_VERY_HIGH: object
export function canEncodeVideo (codec: string, options?: { width?: number, height?: number, quality?: object }): Promise<boolean>
