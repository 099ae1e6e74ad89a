/* Looks at the drawing as Leaflet will at the map, and makes way for the page once that is there. It runs as a script of the
   page that the server sends, before any module. */
(() => {
  const MOST_MS = 20000
  const first = /** @type {HTMLElement} */ (document.getElementById('first-paint'))
  const hasMap = first.querySelector('.f-map') !== null
  const drawing = first.querySelector('.f-map svg')

  /* The same steps of zoom and the same margins as the map's: see createStage. */
  function fit () {
    if (!(drawing instanceof SVGElement) || !drawing.parentElement) return
    const { clientWidth: width, clientHeight: height } = drawing.parentElement
    if (width < 50 || height < 90) return
    const [left, top, wide, high] = (drawing.dataset.box ?? '').split(' ').map(Number)
    const [x, above, below] = width >= 760 ? [8, 8, 8] : [8, 54, 26]
    const scale = Math.min((width - 2 * x) / wide, (height - above - below) / high)
    const units = Number(drawing.dataset.zoom)
    const zoom = Math.min(Math.max(Math.floor((Math.log2(scale) + units) * 4 + 1e-9) / 4, 6), 15)
    const size = 2 ** (zoom - units)
    const middle = [left + wide / 2, top + high / 2 + (below - above) / 2 / size]
    drawing.setAttribute('viewBox', [middle[0] - width / 2 / size, middle[1] - height / 2 / size, width / size, height / size].join(' '))
  }
  fit()
  addEventListener('resize', fit)

  function makeWay () {
    clearInterval(looking)
    removeEventListener('map-drawn', makeWay)
    removeEventListener('resize', fit)
    document.documentElement.classList.remove('is-first')
    first.remove()
  }
  const began = performance.now()
  let looks = 0
  const looking = setInterval(() => {
    const app = document.querySelector('[data-testid="stApp"]')
    const isDone = app?.getAttribute('data-test-script-state') === 'notRunning' && document.querySelector('.st-key-page, [data-testid="stAlert"]')
    const isAwaited = hasMap && document.querySelector('.st-key-stage') // The map's frame comes later than the page around it.
    looks = isDone && !isAwaited ? looks + 1 : 0 // A script that is done is told before what came last of it is drawn.
    if (looks >= 4 || document.querySelector('[role="dialog"]') || performance.now() - began > MOST_MS) makeWay()
  }, 50)
  addEventListener('map-drawn', makeWay)
})()
