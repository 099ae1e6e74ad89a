/* Writes frames as a file, beside the page: what it does does not hold up the painting.
   Messages in: {type: 'begin', format, width, height, rate, colours} | {type: 'frame', frame: VideoFrame} |
   {type: 'pixels', pixels: ArrayBuffer, times} | {type: 'sample', pixels} | {type: 'end'}; out: {type: 'took'} (a frame is done
   with), {type: 'done', bytes, mime} and {type: 'failed', reason}. */
import { createGif } from './gif-file.js'
import { createVideo } from './video-file.js'

const scope = /** @type {any} */ (globalThis)
/** @type {any} */
let file = null
let work = Promise.resolve()

const acts = {
  begin: async (message) => { file = message.format === 'gif' ? createGif(message) : await createVideo(message) },
  sample: async ({ pixels }) => { file.sample(pixels) },
  pixels: async ({ pixels, times }) => { file.add(pixels, times); scope.postMessage({ type: 'took' }) },
  frame: async ({ frame }) => { await file.add(frame); scope.postMessage({ type: 'took' }) },
  end: async () => {
    const { bytes, mime } = await file.finish()
    scope.postMessage({ type: 'done', bytes, mime }, [bytes.buffer])
  }
}

/* One after the other: a frame may wait for the encoder. */
scope.onmessage = ({ data }) => {
  work = work.then(() => acts[data.type](data)).catch((error) => scope.postMessage({ type: 'failed', reason: String(error?.message ?? error) }))
}
