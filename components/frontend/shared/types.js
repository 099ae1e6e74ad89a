/* What crosses a boundary: between the server and the browser, between the page and the map in its frame, between the parts of
   each. Types alone, known in every file; `.ci/typescript` checks them and no browser loads them.

   Days are whole days since 1970-01-01, ranges hold both their days. A position is a place in one of the scene's lists, -1 for
   none. World coordinates run from 0 to 1 over the whole earth in Web Mercator, y downwards. */

/* --- the scene: everything that is drawn, packed by components/scene.py --- */

/**
 * How much of a district one controller held.
 * @typedef {[controller: number, size: 'whole' | 'larger' | 'smaller' | 'even']} Share
 *
 * A time in which control of a district stays the same: until the next begins. Without shares nothing is recorded.
 * @typedef {{ from: number, text: string, shares: Share[] }} Segment
 *
 * `label` and `seat` are [longitude, latitude] in degrees (EPSG:4326).
 * @typedef {{ id: string, name: string, label: [number, number], seat: [number, number] | null, outlined: boolean, segments: Segment[] }} District
 *
 * A controller, category or group, with its colours '#rrggbb' in both themes.
 * @typedef {{ id: string, label: string, light: string, dark: string }} Coloured
 * @typedef {Coloured & { group: string, path: string }} Category
 *
 * Events that are too many to be drawn one by one are counted by the cells of a grid: its finest level, and the column and row
 * of its first cell. `bin`: that in which a store's counts are kept (day, week, month, year).
 * @typedef {{ level: number, x: number, y: number, bin?: string }} CellGrid
 *
 * Typed columns by name; see `components/scene_events.py` and `shared/scene.js`. A scene has those for events that travel one
 * by one, or those for counted ones.
 * @typedef {Record<string, any>} Columns
 *
 * @typedef {object} Scene
 * @property {string} version the same version is the same scene
 * @property {number} today
 * @property {[first: number, last: number]} range the days of the timeline
 * @property {Coloured[]} controllers
 * @property {number} unrecorded position of the controller that stands for "not recorded"
 * @property {Coloured[]} groups
 * @property {Category[]} categories
 * @property {{ id: string, label: string }[]} evidence
 * @property {District[]} districts
 * @property {{ name: string }[]} neighbours
 * @property {{ name: string | null, label: [number, number] | null }[]} countries
 * @property {{ name: string | null, label: [number, number] | null }[]} waters
 * @property {Record<string, number>} shapes how many shapes each layer has
 * @property {{ id: string, name: string, kind: string, district: string }[]} places
 * @property {[[number, number], [number, number]]} [start] south-west and north-east of the first view, where it is not that of all districts
 * @property {{ count: number, ids: string[] | null, titles: string[] | null, places: string[] | null, cells?: CellGrid | null }} events
 * @property {[[south: number, west: number], [north: number, east: number]]} bounds degrees
 * @property {string} attribution
 * @property {{ name: string, url: string, attribution: string }[]} tiles
 * @property {Columns} columns
 * @property {string} [language] of its words, where these are not its own
 *
 * The words of a scene in another language, in the order of its lists; see `components/scene/build.py:scene_words`.
 * @typedef {{ language: string, version: string, labels: Record<string, string[]>, names: Record<string, (string | null)[]>,
 *   control: string[][], titles: string[] | null, places: string[] | null, attribution: string }} SceneWords
 */

/* --- what is shown, and what a person does --- */

