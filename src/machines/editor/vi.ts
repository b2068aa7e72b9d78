import { nextCluster } from '../controls/boundaries.ts'
import { compare, ordered, type TextPlace } from './edited-text.ts'
import { moveTo, redo, replace, undo, type Edited, type UndoGroup } from './editing-state.ts'
import { applyEdit, type EditEvent } from './apply-edit.ts'
import {
  firstNonBlank,
  found,
  lastCluster,
  motionOf,
  objectAt,
  type ViFind,
  type Motion,
} from './vi-motions.ts'

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

interface State {
  readonly edited: Edited
  readonly vi: Vi
}

/** Before anything was typed. */
export const viAtFirst: Vi = {
  ...{ mode: 'insert', count: '', operator: undefined, pending: undefined, find: undefined },
  ...{ register: { text: '', isLines: false }, steps: [], repeated: [], since: undefined },
}

const motions = 'hjklwbe0^$G;,%'
const commands = `${motions}gftiaIAoOdcyxprJu.vV123456789`

/** Whether a key means something now. */
export function isViKey({ pending }: Vi, key: string): boolean {
  return (
    pending !== undefined ||
    key === 'escape' ||
    key === 'ctrl+r' ||
    (key.length === 1 && commands.includes(key))
  )
}

/** Whether Escape has something to end: a mode other than the normal one, or a command. */
export function endsByEscape({ mode, count, operator, pending }: Vi): boolean {
  return mode !== 'normal' || count !== '' || operator !== undefined || pending !== undefined
}

/** The text and what vi knows after a key. */
export function viKey(edited: Edited, vi: Vi, key: string): State {
  if (key === 'escape') return escaped(edited, vi)
  const steps = [...vi.steps, key]
  const typed = { ...vi, steps }
  if (vi.pending !== undefined) return afterPending(edited, typed, vi.pending, key)
  if (/[1-9]/.test(key) || (key === '0' && vi.count !== ''))
    return { edited, vi: { ...typed, count: vi.count + key } }
  if (key === 'f' || key === 't' || key === 'r' || key === 'g')
    return { edited, vi: { ...typed, pending: key } }
  const isVisual = vi.mode === 'visual' || vi.mode === 'visualLine'
  if ((key === 'i' || key === 'a') && (vi.operator !== undefined || isVisual))
    return { edited, vi: { ...typed, pending: key } }
  if (motions.includes(key)) return moved(edited, typed, motionOf(edited, key, countOf(vi), vi.find), key)
  if (isVisual) return visualCommand(edited, typed, key)
  if (vi.operator !== undefined) return key === vi.operator.key ? onLines(edited, typed) : idle(edited, vi)
  if (key === 'd' || key === 'c' || key === 'y')
    return { edited, vi: { ...typed, operator: { key, count: vi.count }, count: '' } }
  return command(edited, typed, key)
}

