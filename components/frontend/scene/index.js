/* Receives the scene, once, as raw bytes and hands it to the page's hub. It shows nothing. */
import { offerScene } from '../shared/hub.js'

let received = null

export default function ({ data }) {
  if (data && data !== received) {
    received = data
    offerScene(data)
  }
}
