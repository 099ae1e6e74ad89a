/* The elements of the timeline, built once; words and values are put in later, always as text. */
import { button, h, lineIcon } from '../shared/dom.js'

const ICONS = {
  back: ['M5 4v12', 'M15 4.5v11L7.5 10z'],
  forward: ['M15 4v12', 'M5 4.5v11l7.5-5.5z'],
  play: ['M7 4.5v11l9-5.5z'],
  pause: ['M7 4.5v11', 'M13 4.5v11'],
  loop: ['M4 9V7.5A2 2 0 0 1 6 5.5h10', 'M13.5 3 16 5.5 13.5 8', 'M16 11v1.500a2 2 0 0 1-2 2H4', 'M6.500 12 4 14.500 6.500 17'],
  window: ['M6.500 4v12', 'M13.500 4v12', 'M16.500 8 18.500 10 16.500 12', 'M3.500 8 1.500 10 3.500 12'],
  compare: ['M10 2.500v15', 'M8 4.500H3.500v11H8', 'M12 4.500h4.500v11H12', 'M12 10l4.500 5.500H12z'],
  more: ['M3 6h14', 'M3 14h14', 'M7 4v4', 'M13 12v4']
}

const icon = (name) => lineIcon(ICONS[name], `tl-icon tl-icon-${name}`)
const iconButton = (name, ...icons) => button({ class: `tl-button tl-${name}` }, icons.map(icon))
const slider = (part, ...children) => h('div', { class: `tl-slider tl-${part}`, role: 'slider', tabindex: '0', 'aria-orientation': 'horizontal', 'data-part': part }, children)
const choice = (name) => {
  const select = h('select', { class: `tl-select tl-${name}` })
  return { select, box: h('span', { class: `tl-choice tl-choice-${name}` }, [select]) }
}

/** All elements of one timeline, by name. */
export function build () {
  const unit = choice('unit')
  const speed = choice('speed')
  const jump = choice('jump')
  const parts = {
    back: iconButton('back', 'back'),
    play: iconButton('play', 'play', 'pause'),
    forward: iconButton('forward', 'forward'),
    more: iconButton('more', 'more'),
    loop: iconButton('loop', 'loop'),
    mode: iconButton('mode', 'window'),
    compareToggle: iconButton('compare-toggle', 'compare'),
    unit: unit.select,
    speed: speed.select,
    jump: jump.select,
    count: h('strong', { class: 'tl-count' }),
    range: h('span', { class: 'tl-range' }),
    chips: h('div', { class: 'tl-chips' }),
    canvas: h('canvas', { class: 'tl-canvas', role: 'img' }),
    landmarks: h('div', { class: 'tl-landmarks' }),
    steps: h('div', { class: 'tl-steps', role: 'group' }),
    from: slider('from'),
    to: slider('to'),
    compare: slider('compare', h('span', { class: 'tl-line' }), h('span', { class: 'tl-pill' })),
    day: slider('day', h('span', { class: 'tl-line' }), h('span', { class: 'tl-pill' })),
    caption: h('span', { class: 'tl-caption' }),
    unzoom: button({ class: 'tl-unzoom' }),
    tip: h('div', { class: 'tl-tip', hidden: '', 'aria-hidden': 'true' })
  }
  parts.options = h('div', { class: 'tl-options' }, [unit.box, speed.box, parts.loop, parts.mode, parts.compareToggle])
  parts.figures = h('div', { class: 'tl-figures' }, [parts.count, parts.range])
  parts.jumps = h('div', { class: 'tl-jumps', role: 'group' }, [parts.chips, jump.box])
  parts.row = h('div', { class: 'tl-row' }, [parts.back, parts.play, parts.forward, parts.options, parts.figures, parts.more, parts.jumps])
  parts.footer = h('div', { class: 'tl-footer' }, [parts.caption, parts.unzoom])
  parts.chart = h('div', { class: 'tl-chart' }, [parts.canvas, parts.landmarks, parts.steps, parts.from, parts.to, parts.compare, parts.day, parts.footer, parts.tip])
  parts.root = h('div', { class: 'tl', role: 'group' }, [parts.row, parts.chart])
  return parts
}

/** Put options into a select, keeping the element and its focus. */
export function fillSelect (select, options) {
  select.replaceChildren(...options.map(([value, text]) => h('option', { value }, text)))
}
