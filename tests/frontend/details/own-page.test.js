/* An event's own page: its address, its headings, and what is pressed to copy the address. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { pickOf } from '../../../components/frontend/shared/dom.js'
import { record } from '../../../components/frontend/details/record.js'
import { eventAddress } from '../../../components/frontend/shared/clipboard.js'
import { classed, openPage } from '../fake-document.js'

const PALETTE = { icons: ['M2 2h12v12H2z'], words: { close: 'Close', copy_event: 'Copy link to this event', new_tab: 'opens in a new tab' } }
const MODEL = {
  id: 'an-event',
  icon: { category: 0, label: 'Changes of control' },
  date: 'April 1993, day not known',
  title: 'Title',
  badge: { evidence: 'single', label: 'Single source', meaning: 'One source.', text: 'Single source: Azerbaijani' },
  place: ['exact point'],
  districts_label: 'District',
  districts: [],
  summary: '',
  names: [],
  support: { title: 'Who says so', sides: [], notes: [], disagreements: null },
  claims: {
    fields: [{ title: 'People displaced', differ: '2 figures', picture: null, cards: [] }],
    rest: { title: 'Other claims, by voice', cards: [] },
    silent: ['Russian'],
    silent_text: 'No claim on record',
    research: []
  },
  research: 'Research status: single source',
  close: { event: null }
}

function headings (level) {
  const page = openPage()
  page.append(record(MODEL, PALETTE, level))
  return page.all((node) => /^h\d$/.test(node.nodeName)).map((node) => node.nodeName)
}

test('the address of an event names the event and nothing else', () => {
  const location = { origin: 'http://127.0.0.1:8501', pathname: '/page/', search: '?from=1992-01-01', hash: '#x' }
  assert.equal(eventAddress('an-event', location), 'http://127.0.0.1:8501/page/?event=an-event')
  assert.equal(eventAddress('a&b=c d', location), 'http://127.0.0.1:8501/page/?event=a%26b%3Dc+d')
})

test('no level of heading is left out, by itself and inside a list', () => {
  assert.deepEqual(headings('h2'), ['h2', 'h3', 'h3', 'h3'])
  assert.deepEqual(headings('h3'), ['h3', 'h4', 'h4', 'h4'])
})

test('the button that copies says which event, and chooses nothing', () => {
  const page = openPage()
  page.append(record(MODEL, PALETTE))
  const [button] = page.all(classed('copy'))
  assert.equal(button.textContent, 'Copy link to this event')
  assert.equal(button.attributes['data-copy'], 'an-event')
  assert.equal(pickOf(button), null)
})
