/* The one classic script of the map: streamlit-folium loads scripts one after the other and runs the folium map's own after
   them. This one notes where it lies and hands over to the modules beside it. */
(function () {
  const here = document.currentScript.src
  const commands = []

  window.startStage = function (map, options) {
    import(new URL('main.js', here).href).then(({ start }) => start(window.L, map, { ...options, here, commands }))
  }

  /* Without a channel the view comes as a command; it may come before the stage stands. */
  window.commandStage = function (view) {
    commands.push(view)
    if (commands.take) commands.take()
  }
})()
