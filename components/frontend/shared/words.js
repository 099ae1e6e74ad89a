/* Messages, dates and numbers in the reader's language. The messages come from the server's catalogue. How dates and numbers
   are written can come from there too, as data: a browser does not know every language (Chromium writes neither Azerbaijani
   nor Armenian). What does not come is asked of the browser; its plural rules hold for all these languages. */

const DAY_MS = 86400000

/* The shapes of a date, as the browser is asked for them. `month` stands alone in `monthOnly`. */
/** @type {Record<DateShape, Intl.DateTimeFormatOptions>} */
const SHAPES = {
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  monthOnly: { month: 'short' },
  dayOnly: { day: 'numeric', month: 'short' }
}

/* English is written day, month, year here, with three-letter months: "27 Sep 2020" in the United States, Britain
   ("27 Sept") and everywhere else, as in the rest of the page. */
const LONG_MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const SHORT_MONTHS = LONG_MONTHS.map((name) => name.slice(0, 3))
const ENGLISH = {
  months: { MMM: SHORT_MONTHS, MMMM: LONG_MONTHS, LLL: SHORT_MONTHS, LLLL: LONG_MONTHS },
  dates: { short: 'd MMM y', long: 'd MMMM y', year: 'y', month: 'MMM y', monthOnly: 'LLL', dayOnly: 'd MMM' }
}

/**
 * Put values into the '{name}' places of a message.
 * @param {string} message
 * @param {Record<string, unknown>} values
 */
export const fill = (message, values) => message.replace(/\{(\w+)\}/g, (whole, name) => name in values ? String(values[name]) : whole)

/**
 * Make the writer of one language.
 * @param {object} options
 * @param {string} options.language a tag such as 'en', 'en_GB' or 'az'
 * @param {Record<string, string>} options.strings messages by key; those that count have a key for each plural category of the
 *   language: 'key.one', 'key.few', 'key.many', 'key.other'
 * @param {Formats | null} [options.formats] how dates and numbers are written; what is not there is asked of the browser
 */
export function createWords ({ language, strings, formats = null }) {
  const tag = supported(language)
  /** @type {Formats} */
  const known = /^en\b/.test(tag) ? { ...ENGLISH, ...formats } : { ...formats }
  const plural = new Intl.PluralRules(tag)
  const date = dateWriter(tag, known)
  const { number, brief, compact } = numberWriters(tag, known.numbers)
  const say = (/** @type {string} */ key, /** @type {Record<string, unknown>} */ values = {}) => fill(strings[key] ?? key, values)
  const day = (/** @type {number} */ value) => date(value)

  return {
    language: tag,
    /** A message by its key. */
    say,
    /** A message that counts, in the plural form of its number; `{count}` is the number. */
    count: (/** @type {string} */ key, /** @type {number} */ count, /** @type {Record<string, unknown>} */ values = {}) => {
      const form = `${key}.${plural.select(count)}`
      return say(form in strings ? form : `${key}.other`, { count: number(count), ...values })
    },
    /** A day (since 1970-01-01) in one of the shapes. */
    date,
    /** A day with its month in short, whatever else an array's map() hands in. */
    day,
    /** The days from first to last, only as exactly as they are known: a whole month or year is named as one. */
    span: (/** @type {number} */ first, /** @type {number} */ last) => {
      if (first === last) return day(first)
      const one = new Date(first * DAY_MS)
      const other = new Date(last * DAY_MS)
      const isWhole = one.getUTCDate() === 1 && new Date((last + 1) * DAY_MS).getUTCDate() === 1
      if (isWhole && one.getUTCFullYear() === other.getUTCFullYear()) {
        if (one.getUTCMonth() === 0 && other.getUTCMonth() === 11) return date(first, 'year')
        if (one.getUTCMonth() === other.getUTCMonth()) return date(first, 'month')
      }
      return `${day(first)} – ${day(last)}`
    },
    number: (/** @type {number} */ value) => number(value),
    /** In as few letters as can be: two places of thousands and millions. */
    brief,
    /** Whole up to a thousand, above it with one place of thousands and millions. */
    compact: (/** @type {number} */ value) => value < 1000 ? number(value) : compact(value),
    upper: (/** @type {string} */ text) => text.toLocaleUpperCase(tag)
  }
}

/** @param {string} language */
function supported (language) {
  try {
    return Intl.getCanonicalLocales(String(language || 'en').replace('_', '-'))[0]
  } catch {
    return 'en'
  }
}

/**
 * Formats are made when first asked for: making one takes the browser longer than writing a hundred dates.
 * @param {string} tag
 * @param {Formats} formats
 */
function dateWriter (tag, { months, dates }) {
  /** @type {Partial<Record<DateShape, (day: number) => string>>} */
  const writers = {}
  const make = (/** @type {DateShape} */ shape) => {
    const pattern = dates?.[shape]
    if (months && pattern) return (/** @type {number} */ value) => written(pattern, new Date(value * DAY_MS), months)
    const format = new Intl.DateTimeFormat(tag, { ...SHAPES[shape], timeZone: 'UTC' })
    return (/** @type {number} */ value) => format.format(value * DAY_MS)
  }
  return (/** @type {number} */ value, /** @type {DateShape} */ shape = 'short') => (writers[shape] ??= make(shape))(value)
}

/**
 * Letters in quotes are words, two quotes are one.
 * @param {string} pattern of CLDR
 * @param {Date} date
 * @param {Record<string, string[]>} months
 */
function written (pattern, date, months) {
  /** @type {Record<string, number>} */
  const parts = { d: date.getUTCDate(), M: date.getUTCMonth() + 1, y: date.getUTCFullYear() }
  return pattern.replace(/'([^']*)'|d+|M+|L+|y+/g, (letters, quoted) => {
    if (quoted !== undefined) return quoted || "'"
    if (letters.length > 2 && letters in months) return months[letters][parts.M - 1]
    const value = String(parts[letters[0] === 'L' ? 'M' : letters[0]])
    return letters === 'yy' ? value.slice(-2) : value.padStart(letters.length, '0')
  })
}

/**
 * @param {string} tag
 * @param {NumberSymbols} [symbols]
 */
function numberWriters (tag, symbols) {
  if (symbols) return writersOf(symbols)
  const writer = (/** @type {Intl.NumberFormatOptions} */ options = {}) => {
    const format = new Intl.NumberFormat(tag, options)
    return (/** @type {number} */ value) => format.format(value)
  }
  return { number: writer(), brief: writer({ notation: 'compact' }), compact: writer({ notation: 'compact', maximumFractionDigits: 1 }) }
}

/** @param {NumberSymbols} symbols */
function writersOf ({ group, decimal, minimumGrouping = 1, compact: patterns = {} }) {
  const number = (/** @type {number} */ value) => {
    const [whole, rest] = String(Math.round(Math.abs(value) * 1000) / 1000).split('.')
    const grouped = whole.length < 3 + minimumGrouping ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group)
    return `${value < 0 ? '-' : ''}${grouped}${rest ? decimal + rest : ''}`
  }
  const units = Object.keys(patterns).map(Number).sort((one, other) => other - one)
  const inUnits = (/** @type {(value: number) => number} */ rounded) => (/** @type {number} */ value) => {
    const unit = units.find((size) => value >= size)
    return unit ? patterns[unit].replace(/0+/, number(rounded(value / unit))) : number(value)
  }
  return {
    number,
    brief: inUnits((value) => value < 10 ? Math.round(value * 10) / 10 : Math.round(value)),
    compact: inUnits((value) => Math.round(value * 10) / 10)
  }
}
