import { nextCluster } from '../controls/boundaries.ts'
import { ordered, type TextPlace } from './edited-text.ts'
import { moveTo, redo, replace, undo, type Edited, type UndoGroup } from './editing-state.ts'
import { applyEdit, type EditEvent } from './apply-edit.ts'
import { firstNonBlank, found, motionOf, objectAt, type ViFind, type Motion } from './vi-motions.ts'
import { operated, removed, replaced, put, joined, past, MAX_COPIES } from './vi-changes.ts'
import { countOf, idle, inserting, viSelection, type Vi, type ViState, type ViStep } from './vi-state.ts'

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
export function viKey(edited: Edited, vi: Vi, key: string): ViState {
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

function escaped(edited: Edited, vi: Vi): ViState {
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
  const times = Math.min(
    Number(
      steps
        .slice(0, digits)
        .filter((step) => typeof step === 'string')
        .join(''),
    ),
    MAX_COPIES,
  )
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

function afterPending(edited: Edited, typed: Vi, pending: string, key: string): ViState {
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

function moved(edited: Edited, vi: Vi, motion: Motion | undefined, key: string): ViState {
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

/** An operator that was typed twice is about lines. */
function onLines(edited: Edited, vi: Vi): ViState {
  const { text, cursor } = edited
  const last = Math.min(text.lineCount - 1, cursor.line + (countOf(vi) ?? 1) - 1)
  return operated(edited, vi, vi.operator!.key, [cursor, { line: last, at: 0 }], true)
}

function visualCommand(edited: Edited, vi: Vi, key: string): ViState {
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

function command(edited: Edited, vi: Vi, key: string): ViState {
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

/** Makes the last change again. A count replaces that of the change. */
function again(edited: Edited, vi: Vi): ViState {
  const { repeated, count } = vi
  const without =
    count === '' ? repeated : [...count, ...repeated.slice(repeated.findIndex((step) => !isDigit(step)))]
  let state: ViState = idle(edited, { ...vi, count: '' })
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
