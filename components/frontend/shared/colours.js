/* Colours and the font for what is painted on a canvas: the design tokens, read once for each theme from the page's own CSS
   variables, and the dataset's own colours. */

const TOKENS = {
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  line: '--line',
  line2: '--line-2',
  surface: '--surface',
  surface2: '--surface-2',
  raised: '--surface-raised',
  rangeTint: '--range-tint',
  ground: '--map-ground',
  abroad: '--map-abroad',
  water: '--map-water',
  river: '--map-river',
  border: '--map-border',
  neighbourLine: '--map-neighbour-line',
  label: '--map-label',
  districtLine: '--map-district-line',
  districtLabel: '--map-district-label',
  districtHalo: '--map-district-halo',
  font: '--font'
}

/**
 * The tokens in force at an element.
 * @param {Element} element
 */
export function readTokens (element) {
  const style = getComputedStyle(element)
  return /** @type {Record<keyof typeof TOKENS, string>} */ (Object.fromEntries(Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()])))
}

/**
 * Colours of controllers, categories and groups of the scene, by position, in one theme.
 * @param {Scene} scene
 * @param {Theme} theme
 * @returns {Palette}
 */
export function readPalette (scene, theme) {
  const pick = (/** @type {Coloured} */ { light, dark }) => theme === 'dark' ? dark : light
  return {
    controllers: scene.controllers.map(pick),
    categories: scene.categories.map(pick),
    groups: scene.groups.map(pick)
  }
}
