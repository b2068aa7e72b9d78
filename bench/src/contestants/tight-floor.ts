import { contest, sizedToTerminal } from '../contestant.ts'
import {
  DIALOG_HEIGHT,
  DIALOG_WIDTH,
  versionsOf,
  type Board,
  type Panel,
  type Screen,
  type Window,
} from '../screens.ts'
import { TightCells } from '../tight-cells.ts'

/*
 * The tight floor: the fastest honest program for these screens that we can write. As the floor, it has no tree, no layout and
 * no state: it makes all of each frame, and knows nothing of what has changed. But everything is put right where it has to be,
 * by cells that are faster.
 */
const SIDE = [{ text: '│' }]

await contest((spec, first) => {
  let show = showOn(spec)
  let current = first
  process.stdout.write('\x1b[?1049h\x1b[?25l\x1b[2J')
  process.stdout.on('resize', () => {
    show = showOn(sizedToTerminal(spec))
    process.stdout.write('\x1b[2J')
    show(current)
  })
  show(first)
  return {
    show: (frame) => {
      current = frame
      show(frame)
    },
    onKey: (listener) => {
      process.stdin.setRawMode(true)
      process.stdin.on('data', listener)
    },
  }
})

function showOn(screen: Screen): (frame: number) => void {
  const cells = new TightCells(screen.columns, screen.rows)
  const blit = blitterOf(cells, screen)
  return (frame) => {
    blit(frame)
    cells.write()
  }
}

function blitterOf(cells: TightCells, { window, board, dashboard, dialog }: Screen): (frame: number) => void {
  if (window !== undefined) return (frame) => blitWindow(cells, window(frame))
  if (board !== undefined) return blitterOfBoard(cells, board)
  return (frame) => {
    const { columns, rows } = cells
    const page = dashboard!(frame)
    cells.blit(page.header, 0, 0, columns)
    cells.blit(page.footer, rows - 1, 0, columns)
    const { panels } = page
    const edge = (index: number) => Math.round((columns * index) / panels.length)
    for (const [index, panel] of panels.entries())
      blitBox(cells, panel, edge(index), 1, edge(index + 1), rows - 1)
    const over = dialog?.(frame)
    if (over === undefined) return
    const left = (columns - DIALOG_WIDTH) >> 1
    const top = (rows - DIALOG_HEIGHT) >> 1
    blitBox(cells, over, left, top, left + DIALOG_WIDTH, top + DIALOG_HEIGHT)
  }
}

function blitBox(
  cells: TightCells,
  { title, lines }: Panel,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const inside = right - left - 2
  cells.blit([{ text: `┌─ ${title} ${'─'.repeat(inside - title.length - 3)}┐` }], top, left, right)
  for (let row = top + 1; row < bottom - 1; row++) {
    cells.blit(SIDE, row, left, left + 1)
    cells.blit(lines[row - top - 1] ?? [], row, left + 1, right - 1)
    cells.blit(SIDE, row, right - 1, right)
  }
  cells.blit([{ text: `└${'─'.repeat(inside)}┘` }], bottom - 1, left, right)
}

function blitWindow(cells: TightCells, { header, from, length, at }: Window): void {
  const { columns, rows } = cells
  const top = header === undefined ? 0 : 1
  if (header !== undefined) cells.blit(header, 0, 0, columns)
  for (let row = top; row < rows; row++) {
    const index = from + row - top
    cells.blit(index < length ? at(index) : [], row, 0, columns)
  }
}

function blitterOfBoard(cells: TightCells, board: Board): (frame: number) => void {
  const { across, down, width, changed, textOf } = board
  const versions = versionsOf(board, 0)
  return (frame) => {
    if (frame > 0) versions[changed(frame)]! += 1
    for (let cell = 0; cell < across * down; cell++) {
      const left = (cell % across) * width
      const line = [{ text: textOf(cell, versions[cell]!) }]
      cells.blit(line, Math.floor(cell / across), left, left + width)
    }
  }
}
