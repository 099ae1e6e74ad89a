/* The draft of a story: never changed in place, written as the file that a server reads. */
import assert from 'node:assert/strict'
import test from 'node:test'
import { around, changed, draftOf, empty, fileOf, isEmpty, marksOf, moved, nameOf, sorted, withStep, withView, without, wordsIn } from '../../../components/frontend/stories/draft.js'
import { lookMovedTo, lookNow } from '../../../components/frontend/stories/look-now.js'

const VIEW = { day: '1993-04-03', from: '1993-01-01', to: '1993-12-31', district: 'kalbajar', events: ['one'], place: '', text: 'for the eye alone' }
const titles = (draft) => draft.steps.map(({ title }) => title)
const three = () => ['a', 'b', 'c'].reduce((draft, title, at) => changed(withStep(draft, { ...VIEW, day: `199${5 - at}-01-01` }), at, { title }), empty())

test('a step is the view on the map, without the words for it', () => {
  const draft = withStep(empty(), VIEW)
  assert.deepEqual(Object.keys(draft.steps[0]).sort(), ['at', 'day', 'district', 'events', 'from', 'place', 'text', 'title', 'to'])
  assert.equal(draft.steps[0].text, '')
  assert.ok(!isEmpty(draft) && isEmpty(empty()))
})

test('another view keeps title and text', () => {
  const draft = withView(three(), 1, { ...VIEW, day: '2020-11-25' })
  assert.deepEqual([draft.steps[1].title, draft.steps[1].day], ['b', '2020-11-25'])
})

test('a step keeps where the map looks where its maker wants it', () => {
  const looking = withStep(empty(), { ...VIEW, at: '40.1000,46.0000,9.50' })
  assert.equal(JSON.parse(fileOf(looking)).steps[0].at, '40.1000,46.0000,9.50')
  assert.equal(withView(looking, 0, VIEW).steps[0].at, '')
  const map = { center: { lat: 40.1, lng: 46 }, zoom: 9.5 }
  assert.equal(lookNow({ [Symbol.for('map looks')]: new Map([['page', map]]) }), '40.1000,46.0000,9.50')
  assert.equal(lookNow({}), '')
  assert.equal(lookMovedTo('http://page/?at=40.1000%2C46.0000%2C9.50&day=1993-04-03'), '40.1000,46.0000,9.50')
  assert.equal(lookMovedTo('http://page/'), '')
})

test('steps are moved, taken out and sorted; nothing is lost and the former draft stays', () => {
  const draft = three()
  assert.deepEqual(titles(moved(draft, 0, 2)), ['b', 'c', 'a'])
  assert.deepEqual(titles(moved(draft, 2, 0)), ['c', 'a', 'b'])
  assert.equal(moved(draft, 0, -1), draft)
  assert.deepEqual(titles(without(draft, 1)), ['a', 'c'])
  assert.deepEqual(titles(sorted(draft)), ['c', 'b', 'a'])
  assert.deepEqual(titles(draft), ['a', 'b', 'c'])
})

test('the file names the sources of each text, and reads back as the same draft', () => {
  const draft = changed(three(), 0, { text: 'Two[^afp-2020][^afp-2020] or three.[^un-1993] Nobody[^Not An Id].' })
  const file = JSON.parse(fileOf(draft))
  assert.deepEqual(file.steps[0].sources, ['afp-2020', 'un-1993'])
  assert.deepEqual([file.format, file.version], ['liberated-districts-story', 1])
  assert.deepEqual(draftOf(file), draft)
})

test('what is no draft becomes an empty one, and what is wrong in one is left out', () => {
  for (const content of [null, 7, 'text', [], { steps: 'none' }, { title: {} }]) assert.deepEqual(draftOf(content), empty())
  const draft = draftOf({ title: 'T', steps: [null, 'x', { title: 'a', events: ['one', 2, null], day: 5 }] })
  assert.deepEqual(draft.steps, [{ title: 'a', text: '', day: '', from: '', to: '', district: '', events: ['one'], place: '', at: '' }])
})

test('marks are no words, and are put where the cursor is', () => {
  const text = 'Many left.[^a-1] Others stayed.'
  assert.deepEqual(marksOf(text), ['a-1'])
  assert.equal(wordsIn(text), 4)
  assert.deepEqual(around('Many left', [0, 4], '**'), { text: '**Many** left', selection: [2, 6] })
  assert.equal(around('Many left', [9, 9], '[^a]', '').text, 'Many left[^a]')
})

test('a file is called like its story', () => {
  assert.equal(nameOf({ ...empty(), title: 'Kəlbəcər, 1993 – 2025!' }), 'kəlbəcər-1993-2025.json')
  assert.equal(nameOf(empty()), 'story.json')
})
