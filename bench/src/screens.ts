/* What every contestant shows: plain data, the same for all. A frame of a screen is a function of its number. */

export interface Part {
  readonly text: string
  readonly color?: 'red' | 'green' | 'yellow' | 'cyan' | undefined
  readonly bold?: boolean | undefined
}

export type Line = readonly Part[]

export interface Panel {
  readonly title: string
  readonly lines: readonly Line[]
}

/** A header, panels side by side and a footer. */
export interface Dashboard {
  readonly header: Line
  readonly panels: readonly Panel[]
  readonly footer: Line
}

export interface Screen {
  readonly columns: number
  readonly rows: number
  /** Measured frames of one round. */
  readonly frames: number
  /** What a dashboard of this screen is made of; a contestant with a layout lays it out. */
  readonly dashboard?: (frame: number) => Dashboard
  /** What is in the middle, over everything else. */
  readonly dialog?: (frame: number) => Panel | undefined
  /** A window onto many lines: its first and last rows stay, `lines` are between. */
  readonly window?: (frame: number) => Window
  /** Cells of a board, of which one changes each frame. */
  readonly board?: Board
}

export interface Window {
  readonly header: Line | undefined
  /** Index of the first line in view. */
  readonly from: number
  readonly length: number
  readonly at: (index: number) => Line
}

export interface Board {
  readonly across: number
  readonly down: number
  readonly width: number
  readonly changed: (frame: number) => number
  readonly textOf: (cell: number, version: number) => string
}

export const screens = {
  dashboard: { columns: 120, rows: 40, frames: 1000, dashboard: (frame) => dashboard(frame, frame) },
  counter: { columns: 120, rows: 40, frames: 1000, dashboard: (frame) => dashboard(0, frame) },
  log: { columns: 120, rows: 40, frames: 1000, window: (frame) => windowAt(logLine, frame) },
  table: {
    columns: 120,
    rows: 40,
    frames: 1000,
    window: (frame) => ({ ...windowAt(tableLine, frame), header: tableHeader }),
  },
  list: {
    columns: 120,
    rows: 40,
    frames: 1000,
    // Pages and single lines by turns.
    window: (frame) => windowAt(tableLine, 20 * (frame + (frame >> 1) * 39), 1_000_000),
  },
  mixed: { columns: 200, rows: 60, frames: 500, window: (frame) => windowAt(mixedLine(frame), 0) },
  regions: {
    columns: 200,
    rows: 40,
    frames: 1000,
    board: {
      across: 25,
      down: 40,
      width: 8,
      changed: (frame) => (frame * 377) % 1000,
      textOf: (cell, version) => `${String(cell).padStart(3)} ${version % 100}`.padEnd(8),
    },
  },
  overlay: {
    columns: 120,
    rows: 40,
    frames: 1000,
    dashboard: () => dashboard(0, 0),
    dialog: (frame) => (frame % 2 === 0 ? undefined : dialog),
  },
  typing: {
    columns: 120,
    rows: 40,
    frames: 1000,
    // A sentence is typed into the footer while the panels above it move.
    dashboard: (frame) => ({ ...dashboard(frame, frame), footer: [{ text: `> ${typed(frame)}` }] }),
  },
} as const satisfies Record<string, Screen>

export type ScreenName = keyof typeof screens

/** The lines of a screen: for contestants without a layout, and to check the result. */
export function linesOf(screen: Screen, frame: number): Line[] {
  const { columns, rows } = screen
  if (screen.window) return windowLines(screen.window(frame), rows)
  if (screen.board) return boardLines(screen.board, frame)
  const page = dashboardLines(screen.dashboard!(frame), columns, rows)
  const over = screen.dialog?.(frame)
  return over === undefined ? page : withDialog(page, over, columns, rows)
}

function windowLines({ header, from, length, at }: Window, rows: number): Line[] {
  const room = rows - (header === undefined ? 0 : 1)
  const shown = Array.from({ length: Math.min(room, length - from) }, (_, row) => at(from + row))
  return header === undefined ? shown : [header, ...shown]
}

/** How often each cell of a board has changed up to a frame. */
export function versionsOf(board: Board, frame: number): number[] {
  const versions = new Array<number>(board.across * board.down).fill(0)
  for (let i = 1; i <= frame; i++) versions[board.changed(i)]! += 1
  return versions
}

function boardLines(board: Board, frame: number): Line[] {
  const versions = versionsOf(board, frame)
  return Array.from({ length: board.down }, (_, y) => [
    {
      text: Array.from({ length: board.across }, (_, x) => {
        const cell = y * board.across + x
        return board.textOf(cell, versions[cell]!)
      }).join(''),
    },
  ])
}

// The dashboard.

const names = [
  'api',
  'auth',
  'billing',
  'cache',
  'cron',
  'db',
  'edge',
  'feed',
  'geo',
  'index',
  'jobs',
  'mail',
]
const colors = ['red', 'green', 'yellow', 'cyan'] as const
export const PANELS = 3