/**
 * The time that is shown.
 * @typedef {{ day: number, from: number, to: number, compare?: number | null }} Time
 *
 * What a person chose on the timeline; the number comes back with the views that know of it.
 * @typedef {Time & { number: number }} Commit
 *
 * @typedef {'light' | 'dark'} Theme
 *
 * What Python says is shown. `mask`: base64 of a bit for each event, null where only the range filters. `at`:
 * latitude, longitude and zoom of a map that a person had moved, for the first view of a page.
 * @typedef {Time & { mask: string | null, district: string | null, event: number, place?: number, cell?: string | null, focus?: number, step?: string | null, exact?: number, theme?: Theme, at?: [number, number, number] | null }} View
 *
 * What a person picked on the map, or in the list of a standalone map: events are positions in the scene.
 * @typedef {{ district: string | null } | { event: number } | { cluster: number[] } | { within: string } | { list: string }} MapPick
 *
 * What a person chose in a panel: one entry, {kind: value}, which `read_pick` of the server understands.
 * @typedef {Record<string, string | number | null>} PanelPick
 *
 * Messages of the hub to the map, and the map's own to the hub, which asks for the others. `eased`: one step, which may fade.
 * @typedef {{ type: 'scene', bytes: Uint8Array | ArrayBuffer | null, words?: SceneWords | null }} SceneMessage
 * @typedef {{ type: 'view', view: View | null }} ViewMessage
 * @typedef {{ type: 'time', eased?: boolean } & Time} TimeMessage
 * @typedef {SceneMessage | ViewMessage | TimeMessage | { type: 'hello' }} HubMessage
 *
 * A Streamlit v2 component's arguments.
 * @typedef {{ data: any, parentElement: any, setTriggerValue: (name: string, value: any) => void, setStateValue: (name: string, value: any) => void }} ComponentArguments
 */

/**
 * The browser's clock, or a test's.
 * @typedef {{ now: () => number, later: (callback: () => void, ms: number) => any, cancel: (handle: any) => void, frame: (callback: () => void) => void }} Clock
 */

/* --- words --- */

/**
 * How dates and numbers of a language are written, as data; see `shared/words.js`.
 * @typedef {object} Formats
 * @property {Record<string, string[]>} [months] twelve names by the letters that ask for them in a pattern: MMM, MMMM, LLL, LLLL
 * @property {Partial<Record<DateShape, string>>} [dates] CLDR patterns
 * @property {NumberSymbols} [numbers]
 *
 * @typedef {'short' | 'long' | 'year' | 'month' | 'monthOnly' | 'dayOnly'} DateShape
 * @typedef {{ group: string, decimal: string, minimumGrouping?: number, compact?: Record<string, string> }} NumberSymbols
 * @typedef {ReturnType<typeof import('./words.js').createWords>} Words
 */

/* --- the map --- */

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box
 *
 * The part of a canvas that is painted: its corners in the map's layer pixels, its size in the canvas's own.
 * @typedef {{ min: Point, max: Point, ratio: number, width: number, height: number }} Frame
 *
 * A disc on the map: an event, or a count of events at one spot (`places`), in one dense square or in one cell. `px`, `py`: layer
 * pixels. `head`: the only event, or the first of a chain in the event index.
 * @typedef {object} Mark
 * @property {number} x
 * @property {number} y world coordinates
 * @property {number} px
 * @property {number} py
 * @property {number} radius
 * @property {number} count
 * @property {number} [head]
 * @property {number[]} [families] events by group
 * @property {number[]} [parts] events by kind, of a cell
 * @property {string} [cell] name of the cell, level/column/row
 * @property {number} [bin] the cell's first counter
 * @property {boolean} [dense]
 * @property {Map<number, number>} [places] events by distinct position
 *
 * What is under the pointer.
 * @typedef {{ kind: 'event', event: number } | { kind: 'mark', mark: Mark } | { kind: 'cell', mark: Mark }
 *   | { kind: 'chip', position: number } | { kind: 'district', position: number }} Hit
 *
 * Numbers of what a day range shows.
 * @typedef {{ total: number, unplaced: number, inView: number, inDistrict: Int32Array }} Totals
 *
 * Colours by position in the scene's lists, in one theme.
 * @typedef {{ controllers: string[], categories: string[], groups: string[] }} Palette
 * @typedef {ReturnType<typeof import('./colours.js').readTokens>} Tokens
 * @typedef {ReturnType<typeof import('./control-fills.js').createFills>} Fill
 *
 * The words around a picture of the map, and its file's name.
 * @typedef {{ title: string, lines: string[], foot: string[], file: string }} PictureText
 */

