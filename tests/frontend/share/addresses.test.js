import assert from 'node:assert/strict'
import { test } from 'node:test'
import { embedCode, embedSource, linkTo, lookOf, sizeOf } from '../../../components/frontend/share/addresses.js'

const HERE = 'https://map.example/?day=2020-11-25&lang=hy&at=1,2,3&version=old#part'

test('a link holds what is asked for and nothing of the kind else', () => {
  assert.equal(linkTo(HERE, {}), 'https://map.example/?day=2020-11-25')
  assert.equal(linkTo(HERE, { version: 'new', look: '39.8,46.7,8.25', language: 'az' }),
    'https://map.example/?day=2020-11-25&lang=az&at=39.8,46.7,8.25&version=new')
})

test('an embed leaves out what is as usual', () => {
  const embed = 'https://map.example/embed'
  assert.equal(embedSource(embed, { day: '2020-11-25' }, { language: 'en' }), `${embed}?day=2020-11-25&lang=en`)
  assert.equal(embedSource(embed, {}, { language: 'ru', theme: 'dark', hidden: ['timeline', 'legend'], look: '1,2,3' }),
    `${embed}?at=1,2,3&lang=ru&theme=dark&hide=timeline,legend`)
})

test('the code of a frame is safe whatever the title is', () => {
  const code = embedCode('https://map.example/embed?a=1&b=2', { width: 640, height: 480, title: '"><script>alert(1)</script>&' })
  assert.equal(code, '<iframe src="https://map.example/embed?a=1&amp;b=2" width="640" height="480" style="border:0" loading="lazy" ' +
    'title="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"></iframe>')
  assert.match(embedCode('https://map.example/embed', { width: null, height: 480, title: '' }), /width="100%" height="480" style="border:0;min-width:280px"/)
})

test('a size is a whole number within bounds', () => {
  const sizes = ['500', '12', ' ', 'x', '1e9', '360.6', '-5'].map((text) => sizeOf(text, 280, 640))
  assert.deepEqual(sizes, [500, 280, 640, 640, 4000, 361, 280])
})

test('where a map looks is short', () => {
  assert.equal(lookOf({ getCenter: () => ({ lat: 39.800049, lng: -46.7 }), getZoom: () => 8.25 }), '39.8,-46.7,8.25')
})
