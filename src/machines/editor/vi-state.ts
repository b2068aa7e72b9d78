import { nextCluster } from '../controls/boundaries.ts'
import { ordered, type TextPlace } from './edited-text.ts'
import type { Edited } from './editing-state.ts'
import type { EditEvent } from './apply-edit.ts'
import { lastCluster, type ViFind } from './vi-motions.ts'

/** What keys mean: text, commands, or what to do with a selection of characters or of lines. */
export type ViMode = 'insert' | 'normal' | 'visual' | 'visualLine'

/** What was yanked or deleted last. */
export interface ViRegister {
  /** Its text. */
  readonly text: string
  /** Whether it's whole lines. */
  readonly isLines: boolean
}

/** A step of a command that can be repeated: a key, or an edit while text is typed. */
export type ViStep = string | EditEvent

/** What vi knows besides the text. */
export interface Vi {
  /** What keys mean now. */
  readonly mode: ViMode
  /** The count that is being typed. */
  readonly count: string
  /** The operator that waits for a motion, and the count before it. */
  readonly operator: { readonly key: string; readonly count: string } | undefined
  /** The key that waits for another one: `f`, `t`, `r`, `g`, `i`, `a`. */
  readonly pending: string | undefined
  /** What `;` and `,` search for. */
  readonly find: ViFind | undefined
  /** What `p` puts. */
  readonly register: ViRegister
  /** The steps of the command that is being typed, and of the last one that changed the text. */
  readonly steps: readonly ViStep[]
  /** What `.` does again. */
  readonly repeated: readonly ViStep[]
  /** How many changes could be undone when text began to be typed: what follows is undone together. */
  readonly since: number | undefined
}

/** A text and what vi knows. */
export interface ViState {
  readonly edited: Edited
  readonly vi: Vi
}

/** Before anything was typed. */
export const viAtFirst: Vi = {
  ...{ mode: 'insert', count: '', operator: undefined, pending: undefined, find: undefined },
  ...{ register: { text: '', isLines: false }, steps: [], repeated: [], since: undefined },
}

/** What is selected: with the character under the cursor, or whole lines. */
export function viSelection(
  { text, cursor, anchor }: Edited,
  mode: ViMode,
): readonly [TextPlace, TextPlace] | undefined {
  if (anchor === undefined) return undefined
  const [from, to] = ordered(anchor, cursor)
  if (mode === 'visualLine')
    return [
      { line: from.line, at: 0 },
      { line: to.line, at: text.lineText(to.line).length },
    ]
  const content = text.lineText(to.line)
  return [from, to.at < content.length ? { line: to.line, at: nextCluster(content, to.at) } : to]
}

/** The count of a command, that before its operator included. Without one, undefined. */
export function countOf({ count, operator }: Vi): number | undefined {
  if (count === '' && (operator?.count ?? '') === '') return undefined
  return Number(operator?.count || 1) * Number(count || 1)
}

/** No command is being typed. The cursor stands on a character. */
export function idle(edited: Edited, vi: Vi): ViState {
  const next: Vi = { ...vi, count: '', operator: undefined, pending: undefined, steps: [] }
  return { edited: vi.mode === 'normal' ? onCharacter(edited) : edited, vi: next }
}

/** A command has changed the text, and can be repeated. */
export function changed(edited: Edited, vi: Vi): ViState {
  return idle(edited, { ...vi, mode: 'normal', repeated: vi.steps })
}

/** Text can be typed from now on. */
export function inserting(edited: Edited, vi: Vi, since: number): ViState {
  return {
    edited: { ...edited, anchor: undefined },
    vi: { ...vi, mode: 'insert', count: '', operator: undefined, pending: undefined, since },
  }
}

function onCharacter(edited: Edited): Edited {
  const { line, at } = edited.cursor
  const last = lastCluster(edited.text.lineText(line))
  return at > last ? { ...edited, cursor: { line, at: last } } : edited
}
