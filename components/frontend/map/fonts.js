/* The page's own fonts, so that the map's letters are the page's; without them the system's faces serve. */

const WANTED = ['400 12px', '600 12px', 'italic 400 12px']

/** Sources and descriptors of a style sheet's font faces, addresses made absolute: [{family, source, descriptors}]. */
export function fontFaces (rules, base) {
  const faces = []
  for (const rule of rules) {
    const { style } = rule
    if (!style || rule.constructor.name !== 'CSSFontFaceRule') continue
    const source = style.getPropertyValue('src').replace(/url\((["']?)([^"')]+)\1\)/g, (_, quote, address) =>
      `url("${new URL(address, base).href}")`)
    faces.push({
      family: style.getPropertyValue('font-family').replace(/^["']|["']$/g, ''),
      source,
      descriptors: {
        weight: style.getPropertyValue('font-weight') || 'normal',
        style: style.getPropertyValue('font-style') || 'normal'
      }
    })
  }
  return faces
}

/** Copy the parent page's font faces of Source Sans; resolves to whether any was loaded. */
export async function copyFonts () {
  let sheets = []
  try {
    sheets = [...window.parent.document.styleSheets]
  } catch {
    return false
  }
  const base = window.parent.document.baseURI
  const faces = sheets.flatMap((sheet) => {
    try {
      return fontFaces(sheet.cssRules, sheet.href ?? base)
    } catch {
      return []
    }
  }).filter(({ family }) => family.startsWith('Source Sans'))
  for (const { family, source, descriptors } of faces) document.fonts.add(new FontFace(family, source, descriptors))
  const families = [...new Set(faces.map(({ family }) => family))]
  const loads = families.flatMap((family) => WANTED.map((size) => document.fonts.load(`${size} "${family}"`)))
  const done = await Promise.allSettled(loads)
  return done.some((load) => load.status === 'fulfilled' && load.value.length > 0)
}
