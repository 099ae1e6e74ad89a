/* Words and dates of the map. The words come from Python's message catalogue; dates are written in the page's language. */

const MILLISECONDS = 86400000

/** Put values into '{name}' places of a message. */
export const fill = (message, values) => message.replace(/\{(\w+)\}/g, (whole, name) => name in values ? String(values[name]) : whole)

/** Make the writer of one language: messages by key, counted messages ('key.one', 'key.other'), numbers and days. */
export function createWords (strings, locale) {
  const options = { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }
  const dayFormat = new Intl.DateTimeFormat(locale, options)
  const monthFormat = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' })
  const plural = new Intl.PluralRules(locale)
  const number = new Intl.NumberFormat(locale)
  const brief = new Intl.NumberFormat(locale, { notation: 'compact' })
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const dateOf = (day) => new Date(day * MILLISECONDS)
  const say = (key, values = {}) => fill(strings[key] ?? key, values)
  const day = (value) => tidy(dayFormat.format(dateOf(value)))

  return {
    say,
    day,
    locale,
    upper: (text) => text.toLocaleUpperCase(locale),
    number: (value) => number.format(value),
    /** In as few letters as can be: two places of thousands and millions. */
    brief: (value) => brief.format(value),
    compact: (value) => value < 1000 ? number.format(value) : compact.format(value),
    count: (key, count, values = {}) => {
      const form = `${key}.${plural.select(count)}`
      return say(form in strings ? form : `${key}.other`, { count: number.format(count), ...values })
    },
    span: (first, last) => {
      if (first === last) return day(first)
      const one = dateOf(first)
      const other = dateOf(last)
      const next = dateOf(last + 1)
      const sameYear = one.getUTCFullYear() === other.getUTCFullYear()
      if (one.getUTCDate() === 1 && next.getUTCDate() === 1 && sameYear) {
        if (one.getUTCMonth() === 0 && other.getUTCMonth() === 11) return String(one.getUTCFullYear())
        if (one.getUTCMonth() === other.getUTCMonth()) return tidy(monthFormat.format(one))
      }
      return `${day(first)} – ${day(last)}`
    }
  }
}

/** British short months have one of four letters ('Sept'); three keep the columns even. */
const tidy = (text) => text.replace('Sept ', 'Sep ')
