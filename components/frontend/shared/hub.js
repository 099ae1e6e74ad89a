/* The hub stands in the page, between the components and the map in its iframe. It keeps the scene and the view, and
   tells the components of this page directly. The map is told directly too once it has joined, and before that over a
   BroadcastChannel named for the session: what comes over a channel is painted a frame later.
   Messages (HubMessage) on the channel: map -> hub 'hello'; hub -> map 'scene', 'view', and 'time' (while a person drags or
   plays: many a second, nothing else changes). */
import { decodeScene } from './scene.js'
import { inWords } from './scene-words.js'

/** Under this name the page's window has its hubs, by channel: the map in its iframe looks for its own there. */
export const HUBS = Symbol.for('hubs')
const OWN_NAME = Symbol.for('page name')

/**
 * The name of a page's channel in the browser: other pages of the same origin have theirs. The server cannot give it, since a
 * page outlives its sessions.
 * @param {string} name as the server says it
 * @param {any} page the page's window
 */
export function channelOf (name, page) {
  page[OWN_NAME] ??= `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`
  return `${name}-${page[OWN_NAME]}`
}

/**
 * A channel, or null where the browser has none or lets none be opened (blocked storage).
 * @param {typeof BroadcastChannel | null | undefined} Channel
 * @param {string} name
 */
export function opened (Channel, name) {
  try {
    return Channel ? new Channel(name) : null
  } catch {
    return null
  }
}

const page = /** @type {any} */ (globalThis)
/** @type {Map<string, Hub>} */
const hubs = page[HUBS] ??= new Map()
/** @type {Uint8Array | null} */
let offered = null
/** @type {SceneWords | null} */
let offeredWords = null

/**
 * @typedef {object} Hub
 * @property {BroadcastChannel | null} channel
 * @property {boolean} live whether the map can be told directly
 * @property {Uint8Array | ArrayBuffer | null} bytes of the scene
 * @property {Scene | null} scene in the page's language
 * @property {SceneWords | null} words of the scene, null for its own
 * @property {View | null} view
 * @property {Time | null} time where it differs from the view's
 * @property {(bytes: Uint8Array | ArrayBuffer) => void} setScene
 * @property {(words: SceneWords | null) => void} setWords
 * @property {(view: View) => void} setView
 * @property {(time: Time, eased?: boolean) => void} setTime
 * @property {(take: (message: HubMessage) => void) => () => void} join tell a map by calling `take` instead of over the
 *   channel; returns a function that goes back to the channel
 * @property {(listener: (kind: 'scene' | 'view' | 'time', hub: Hub) => void) => () => void} subscribe
 */

/**
 * The hub of a channel; the components of one page share it.
 * @param {string} channelName
 * @param {typeof BroadcastChannel | null} [Channel] null where no other window listens
 * @returns {Hub}
 */
export function hubFor (channelName, Channel = globalThis.BroadcastChannel) {
  let hub = hubs.get(channelName)
  if (!hub) {
    hub = createHub(channelName, Channel)
    hubs.set(channelName, hub)
    if (offeredWords) hub.setWords(offeredWords)
    if (offered) hub.setScene(offered)
  }
  return hub
}

/**
 * Give the page's scene to every hub, those to come included: the scene arrives on its own, as raw bytes.
 * @param {Uint8Array} bytes
 */
export function offerScene (bytes) {
  offered = bytes
  for (const hub of hubs.values()) hub.setScene(bytes)
}

/**
 * Give every hub the words of the scene in the page's language.
 * @param {SceneWords | null} words null for those in the scene itself
 */
export function offerWords (words) {
  offeredWords = words
  for (const hub of hubs.values()) hub.setWords(words)
}

/* A new view may make the map fly to a district: what the person asked to read is drawn first. */
const MOST_MS = 300
const whenIdle = (act) => {
  if (globalThis.requestIdleCallback) globalThis.requestIdleCallback(act, { timeout: MOST_MS })
  else setTimeout(act)
}

/**
 * @param {string} channelName
 * @param {typeof BroadcastChannel | null} [Channel]
 * @param {(act: () => void) => void} [later]
 * @returns {Hub}
 */
export function createHub (channelName, Channel, later = whenIdle) {
  /** @type {Set<(kind: 'scene' | 'view' | 'time', hub: Hub) => void>} */
  const listeners = new Set()
  const channel = opened(Channel, channelOf(channelName, page))
  const hub = /** @type {Hub} */ ({ channel, live: channel !== null, bytes: null, scene: null, words: null, view: null, time: null })
  const tell = (/** @type {'scene' | 'view' | 'time'} */ kind) => { for (const listener of [...listeners]) listener(kind, hub) }
  const overChannel = channel && ((/** @type {HubMessage} */ message) => channel.postMessage(message))
  let tellMap = overChannel
  const post = (/** @type {HubMessage} */ message) => tellMap?.(message)
  const postScene = () => { if (hub.bytes) post({ type: 'scene', bytes: hub.bytes, words: hub.words }) }
  let isDue = false
  const postView = () => {
    isDue = false
    if (hub.view) post({ type: 'view', view: { ...hub.view, ...hub.time } })
  }
  const postDue = () => { if (isDue) postView() }

  hub.setScene = (bytes) => {
    const scene = decodeScene(bytes)
    if (hub.scene && hub.scene.version === scene.version) return
    hub.bytes = bytes
    hub.scene = inWords(scene, hub.words)
    postScene()
    postView()
    tell('scene')
  }
  hub.setWords = (words) => {
    hub.words = words
    if (!hub.bytes) return
    hub.scene = inWords(decodeScene(hub.bytes), words)
    postScene()
    postView()
    tell('scene')
  }
  hub.setView = (view) => {
    if (hub.view && JSON.stringify(view) === JSON.stringify(hub.view) && hub.time === null) return
    hub.view = view
    hub.time = null
    isDue = true
    if (tellMap === overChannel) postDue()
    else later(postDue)
    tell('view')
  }
  hub.setTime = (time, eased = false) => {
    postDue()
    hub.time = time
    post({ type: 'time', ...time, eased })
    tell('time')
  }
  hub.join = (take) => {
    tellMap = take
    postScene()
    postView()
    return () => { if (tellMap === take) tellMap = overChannel }
  }
  hub.subscribe = (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (data.type === 'hello') { postScene(); postView() }
    }
  }
  return hub
}