/** What vi knows after an edit while text is typed. */
export function viTyped(vi: Vi, event: EditEvent): Vi {
  const isKept = event.type === 'insert' || (event.type === 'delete' && event.to === 'left')
  return vi.mode === 'insert' && isKept && vi.steps.length > 0 ? { ...vi, steps: [...vi.steps, event] } : vi
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

function countOf({ count, operator }: Vi): number | undefined {
  if (count === '' && (operator?.count ?? '') === '') return undefined
  return Number(operator?.count || 1) * Number(count || 1)
}

/** No command is being typed. The cursor stands on a character. */
function idle(edited: Edited, vi: Vi): State {
  const next: Vi = { ...vi, count: '', operator: undefined, pending: undefined, steps: [] }
  return { edited: vi.mode === 'normal' ? onCharacter(edited) : edited, vi: next }
}

/** A command has changed the text, and can be repeated. */
function changed(edited: Edited, vi: Vi): State {
  return idle(edited, { ...vi, mode: 'normal', repeated: vi.steps })
}

/** Text can be typed from now on. */
function inserting(edited: Edited, vi: Vi, since: number): State {
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

function escaped(edited: Edited, vi: Vi): State {
  if (vi.mode !== 'insert') return idle({ ...edited, anchor: undefined }, { ...vi, mode: 'normal' })
  const typed = typedAgain(edited, vi)
  const still = { ...typed, anchor: undefined }
  const { line, at } = typed.cursor
  const left = at > 0 ? (motionOf(typed, 'h', undefined)?.to ?? { line, at }) : { line, at }
  const done = vi.since === undefined ? typed.done : asOne(typed.done, vi.since)
  const repeated = vi.steps.length > 0 ? [...vi.steps, 'escape'] : vi.repeated
  return idle(
    { ...still, cursor: left, done, run: undefined },
    { ...vi, mode: 'normal', repeated, since: undefined },
  )
}

/** A count before `i`, `a`, `I`, `A`, `o` or `O` is how many times the text that was typed is there in the end. */
function typedAgain(edited: Edited, { steps }: Vi): Edited {
  const digits = steps.findIndex((step) => !isDigit(step))
  const key = steps[digits]
  if (digits < 1 || typeof key !== 'string' || !'iaIAoO'.includes(key)) return edited
  const typed = steps.slice(digits + 1).filter((step) => typeof step !== 'string')
  const times = Math.min(Number(steps.slice(0, digits).join('')), MAX_COPIES)
  let next = edited
  for (let left = times - 1; left > 0; left--) {
    if (key === 'o' || key === 'O') next = applyEdit(next, { type: 'insert', text: '\n' })
    for (const event of typed) next = applyEdit(next, event)
  }
  return next
}

/** The changes since there were so many, as one. */
function asOne(done: readonly UndoGroup[], since: number): readonly UndoGroup[] {
  const [first, ...rest] = done.slice(since)
  if (first === undefined || rest.length === 0) return done
  const last = rest.at(-1)!
  const changes = [...first.changes, ...rest.flatMap((group) => group.changes)]
  return [...done.slice(0, since), { changes, before: first.before, after: last.after }]
}

function afterPending(edited: Edited, typed: Vi, pending: string, key: string): State {
  const vi = { ...typed, pending: undefined }
  if (pending === 'g')
    return key === 'g' ? moved(edited, vi, motionOf(edited, 'gg', countOf(vi)), 'gg') : idle(edited, vi)
  if (pending === 'r') return replaced(edited, vi, key)
  if (pending === 'f' || pending === 't') {
    const find: ViFind = { key: pending, character: key }
    const { text, cursor } = edited
    const motion = found(text.lineText(cursor.line), cursor, find, countOf(vi) ?? 1)
    return moved(edited, { ...vi, find }, motion, pending)
  }
  const object = objectAt(edited, `${pending}${key}`)
  if (object === undefined) return idle(edited, vi)
  if (vi.operator !== undefined) return operated(edited, vi, vi.operator.key, object, false)
  const [from, to] = object
  return idle({ ...moveTo(edited, motionOf(moveTo(edited, to), 'h', undefined)!.to), anchor: from }, vi)
}

function moved(edited: Edited, vi: Vi, motion: Motion | undefined, key: string): State {
  if (motion === undefined) return idle(edited, vi)
  const { operator } = vi
  if (operator === undefined) {
    const isVisual = vi.mode !== 'normal'
    return idle(moveTo(edited, motion.to, isVisual, motion.column), vi)
  }
  const { text, cursor } = edited
  const isOnWord = !/^\s?$/.test(text.lineText(cursor.line).slice(cursor.at, cursor.at + 1))
  // `cw` on a word changes it up to its end, as vi has always done.
  const taken = operator.key === 'c' && key === 'w' && isOnWord ? endOfWords(edited, vi) : motion
  const [from, to] = ordered(cursor, taken.to)
  if (taken.takes === 'lines') return operated(edited, vi, operator.key, [from, to], true)
  const end = taken.takes === 'inclusive' ? past(edited, to) : key === 'w' ? inWord(edited, from, to) : to
  return operated(edited, vi, operator.key, [from, end], false)
}

function endOfWords(edited: Edited, vi: Vi): Motion {
  const { text, cursor } = edited
  // On the last character of a word, that is where the word ends.
  const isLast = kindChanges(text.lineText(cursor.line), cursor.at)
  const count = (countOf(vi) ?? 1) - (isLast ? 1 : 0)
  return count === 0 ? { to: cursor, takes: 'inclusive' } : motionOf(edited, 'e', count)!
}

function kindChanges(content: string, at: number): boolean {
  const next = nextCluster(content, at)
  const isWord = (part: string) => /^[\p{L}\p{N}\p{M}_]/u.test(part)
  const following = content.slice(next, next + 2)
  return following === '' || /^\s/.test(following) || isWord(content.slice(at, next)) !== isWord(following)
}

/** The last word of a line ends with the line. */
function inWord({ text }: Edited, from: TextPlace, to: TextPlace): TextPlace {
  if (to.line === from.line || to.at > firstNonBlank(text.lineText(to.line))) return to
  return { line: to.line - 1, at: text.lineText(to.line - 1).length }
}

function past({ text }: Edited, { line, at }: TextPlace): TextPlace {
  const content = text.lineText(line)
  return { line, at: at < content.length ? nextCluster(content, at) : at }
}

/** An operator that was typed twice is about lines. */
function onLines(edited: Edited, vi: Vi): State {
  const { text, cursor } = edited
  const last = Math.min(text.lineCount - 1, cursor.line + (countOf(vi) ?? 1) - 1)
  return operated(edited, vi, vi.operator!.key, [cursor, { line: last, at: 0 }], true)
}

/** Deletes, changes or yanks a part, or the lines of it. */
function operated(
  edited: Edited,
  vi: Vi,
  key: string,
  [from, to]: readonly [TextPlace, TextPlace],
  isLines: boolean,
): State {
  const { text } = edited
  const [start, end] = isLines
    ? [
        { line: from.line, at: 0 },
        { line: to.line, at: text.lineText(to.line).length },
      ]
    : [from, to]
  const register = { text: text.slice(start, end), isLines }
  const kept = { ...vi, register }
  if (key === 'y')
    return idle(
      { ...moveTo(edited, isLines ? edited.cursor : start), anchor: undefined },
      { ...kept, mode: 'normal' },
    )
  const since = edited.done.length
  if (key === 'c') return inserting(removed(edited, start, end), kept, since)
  if (!isLines) return changed(removed(edited, start, end), kept)
  const [first, last] =
    end.line + 1 < text.lineCount ? [start, { line: end.line + 1, at: 0 }] : [beforeFeed(edited, start), end]
  const next = removed(edited, first, last)
  const { line } = next.cursor
  return changed({ ...next, cursor: { line, at: firstNonBlank(next.text.lineText(line)) } }, kept)
}

function removed(edited: Edited, from: TextPlace, to: TextPlace): Edited {
  return compare(from, to) === 0 ? moveTo(edited, from) : replace(edited, from, to, '')
}

/** The place before the line feed before a line. */
function beforeFeed({ text }: Edited, { line, at }: TextPlace): TextPlace {
  return line === 0 ? { line, at } : { line: line - 1, at: text.lineText(line - 1).length }
}

function replaced(edited: Edited, vi: Vi, key: string): State {
  if (vi.mode !== 'normal') {
    const selection = viSelection(edited, vi.mode)
    if (selection === undefined) return idle(edited, vi)
    const filled = edited.text.slice(...selection).replace(/[^\n]/gu, key)
    return changed(moveTo(replace(edited, ...selection, filled), selection[0]), vi)
  }
  const times = countOf(vi) ?? 1
  const { line, at } = edited.cursor
  const to = motionOf(edited, 'l', times)!.to
  // It replaces as many as it was told to, or none.
  const isEnough = times === 1 || motionOf(edited, 'l', times - 1)!.to.at < to.at
  if (to.at === at || !isEnough) return idle(edited, vi)
  const next = replace(edited, { line, at }, to, key.repeat(times))
  return changed({ ...next, cursor: motionOf(next, 'h', 1)!.to }, vi)
}

function visualCommand(edited: Edited, vi: Vi, key: string): State {
  const isLines = vi.mode === 'visualLine'
  const selection = viSelection(edited, vi.mode)
  if (key === 'v' || key === 'V') {
    const mode = key === 'v' ? 'visual' : 'visualLine'
    return mode === vi.mode ? escaped(edited, vi) : idle(edited, { ...vi, mode })
  }
  if (selection === undefined) return escaped(edited, vi)
  const operator = key === 'x' ? 'd' : key
  if (operator === 'd' || operator === 'c' || operator === 'y') {
    return operated({ ...edited, cursor: selection[0] }, vi, operator, selection, isLines)
  }
  if (key === 'J')
    return joined(
      { ...edited, anchor: undefined, cursor: selection[0] },
      vi,
      selection[1].line - selection[0].line + 1,
    )
  if (key === 'p') return put(removed(edited, ...selection), vi, true)
  return idle(edited, vi)
}

function command(edited: Edited, vi: Vi, key: string): State {
  const { text, cursor, done } = edited
  const { line, at } = cursor
  const content = text.lineText(line)
  const times = countOf(vi) ?? 1
  const since = done.length
  switch (key) {
    case 'i':
      return inserting(edited, vi, since)
    case 'a':
      return inserting(moveTo(edited, past(edited, cursor)), vi, since)
    case 'I':
      return inserting(moveTo(edited, { line, at: /^\s*/.exec(content)![0].length }), vi, since)
    case 'A':
      return inserting(moveTo(edited, { line, at: content.length }), vi, since)
    case 'o': {
      const end = { line, at: content.length }
      return inserting(replace(edited, end, end, '\n'), vi, since)
    }
    case 'O': {
      const start = { line, at: 0 }
      return inserting(moveTo(replace(edited, start, start, '\n'), start), vi, since)
    }
    case 'x': {
      const { to } = motionOf(edited, 'l', times)!
      return to.at === at ? idle(edited, vi) : operated(edited, vi, 'd', [cursor, to], false)
    }
    case 'p':
      return put(edited, vi, false)
    case 'J':
      return joined(edited, vi, times)
    case 'u':
      return idle({ ...repeatedly(edited, times, undo), anchor: undefined }, vi)
    case 'ctrl+r':
      return idle(repeatedly(edited, times, redo), vi)
    case 'v':
    case 'V':
      return idle({ ...edited, anchor: cursor }, { ...vi, mode: key === 'v' ? 'visual' : 'visualLine' })
    case '.':
      return again(edited, vi)
    default:
      return idle(edited, vi)
  }
}

function repeatedly(edited: Edited, times: number, step: (edited: Edited) => Edited): Edited {
  let next = edited
  for (let left = Math.min(times, next.done.length + next.undone.length); left > 0; left--) next = step(next)
  return next
}

/** Puts what was yanked or deleted after the cursor, or in its place. */
function put(edited: Edited, vi: Vi, inPlace: boolean): State {
  const { register } = vi
  const { cursor, text } = edited
  const copies = register.text.repeat(Math.min(countOf(vi) ?? 1, MAX_COPIES))
  if (copies === '') return idle(edited, vi)
  if (register.isLines) {
    const end = { line: cursor.line, at: text.lineText(cursor.line).length }
    const lines = `\n${Array.from({ length: Math.min(countOf(vi) ?? 1, MAX_COPIES) }, () => register.text).join('\n')}`
    const next = replace(edited, end, end, lines)
    const first = cursor.line + 1
    return changed({ ...next, cursor: { line: first, at: firstNonBlank(next.text.lineText(first)) } }, vi)
  }
  const at = inPlace ? cursor : past(edited, cursor)
  const next = replace(edited, at, at, copies)
  return changed({ ...next, cursor: motionOf(next, 'h', 1)!.to }, vi)
}

const MAX_COPIES = 1_000

/** Joins so many lines, at least two, with a blank between them. */
function joined(edited: Edited, vi: Vi, times: number): State {
  let next = edited
  for (let left = Math.max(1, times - 1); left > 0; left--) {
    const { line } = next.cursor
    if (line + 1 >= next.text.lineCount) break
    const [before, after] = [next.text.lineText(line), next.text.lineText(line + 1)]
    const indent = /^\s*/.exec(after)![0].length
    const glue =
      before === '' || /\s$/.test(before) || after.length === indent || after[indent] === ')' ? '' : ' '
    const from = { line, at: before.length }
    next = moveTo(replace(next, from, { line: line + 1, at: indent }, glue, undefined, next !== edited), from)
  }
  return changed(next, vi)
}

/** Makes the last change again. A count replaces that of the change. */
function again(edited: Edited, vi: Vi): State {
  const { repeated, count } = vi
  const without =
    count === '' ? repeated : [...count, ...repeated.slice(repeated.findIndex((step) => !isDigit(step)))]
  let state: State = idle(edited, { ...vi, count: '' })
  for (const step of without)
    state =
      typeof step === 'string'
        ? viKey(state.edited, state.vi, step)
        : { edited: applyEdit(state.edited, step), vi: viTyped(state.vi, step) }
  return { edited: state.edited, vi: { ...state.vi, repeated: without, steps: [] } }
}

function isDigit(step: ViStep): boolean {
  return typeof step === 'string' && /^\d$/.test(step)
}
