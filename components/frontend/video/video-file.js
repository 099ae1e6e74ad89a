/* A video file: WebCodecs encodes the frames, Mediabunny writes them into MP4 or WebM. */
import { BufferTarget, canEncodeVideo, Mp4OutputFormat, Output, QUALITY_HIGH, VideoSample, VideoSampleSource, WebMOutputFormat } from '../vendor/mediabunny/mediabunny.js'

/* Which codecs go into which file, the one that most programs play first. */
const FILES = {
  mp4: { codecs: ['avc', 'vp9', 'av1'], mime: 'video/mp4', format: () => new Mp4OutputFormat({ fastStart: 'in-memory' }) },
  webm: { codecs: ['vp9', 'vp8', 'av1'], mime: 'video/webm', format: () => new WebMOutputFormat() }
}
const KEY_SECONDS = 2

/**
 * The codec that this browser can write a format with, or null.
 * @param {'mp4' | 'webm'} name
 * @param {{ width: number, height: number }} size
 */
async function codecFor (name, { width, height }) {
  if (!globalThis.VideoEncoder) return null
  for (const codec of FILES[name].codecs) {
    if (await canEncodeVideo(/** @type {any} */ (codec), { width, height, quality: QUALITY_HIGH })) return codec
  }
  return null
}

/**
 * Begin a file.
 * @param {{ format: 'mp4' | 'webm', width: number, height: number, rate: number }} options
 */
export async function createVideo ({ format, width, height, rate }) {
  const codec = await codecFor(format, { width, height })
  if (!codec) throw new Error('codec')
  const target = new BufferTarget()
  const output = new Output({ format: FILES[format].format(), target })
  const source = new VideoSampleSource(/** @type {any} */ ({ codec, quality: QUALITY_HIGH, keyFrameInterval: KEY_SECONDS, latencyMode: 'quality' }))
  output.addVideoTrack(source, { frameRate: rate })
  await output.start()
  return {
    async add (frame) {
      const sample = new VideoSample(frame)
      try {
        await source.add(sample)
      } finally {
        sample.close()
      }
    },
    async finish () {
      await output.finalize()
      return { bytes: new Uint8Array(/** @type {ArrayBuffer} */ (target.buffer)), mime: FILES[format].mime }
    }
  }
}
