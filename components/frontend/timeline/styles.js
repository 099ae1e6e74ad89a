/* The style sheets, fetched once and adopted, so that the timeline never flashes up unstyled. */

const fetched = Promise.all(['../shared/tokens.css', './timeline.css'].map(sheetFrom))

async function sheetFrom (path) {
  const response = await fetch(new URL(path, import.meta.url))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(await response.text())
  return sheet
}

/** Adopt the sheets in the document or shadow root that holds `element`. */
export async function adoptStyles (element) {
  const sheets = await fetched
  const root = element.getRootNode()
  root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])]
}
