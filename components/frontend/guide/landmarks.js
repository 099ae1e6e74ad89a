/* The parts of the page by role and name, for those who go from part to part by ear. Streamlit draws their containers and
   may draw them anew, without either. */

/**
 * Keep the roles and names of the page's parts.
 * @param {Document} page
 * @returns {{ write: (parts: { selector: string, role: string, label: string }[]) => void, stop: () => void }}
 */
export function nameParts (page) {
  let parts = []
  let due = 0
  const look = () => {
    due = 0
    /* Streamlit makes the whole page a stop of Tab, on which nothing can be done. */
    const main = /** @type {HTMLElement | null} */ (page.querySelector('[data-testid="stMain"]'))
    if (main && main.tabIndex !== -1) main.tabIndex = -1
    for (const part of parts) {
      const element = page.querySelector(part.selector)
      if (!element || (element.getAttribute('role') === part.role && element.getAttribute('aria-label') === part.label)) continue
      element.setAttribute('role', part.role)
      element.setAttribute('aria-label', part.label)
    }
  }
  const observer = new MutationObserver(() => { due ||= requestAnimationFrame(look) })
  observer.observe(page.body, { childList: true, subtree: true })
  return {
    write (next) {
      parts = next
      look()
    },
    stop () {
      observer.disconnect()
      cancelAnimationFrame(due)
    }
  }
}