/**
 * @typedef {typeof import('leaflet')} Leaflet
 * @typedef {import('leaflet').Map} LeafletMap
 * @typedef {import('leaflet').FitBoundsOptions} FitOptions
 *
 * What the parts of the map share. What is made of a scene is there once one has come, and nothing is painted before.
 * @typedef {object} MapState
 * @property {Words} words
 * @property {Theme} theme
 * @property {Scene} scene
 * @property {ReturnType<typeof import('../map/backdrop.js').createBackdrop>} backdrop
 * @property {ReturnType<typeof import('../map/districts.js').createDistricts>} districts
 * @property {ReturnType<typeof import('../map/event-index.js').indexEvents> | null} events null where they are counted by cell
 * @property {ReturnType<typeof import('../map/cell-counts.js').indexCells> | null} cells null where they are not
 * @property {Uint8Array} familyOf position of the group of each category
 * @property {Path2D[]} icons of the categories
 * @property {Tokens} tokens
 * @property {Palette} palette
 * @property {Fill} fill
 * @property {Uint8Array | null} mask
 * @property {string | null} maskText as the view has it
 * @property {ReturnType<typeof import('../map/fine-cells.js').createFineCells> | null} fine the finer cells of a store
 * @property {number} event position
 * @property {string | null} cell name of the cell whose events are listed
 * @property {number} place position
 * @property {number | null} focus rises each time a person asks to be shown what is chosen
 * @property {string | null} step name of the story's step that is told; a new one has the map show its own picture
 * @property {number} selected position of a district
 * @property {number} hover position of a district
 * @property {{ backdrop: boolean, settlements: boolean, events: boolean, labels: boolean }} layers which are drawn
 * @property {number} divider 0 to 1 across the map
 * @property {{ zoom: number }} home where the whole region is in view
 * @property {number} tiles position of the online background
 * @property {(context: CanvasRenderingContext2D, marks: Mark[]) => Box | null} plate where the chosen place's name stands
 * @property {() => Box[]} covered what the boxes over the map cover, pixels of the container
 *
 * One day on the map.
 * @typedef {object} DayLayer
 * @property {Time | null} time
 * @property {Totals | null} stats
 * @property {any} slots of counted events
 * @property {any} [counted] the cells that they are slots of
 * @property {Mark[]} marks
 * @property {any[]} labels the districts' names where they stand
 * @property {any[]} places the names of places where they stand
 * @property {boolean} stamped whether the events are stamped as points
 * @property {string | null} pointed name of the cell under the pointer
 * @property {'left' | 'right' | null} half beside which other day it is shown
 * @property {Frame | null} frame
 * @property {any[]} canvases
 * @property {HTMLElement[]} panes
 * @property {(time: Time, eased?: boolean) => void} setTime
 * @property {() => void} repaint
 * @property {() => void} repaintDistricts
 * @property {() => void} repaintMarks
 * @property {() => void} remove
 * @property {(point: Point) => Hit | null} hit what is at a layer point
 * @property {() => any} events the event index of this day
 * @property {(event: number) => Mark | undefined} markOf the mark that shows an event at its place; none where it is one of many
 *   points, or of a cell's many
 * @property {(mark: Mark) => Int32Array} categoriesOf how many events of each category a cell's mark counts
 * @property {() => void} forget the places of names, after the font has changed
 */

/* --- stories --- */

/**
 * A step of a story that a person writes; `day`, `from` and `to` as 2020-11-25.
 * @typedef {{ title: string, text: string, day: string, from: string, to: string, district: string, events: string[], place: string, at: string }} DraftStep
 * @typedef {{ title: string, summary: string, steps: DraftStep[] }} Draft
 */

/* --- the timeline --- */

/**
 * @typedef {'day' | 'month' | 'year'} CalendarUnit
 * @typedef {CalendarUnit | 'event'} StepUnit
 * @typedef {{ from: number, to: number }} DayRange
 *
 * A period that can be gone to, and a big day.
 * @typedef {{ id: string, label: string, from: number | null, to: number | null }} Jump
 * @typedef {{ day: number, label: string }} Landmark
 *
 * @typedef {{ begin: number, restart: number, end: number, width: number | null }} Playing
 *
 * @typedef {object} TimelineState
 * @property {number} first
 * @property {number} last the days of the data
 * @property {number} from
 * @property {number} to the chosen range
 * @property {number} day
 * @property {number | null} compare
 * @property {StepUnit} unit
 * @property {boolean} ownUnit whether a person has chosen it
 * @property {number} speed
 * @property {boolean} loop
 * @property {'grow' | 'window'} mode
 * @property {Playing | null} playing
 * @property {number} playEnd
 * @property {DayRange} window the days in view
 */
