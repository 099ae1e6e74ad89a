/* Whole days since 1970-01-01 of an ISO date, and back. */
export const dayOfIso = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86400000)
export const isoOfDay = (day) => new Date(day * 86400000).toISOString().slice(0, 10)
