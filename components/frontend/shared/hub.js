/* The hub stands in the page, between the components and the map in its iframe. It keeps the scene and the view, and
   tells the components of this page directly. The map is told directly too once it has joined, and before that over a
   BroadcastChannel named for the session: what comes over a channel is painted a frame later.
   Messages on the channel: map -> hub {type: 'hello'}; hub -> map {type: 'scene', bytes}, {type: 'view', view},
   {type: 'time', day, from, to, compare, eased} (while a person drags or plays: many a second, nothing else changes,
   `eased` for a single step, which may fade). */
import { decodeScene } from './scene.js'

/** Under this name the page's window has its hubs, by channel: the map in its iframe looks for its own there. */
export const HUBS = Symbol.for('hubs')

const hubs = globalThis[HUBS] ??= new Map()
let offered = null

/** The hub of a channel; the components of one page share it. */
export function hubFor (channelName, Channel = globalThis.BroadcastChannel) {
  let hub = hubs.get(channelName)
  if (!hub) {
    hub = createHub(channelName, Channel)
    hubs.set(channelName, hub)
    if (offered) hub.setScene(offered)
  }
  return hub
}

/** Give the page's scene to every hub, those to come included: the scene arrives on its own, as raw bytes. */
export function offerScene (bytes) {
  offered = bytes
  for (const hub of hubs.values()) hub.setScene(bytes)
}

/* A new view may make the map fly to a district: what the person asked to read is drawn first. */
const MOST_MS = 300
const whenIdle = (act) => {
  if (globalThis.requestIdleCallback) globalThis.requestIdleCallback(act, { timeout: MOST_MS })
  else setTimeout(act)
}

export function createHub (channelName, Channel, later = whenIdle) {
  const listeners = new Set()
  const channel = Channel ? new Channel(channelName) : null
  const hub = { channel, live: channel !== null, bytes: null, scene: null, view: null, time: null }
  const tell = (kind) => { for (const listener of [...listeners]) listener(kind, hub) }
  const overChannel = channel && ((message) => channel.postMessage(message))
  let tellMap = overChannel
  const post = (message) => tellMap?.(message)
  const postScene = () => { if (hub.bytes) post({ type: 'scene', bytes: hub.bytes }) }
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
    hub.scene = scene
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
  /** Tell a map by calling `take(message)` instead of over the channel; returns a function that goes back to the channel. */
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
