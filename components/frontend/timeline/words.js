/* Dates, numbers and sentences in the reader's language; the words themselves come from the message catalogue. */
import { partsOf } from './calendar.js'

const SHAPES = {
  short: { day: 'numeric', month: 'short', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  year: { year: 'numeric' },
  month: { month: 'short', year: 'numeric' },
  monthOnly: { month: 'short' },
  dayOnly: { day: 'numeric', month: 'short' }
}

/** Replace {name} in a sentence of the catalogue. */
export function fill (sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => name in values ? String(values[name]) : whole)
}

/** Formatters for a locale such as 'en', 'en_GB' or 'az'. */
export function wordsFor (strings, locale) {
  const tag = supported(locale)
  const plural = new Intl.PluralRules(tag)
  const number = new Intl.NumberFormat(tag)
  const shapes = Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => [name, dateFormat(tag, shape)]))
  const date = (day, shape = 'short') => shapes[shape](day)
  const events = (count) => {
    const sentence = strings[`events_${plural.select(count)}`] ?? strings.events_other
    return fill(sentence, { count: number.format(count) })
  }
  return {
    strings,
    date,
    events,
    range: (from, to) => from === to ? date(from) : fill(strings.range, { from: date(from), to: date(to) }),
    rate: (count, unit) => fill(strings[`per_${unit}`], { events: events(count) }),
    spoken: (day, count) => fill(strings.spoken, { day: date(day, 'long'), events: events(count) }),
    period: (from, to, unit) => date(from, unit === 'day' ? 'short' : unit)
  }
}

function supported (locale) {
  try {
    return Intl.getCanonicalLocales(String(locale || 'en').replace('_', '-'))[0]
  } catch {
    return 'en'
  }
}

/* English is written day, month, year here, with three-letter months: "27 Sep 2020" in the United States, Britain
   ("27 Sept") and everywhere else, as in the rest of the page. */
function dateFormat (tag, shape) {
  const options = { ...shape, timeZone: 'UTC' }
  if (!/^en\b/.test(tag)) {
    const format = new Intl.DateTimeFormat(tag, options)
    return (day) => format.format(day * 86400000)
  }
  const month = shape.month && new Intl.DateTimeFormat('en-US', { month: shape.month, timeZone: 'UTC' })
  return (day) => {
    const { year, date } = partsOf(day)
    return [shape.day && date, month && month.format(day * 86400000), shape.year && year].filter(Boolean).join(' ')
  }
}
