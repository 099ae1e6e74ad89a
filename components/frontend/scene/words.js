/* Receives the words of the scene in the page's language and hands them to the page's hub: the scene itself stays as it is,
   so that a change of language loads nothing anew. It shows nothing. */
import { offerWords } from '../shared/hub.js'

let received = ''

export default function ({ data }) {
  const text = JSON.stringify(data?.words ?? null)
  if (text === received) return
  received = text
  offerWords(JSON.parse(text))
}
