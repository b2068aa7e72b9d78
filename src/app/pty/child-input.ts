import type { TerminalModes } from '../../machines/terminals/terminal-modes.ts'
import type { KeyEvent, MouseEvent, PasteEvent } from '../input/events.ts'
import { keyBytes } from '../input/key-bytes.ts'
import { mouseBytes } from '../input/mouse-bytes.ts'
import type { Place } from '../component.ts'

/** What a terminal in these modes sends for a key or a paste. */
export function bytesOf(input: KeyEvent | PasteEvent, modes: TerminalModes): string {
  return input.type === 'paste' ? pasteBytes(input, modes) : childKey(input, modes)
}

/** A paste can't end its own brackets. Line feeds are what Enter sends, as in xterm. */
function pasteBytes({ text }: PasteEvent, { bracketedPaste }: TerminalModes): string {
  const typed = text.replaceAll(/\r?\n/g, '\r')
  return bracketedPaste ? `\x1b[200~${typed.replaceAll('\x1b', '')}\x1b[201~` : typed
}

/** A key as the terminfo entry xterm-256color has it, or as the kitty protocol if the command has asked for that. */
function childKey({ name, text }: KeyEvent, { keyboardFlags, applicationCursor }: TerminalModes): string {
  if (keyboardFlags > 0) return keyBytes(name, 'kitty', keyboardFlags)
  if (text !== '' && !/^(?:ctrl|alt|super|hyper)\+./.test(name)) return text
  const bytes = keyBytes(name)
  const [, cursor] = (applicationCursor && /^\x1b\[([A-H])$/.exec(bytes)) || []
  const [, first] = /^\x1b\[([PQS])$/.exec(bytes) ?? []
  if (cursor !== undefined || first !== undefined) return `\x1bO${cursor ?? first}`
  return bytes.replace(/^\x1b\[13~$/, '\x1bOR').replace(/^\x1b\[13;(\d+)~$/, '\x1b[1;$1R')
}

/** What it sends for a mouse event; '' if the command hasn't asked for such. A drag that leaves the pane stays at its edge. */
export function mouseInput(mouse: MouseEvent, { columns, rows }: Place, modes: TerminalModes): string {
  if (!reports(mouse, modes.mouse)) return ''
  const x = Math.max(0, Math.min(mouse.x, columns - 1))
  const y = Math.max(0, Math.min(mouse.y, rows - 1))
  return mouseBytes({ ...mouse, x, y }, modes.mouseSgr)
}

function reports({ action, button }: MouseEvent, mode: TerminalModes['mouse']): boolean {
  if (mode === 'none') return false
  if (action === 'press' || mode === 'move') return true
  if (mode === 'press') return false
  return action !== 'move' || (mode === 'drag' && button !== 'none')
}
