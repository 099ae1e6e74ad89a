/* What a key does in the field, as a value: the field carries it out. */

/** The place in the list after a key; -1 is none. It goes round at both ends. */
export function moved (key, active, count) {
  if (!count) return -1
  if (key === 'ArrowDown') return (active + 1) % count
  if (key === 'ArrowUp') return active <= 0 ? count - 1 : active - 1
  if (key === 'PageDown') return Math.min(active + 5, count - 1)
  if (key === 'PageUp') return Math.max(active - 5, 0)
  return active
}

/** The act for a key: {type: 'move', active}, 'choose', 'wait', 'ask', 'close', 'empty' or null for a key like any other.
    `state`: {open, active, count, text, current}; `current` says that the list answers the text in the field. */
export function actOf ({ key, isComposing = false, altKey = false, ctrlKey = false, metaKey = false }, state) {
  if (isComposing || ctrlKey || metaKey || altKey) return null
  switch (key) {
    case 'ArrowDown':
    case 'ArrowUp':
      if (!state.open) return state.text ? { type: 'ask' } : null
      return { type: 'move', active: moved(key, state.active, state.count) }
    case 'PageDown':
    case 'PageUp':
      return state.open ? { type: 'move', active: moved(key, state.active, state.count) } : null
    case 'Enter':
      if (!state.text) return null
      if (!state.current) return { type: 'wait' }
      return state.open && state.active >= 0 ? { type: 'choose' } : { type: 'ask' }
    case 'Escape':
      if (state.open) return { type: 'close' }
      return state.text ? { type: 'empty' } : null
    default:
      return null
  }
}
