/* The one classic script of the map: streamlit-folium loads scripts one after the other and runs the folium map's own after
   them. This one notes where it lies and hands over to the modules beside it. */
(function () {
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src
  /** @type {View[] & { take?: () => void }} */
  const commands = []

  /* All modules in one file where there is one, else file by file. */
  function load (bundle) {
    const apart = () => import(new URL('main.js', here).href)
    return bundle ? import(new URL(bundle, here).href).then((modules) => modules.load('map/main.js'), apart) : apart()
  }

  window.startStage = function (map, options) {
    load(options.bundle).then(({ start }) => start(window.L, map, { ...options, here, commands }))
  }

  /* Without a channel the view comes as a command; it may come before the stage stands. */
  window.commandStage = function (view) {
    commands.push(view)
    if (commands.take) commands.take()
  }
})()
