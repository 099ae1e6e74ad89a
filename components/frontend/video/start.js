/* The door to the video, beside the page's own bundle: it is fetched when somebody first asks for a video. */
import { createDialog } from './dialog.js'

const page = /** @type {any} */ (globalThis)
page[Symbol.for('video')] ??= createDialog()
