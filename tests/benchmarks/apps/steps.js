/* Moves the bare map through time by key and by pointer, with nothing in between: 30 days a key, as many a pixel as on a
   timeline of its width. */
window.takeSteps = ({ day: start, from, to }) => {
  const strip = document.getElementById('strip')
  let day = start
  let grasped = null

  function go (chosen) {
    day = chosen
    window.stage.setTime({ day, from, to: Math.max(to, day) })
  }

  window.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') go(day - 30)
  })
  strip.addEventListener('pointerdown', ({ clientX }) => { grasped = { x: clientX, day } })
  strip.addEventListener('pointermove', ({ clientX }) => {
    if (grasped) go(grasped.day + Math.round((clientX - grasped.x) * (start - from) / strip.clientWidth))
  })
}
