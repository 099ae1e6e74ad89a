/* How the map hears of the page: from its hub directly where it can reach it, since what comes over a channel is painted a
   frame later; over the channel until then, and where the page is of another origin. */
import { channelOf, HUBS, opened } from '../shared/hub.js'

/**
 * Listen to the hub of a channel's name.
 * @param {string} name
 * @param {(message: HubMessage) => void} take
 * @param {{ page?: any, Channel?: typeof BroadcastChannel }} [around]
 */
export function listenToHub (name, take, { page = window, Channel = page.BroadcastChannel } = {}) {
  const channel = opened(Channel, channelName(page, name))
  const join = () => {
    const hub = hubOf(page, name)
    if (!hub) return false
    channel?.close()
    page.addEventListener('pagehide', hub.join(take))
    return true
  }
  if (join() || !channel) return
  /* The hub stands as soon as it is heard, and says everything again to who joins. */
  channel.onmessage = ({ data }) => { if (!join()) take(data) }
  channel.postMessage({ type: 'hello' })
}

function hubOf (page, name) {
  try {
    return page.parent[HUBS]?.get(name) ?? null
  } catch {
    return null // The page is of another origin.
  }
}

function channelName (page, name) {
  try {
    return channelOf(name, page.parent)
  } catch {
    return name // The page is of another origin: nobody speaks on this channel, and the server embeds what there is.
  }
}
