/* The elements of the timeline, built once; words and values are put in later, always as text. */

const SVG = 'http://www.w3.org/2000/svg'
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

/** An element with a class and, if given, attributes and children. */
export function element (tag, className, attributes = {}, children = []) {
  const made = document.createElement(tag)
  made.className = className
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** A 20 px line icon. */
export function icon (name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('class', `tl-icon tl-icon-${name}`)
  svg.setAttribute('aria-hidden', 'true')
  for (const d of ICONS[name]) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

const button = (name, ...icons) => element('button', `tl-button tl-${name}`, { type: 'button' }, icons.map(icon))
const slider = (part, ...children) => element('div', `tl-slider tl-${part}`, { role: 'slider', tabindex: '0', 'aria-orientation': 'horizontal', 'data-part': part }, children)
const choice = (name) => {
  const select = element('select', `tl-select tl-${name}`)
  return { select, box: element('span', `tl-choice tl-choice-${name}`, {}, [select]) }
}

/** All elements of one timeline, by name. */
export function build () {
  const unit = choice('unit')
  const speed = choice('speed')
  const jump = choice('jump')
  const parts = {
    back: button('back', 'back'),
    play: button('play', 'play', 'pause'),
    forward: button('forward', 'forward'),
    more: button('more', 'more'),
    loop: button('loop', 'loop'),
    mode: button('mode', 'window'),
    compareToggle: button('compare-toggle', 'compare'),
    unit: unit.select,
    speed: speed.select,
    jump: jump.select,
    count: element('strong', 'tl-count'),
    range: element('span', 'tl-range'),
    chips: element('div', 'tl-chips'),
    canvas: element('canvas', 'tl-canvas', { role: 'img' }),
    landmarks: element('div', 'tl-landmarks'),
    from: slider('from'),
    to: slider('to'),
    compare: slider('compare', element('span', 'tl-line'), element('span', 'tl-pill')),
    day: slider('day', element('span', 'tl-line'), element('span', 'tl-pill')),
    caption: element('span', 'tl-caption'),
    unzoom: element('button', 'tl-unzoom', { type: 'button' }),
    tip: element('div', 'tl-tip', { hidden: '', 'aria-hidden': 'true' })
  }
  parts.options = element('div', 'tl-options', {}, [unit.box, speed.box, parts.loop, parts.mode, parts.compareToggle])
  parts.figures = element('div', 'tl-figures', {}, [parts.count, parts.range])
  parts.jumps = element('div', 'tl-jumps', { role: 'group' }, [parts.chips, jump.box])
  parts.row = element('div', 'tl-row', {}, [parts.back, parts.play, parts.forward, parts.options, parts.figures, parts.more, parts.jumps])
  parts.footer = element('div', 'tl-footer', {}, [parts.caption, parts.unzoom])
  parts.chart = element('div', 'tl-chart', {}, [parts.canvas, parts.landmarks, parts.from, parts.to, parts.compare, parts.day, parts.footer, parts.tip])
  parts.root = element('div', 'tl', { role: 'group' }, [parts.row, parts.chart])
  return parts
}

/** Put options into a select, keeping the element and its focus. */
export function fillSelect (select, options) {
  select.replaceChildren(...options.map(([value, text]) => {
    const option = element('option', '', { value })
    option.textContent = text
    return option
  }))
}

/** Name a button for the ear and for the mouse. */
export function entitle (control, text) {
  control.setAttribute('aria-label', text)
  control.title = text
}
