import { messageOf } from '../../machines/kit/message-of.ts'
import { passedThrough } from '../terminal/pass-through.ts'
import type { TerminalType } from '../terminal/terminal-type.ts'

/**
 * Where copied text goes: to the clipboard of the user's terminal ('osc52'), nowhere, or to a function, which may return a promise.
 */
export type ClipboardOption = 'osc52' | 'none' | ((text: string) => unknown)

/** In UTF-16 units: tmux keeps no string of more than a megabyte, and others less (tmux, input.c). */
export const MAX_COPIED = 500_000

/** In bytes of base64, as tmux and others limit it. */
const MAX_ENCODED = 1_000_000

export interface ClipboardDeps {
  readonly option: ClipboardOption
  readonly strings: TerminalType['strings']
  readonly write: (bytes: string) => void
  /** Tells the user what became of it. */
  readonly tell: (line: string) => void
}

/** Sends a text to the clipboard, and says so. `undefined` is a text that is too long. An error is told, and never thrown. */
export async function sendToClipboard(text: string | undefined, deps: ClipboardDeps): Promise<void> {
  deps.tell(await sent(text, deps).catch((error: unknown) => `not copied: ${messageOf(error)}`))
}

async function sent(text: string | undefined, deps: ClipboardDeps): Promise<string> {
  const problem = problemOf(text, deps)
  if (text === undefined || problem !== undefined) return `not copied: ${problem}`
  if (typeof deps.option === 'function') await deps.option(text)
  else deps.write(passedThrough(osc52(text), deps.strings))
  return `sent ${counted(text.split('\n').length)} to the clipboard`
}

function problemOf(text: string | undefined, { option, strings }: ClipboardDeps): string | undefined {
  if (option === 'none') return 'copying is switched off'
  if (text === undefined) return 'the text is too long'
  if (typeof option === 'function') return undefined
  if (strings === 'none') return 'this terminal has no clipboard'
  return osc52(text).length > MAX_ENCODED ? 'the text is too long for a terminal' : undefined
}

/** xterm's ctlseqs, "Manipulate Selection Data" (patch 390). */
function osc52(text: string): string {
  return `\x1b]52;c;${Buffer.from(text).toString('base64')}\x07`
}

function counted(lines: number): string {
  return lines === 1 ? '1 line' : `${lines.toLocaleString('en-US')} lines`
}