function dashboard(frame: number, count: number): Dashboard {
  return {
    header: [{ text: 'Dashboard', bold: true }, { text: `  frame ${count}` }],
    // A contestant that shows only the header doesn't pay for the panels.
    get panels() {
      return Array.from({ length: PANELS }, (_, panel) => ({
        title: ['Services', 'Queues', 'Hosts'][panel]!,
        lines: Array.from({ length: 36 }, (_, row) => panelLine(panel, row, frame)),
      }))
    },
    footer: [{ text: 'q Quit  r Refresh  / Search', color: 'cyan' }],
  }
}

function panelLine(panel: number, row: number, frame: number): Line {
  const value = (frame * (row + 3) + panel * 37 + row * 11) % 1000
  return [
    { text: `${names[(row + panel) % names.length]!}-${row}`.padEnd(14) },
    { text: String(value).padStart(6), color: colors[value % 4] },
    { text: ` ${'#'.repeat(value % 15)}`.padEnd(16) },
  ]
}

const dialog: Panel = {
  title: 'Delete?',
  lines: ['This removes the host from', 'the list, and all its logs.', '', '  y Yes    n No'].map((text) => [
    { text: text.padEnd(30) },
  ]),
}

function typed(frame: number): string {
  return 'the quick brown fox jumps over the lazy dog and then it sleeps '.slice(0, frame % 60)
}

/** The dashboard as text. Its panels have the same width; the first ones are a cell wider if there is a remainder. */
function dashboardLines({ header, panels, footer }: Dashboard, columns: number, rows: number): Line[] {
  const edge = (index: number) => Math.round((columns * index) / panels.length)
  const boxes = panels.map((panel, index) => boxLines(panel, edge(index + 1) - edge(index), rows - 2))
  const middle = Array.from({ length: rows - 2 }, (_, row) => boxes.flatMap((box) => box[row]!))
  return [header, ...middle, footer]
}

function boxLines({ title, lines }: Panel, width: number, height: number): Line[] {
  const inside = width - 2
  const body = Array.from({ length: height - 2 }, (_, row) => [
    { text: '│' },
    ...fit(lines[row] ?? [], inside),
    { text: '│' },
  ])
  const bar = '─'.repeat(Math.max(0, width - title.length - 5))
  return [[{ text: `┌─ ${title} ${bar}┐` }], ...body, [{ text: `└${'─'.repeat(inside)}┘` }]]
}

/** A line that is exactly so wide. */
function fit(line: Line, width: number): Line {
  let left = width
  const kept = line.map((part) => {
    const text = part.text.slice(0, left)
    left -= text.length
    return { ...part, text }
  })
  return left > 0 ? [...kept, { text: ' '.repeat(left) }] : kept
}

export const DIALOG_WIDTH = 32
export const DIALOG_HEIGHT = 6

function withDialog(page: Line[], panel: Panel, columns: number, rows: number): Line[] {
  const left = (columns - DIALOG_WIDTH) >> 1
  const top = (rows - DIALOG_HEIGHT) >> 1
  const box = boxLines(panel, DIALOG_WIDTH, DIALOG_HEIGHT)
  return page.map((line, row) => {
    const over = box[row - top]
    if (over === undefined) return line
    return [...cut(line, 0, left), ...over, ...cut(line, left + DIALOG_WIDTH, columns)]
  })
}

function cut(line: Line, from: number, to: number): Part[] {
  let at = 0
  return line.flatMap((part) => {
    const start = Math.max(0, from - at)
    const end = Math.min(part.text.length, to - at)
    at += part.text.length
    return end > start ? [{ ...part, text: part.text.slice(start, end) }] : []
  })
}

// Windows.

function windowAt(at: (index: number) => Line, from: number, length = Infinity): Window {
  return { header: undefined, from: length === Infinity ? from : from % (length - 40), length, at }
}

function logLine(index: number): Line {
  const level = (['INFO', 'WARN', 'ERROR', 'DEBUG'] as const)[(index * 7) % 4]!
  const color = ({ INFO: 'green', WARN: 'yellow', ERROR: 'red', DEBUG: 'cyan' } as const)[level]
  return [
    { text: `2025-01-01T12:${String(index % 60).padStart(2, '0')}:00Z ` },
    { text: level.padEnd(5), color },
    { text: ` request ${index} took ${(index * 37) % 500} ms on ${names[index % names.length]!}` },
  ]
}

function tableLine(index: number): Line {
  const columns = [index, names[index % names.length]!, (index * 31) % 997, (index * 17) % 89, index % 7]
  return [{ text: columns.map((column) => String(column).padEnd(20)).join('') }]
}

const tableHeader: Line = [
  { text: ['id', 'name', 'size', 'load', 'tier'].map((name) => name.padEnd(20)).join(''), bold: true },
]

/** East Asian text, emoji and ASCII, of kinds that terminals agree about, so that the screen can be checked. */
function mixedLine(frame: number): (index: number) => Line {
  const words = ['漢字仮名', 'hello', '한국어', 'ascii text', '東京都', 'データ', '🚀', 'ok', '🎉', '日本語']
  return (row) => [
    {
      text: Array.from({ length: 20 }, (_, i) => words[(row * 3 + i * 7 + frame) % words.length]!).join(' '),
    },
  ]
}
