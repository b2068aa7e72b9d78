import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import { rulesOf } from '../../machines/kit/pattern.ts'
import type { Node } from '../../render/nodes/index.ts'
import type { GlyphSet } from '../../render/text/glyph-set.ts'
import { pressOf, takesText } from '../input/bindings.ts'
import { isMachineSnapshot } from '../state-path.ts'
import { NeedsKeysError } from '../errors.ts'
import type { PasteEvent, KeyEvent } from '../input/events.ts'
import type { Frames } from '../frames/frames.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import { commandsOf, type Command } from './commands.ts'
import type { LineFace, LineQuestion } from './line-face.ts'
import { LineReader } from './line-reader.ts'
import { MAX_ROWS } from './node-lines.ts'
import { regionLines } from './region-lines.ts'

/** Rows that changed are said at most so often, in ms. */
const SAYING_INTERVAL = 2_000

const ESCAPE = '\x1b'

type Face = LineFace<unknown, EventObject>

export interface LineAppDeps {
  readonly frames: Frames
  readonly clock: Clock
  readonly glyphs: GlyphSet
  readonly quitKeys: readonly string[]
  /** Where lines come from; undefined for the terminal that the process is run from, and null if nobody can type any. */
  readonly input: NodeJS.ReadStream | undefined | null
  /** Why nobody can. */
  readonly noKeys: string
  readonly write: (text: string) => void
  /** A line in the colors that the output has. */
  readonly drawn: (line: string | Node) => string
  readonly take: (event: KeyEvent | PasteEvent) => void
  readonly quit: () => void
  readonly interrupt: () => void
  readonly failed: (error: unknown) => void
  /** Whether the app runs, and hasn't begun to end. */
  readonly isRunning: () => boolean
}

/** An app in lines: what changes is said, what is asked is said, and what is typed is read, a line at a time. */
export class LineApp {
  readonly #deps: LineAppDeps
  readonly #reader: LineReader | undefined
  /** What is to be said at once, because a state was entered. */
  #entered: string[] = []
  readonly #states = new WeakMap<object, ReadonlySet<string>>()
  #rows: readonly string[] = []
  readonly #said = new WeakMap<object, readonly string[]>()
  #lastRows = -Infinity
  #settling: unknown
  #later: unknown
  /** What the user was asked last, and hasn't answered. */
  #asked: string | undefined
  /** The terminal doesn't go to the next line by itself after a secret. */
  #isSecret = false
  /** The region whose question was said with all its lines. */
  #introduced: object | undefined
  #menu = ''
  #lastMenu = -Infinity
  /** The lines of texts that haven't ended, by their actors. */
  readonly #texts = new WeakMap<object, string[]>()
  /** What is wrong with the last line was said already. */
  #isProblemSaid = false
  #isOpen = true

  constructor(deps: LineAppDeps) {
    this.#deps = deps
    if (deps.input !== null)
      this.#reader = new LineReader(deps.input, {
        line: (line) => this.#typed(line),
        end: () => this.#ended(),
        interrupt: deps.interrupt,
      })
  }

  start(): void {
    this.#reader?.open()
    this.changed()
  }

  /** An actor has another snapshot. `isRoot` is whether it's the app's own. */
  changed(ref?: object, snapshot?: unknown, isRoot = false): void {
    if (ref !== undefined && isMachineSnapshot(snapshot)) this.#enter(ref, snapshot, isRoot)
    if (this.#isOpen) this.#settling ??= this.#deps.clock.setTimeout(() => this.#settle(), 0)
  }

  /** The app ends: what it came to is said. */
  last(): void {
    if (!this.#isOpen) return
    this.#deps.clock.clearTimeout(this.#settling)
    this.#deps.clock.clearTimeout(this.#later)
    this.#say(true)
    this.close()
  }

  close(): void {
    this.#isOpen = false
    this.#reader?.close()
  }

  #settle(): void {
    this.#settling = undefined
    if (!this.#isOpen || !this.#deps.isRunning()) return
    try {
      this.#say(false)
      this.#ask()
    } catch (error) {
      this.#deps.failed(error)
    }
  }

  // What is said.

  /** Notes the descriptions of states that were entered: those of the app's own chart, and those tagged `live`. */
  #enter(ref: object, snapshot: AnyMachineSnapshot, isRoot: boolean): void {
    const machine = snapshot.machine as AnyStateMachine
    const isOwn =
      isRoot && rulesOf(machine) === undefined && faceOf(this.#deps.frames.regions.root) === undefined
    if (!isOwn && !snapshot.hasTag('live')) return void this.#states.delete(ref)
    const before = this.#states.get(ref)
    const now = statesOf(machine.root, snapshot.value).filter(
      (state) => state.description !== undefined && (isOwn || state.tags.includes('live')),
    )
    this.#states.set(ref, new Set(now.map(({ id }) => id)))
    for (const { id, description } of now) if (before?.has(id) !== true) this.#entered.push(description!)
  }

  #say(isLast: boolean): void {
    const { frames, clock } = this.#deps
    frames.text()
    for (const line of this.#entered.splice(0)) this.#write(line)
    this.#sayFaces(frames.regions.root)
    const wait = this.#lastRows + SAYING_INTERVAL - clock.now()
    const rows = regionLines(frames.regions.root, this.#deps.glyphs, (region) => faceOf(region) !== undefined)
    const fresh = added(rows, this.#rows)
    if (fresh.length === 0) this.#rows = rows
    else if (wait <= 0 || isLast) {
      this.#rows = rows
      this.#lastRows = clock.now()
      for (const row of fresh) this.#write(row)
    } else this.#sayLater(wait)
  }

  #sayLater(wait: number): void {
    this.#later ??= this.#deps.clock.setTimeout(() => {
      this.#later = undefined
      this.changed()
    }, wait)
  }

  /** What components with lines of their own say. */
  #sayFaces(region: MountedRegion): void {
    const face = faceOf(region)
    if (face === undefined) return region.children.forEach((child) => this.#sayFaces(child))
    const { ref } = region.content
    const lines = (face.say?.(region.shown.snapshot) ?? []).map((line) => this.#deps.drawn(line).trimEnd())
    const before = this.#said.get(ref) ?? []
    this.#said.set(ref, lines)
    for (const line of added(lines, before)) this.#write(line)
  }

  #write(line: string): void {
    this.#breakPrompt()
    this.#deps.write(`${line}\n`)
  }

  /** What is said while a prompt waits is on lines of its own. The prompt is then said again. */
  #breakPrompt(): void {
    if (this.#asked === undefined) return
    if (this.#asked !== '') this.#deps.write('\n')
    this.#asked = undefined
  }

  // What is asked.

  #ask(): void {
    const { regions } = this.#deps.frames
    const region = this.#asking()
    const question = region && this.#questionOf(region)
    if (region !== undefined && question !== undefined) this.#askQuestion(region, question)
    else if (this.#reader !== undefined && !regions.keyChain.some(mayAsk)) this.#offer()
  }

  #questionOf(region: MountedRegion): LineQuestion | undefined {
    return faceOf(region)?.ask?.(region.shown.snapshot)
  }

  #askQuestion(region: MountedRegion, question: LineQuestion): void {
    if (this.#reader === undefined) return this.#cannotAnswer(question, this.#deps.noKeys)
    const { ref } = region.content
    // Inside a text, lines have no prompt.
    if (this.#texts.has(ref)) return this.#prompt('', false)
    const isNew = this.#introduced !== ref
    this.#introduced = ref
    if (isNew) for (const line of question.lines) this.#write(line)
    const { problem, prompt } = question
    const others = this.#commands().filter(
      ({ region: other }) => other === undefined || (other !== region && !region.holds(other)),
    )
    const menu = isNew ? menuOf(others, ':') : ''
    if (menu !== '') this.#write(menu)
    this.#prompt(prompt, question.masked ?? false, problem)
  }

  #cannotAnswer({ question, optional = false }: LineQuestion, reason: string): void {
    if (!optional) this.#deps.failed(new NeedsKeysError(`the question ${JSON.stringify(question)}`, reason))
  }

  /** Says which keys do something, if they aren't those that were said last. */
  #offer(): void {
    const commands = this.#commands()
    const isTyped = this.#takesText() !== undefined
    const [first] = this.#deps.frames.regions.keyChain
    const rows = first !== undefined && isList(first) ? ['a number goes to a row'] : []
    const menu = [...rows, menuOf(commands, isTyped ? ':' : '')].filter(Boolean).join(', ')
    if (menu === '' && !isTyped) return
    if (menu !== this.#menu && menu !== '') {
      // What changes by itself is said again only after a while.
      const wait = this.#lastMenu + SAYING_INTERVAL - this.#deps.clock.now()
      if (wait > 0) return this.#sayLater(wait)
      this.#lastMenu = this.#deps.clock.now()
      this.#write(menu)
    }
    this.#menu = menu
    this.#prompt(isTyped ? 'type a text: ' : '> ', false)
  }

  #prompt(prompt: string, isSecret: boolean, problem?: string): void {
    if (this.#asked === prompt) return
    if (problem !== undefined && !this.#isProblemSaid) this.#write(problem)
    this.#isProblemSaid = false
    this.#asked = prompt
    this.#deps.write(prompt)
    this.#isSecret = isSecret
    this.#reader?.want(isSecret)
  }

  #commands(): readonly Command[] {
    const { frames, quitKeys } = this.#deps
    return commandsOf(frames.regions, quitKeys)
  }

  /** The region that a typed text goes to. */
  #takesText(): MountedRegion | undefined {
    return this.#deps.frames.regions.keyChain.find(({ content }) => takesText(content.component))
  }

  // What is typed.

  #typed(given: string): void {
    if (this.#isSecret) this.#deps.write('\n')
    const line = withoutKeys(given)
    if (line === '' && given.includes(ESCAPE)) return this.#escape()
    this.#asked = undefined
    this.#lastRows = this.#lastMenu = -Infinity // what the user does has its answer at once
    try {
      this.#deps.frames.refresh()
      const region = this.#asking()
      const question = region && this.#questionOf(region)
      const command = /^:./.test(line.trim()) ? line.trim().slice(1) : undefined
      // A text may have lines that begin with a colon.
      const isText = question?.until !== undefined && (this.#isInText(region!) || !this.#isCommand(command))
      if (isText) this.#addLine(region!, line, question)
      else if (region !== undefined && command === undefined) this.#answer(region, line)
      else this.#command(command ?? line, command !== undefined)
    } catch (error) {
      this.#deps.failed(error)
    }
    this.changed()
  }

  /** The Escape key and Enter. */
  #escape(): void {
    this.#asked = undefined
    this.#lastRows = this.#lastMenu = -Infinity
    this.#deps.take(pressOf('escape'))
    this.changed()
  }

  #asking(): MountedRegion | undefined {
    return this.#deps.frames.regions.keyChain.find((region) => this.#questionOf(region) !== undefined)
  }

  #isInText({ content }: MountedRegion): boolean {
    return this.#texts.has(content.ref)
  }

  #isCommand(name: string | undefined): boolean {
    return name !== undefined && this.#commandOf(name.toLowerCase()) !== undefined
  }

  #addLine(region: MountedRegion, line: string, { until, given = '' }: LineQuestion): void {
    const { ref } = region.content
    const lines = this.#texts.get(ref) ?? []
    const keeps = lines.length === 0 && line === '' && given !== ''
    if (keeps || line === until) return this.#endText(region, keeps ? given : lines.join('\n'))
    lines.push(line)
    this.#texts.set(ref, lines)
    this.#prompt('', false)
  }

  #endText(region: MountedRegion, text: string): void {
    const key = this.#questionOf(region)?.key
    this.#texts.delete(region.content.ref)
    this.#answer(region, text)
    if (key !== undefined) this.#deps.take(pressOf(key))
  }

  #answer(region: MountedRegion, line: string): void {
    const read = faceOf(region)!.read!(line, region.shown.snapshot)
    this.#isProblemSaid = typeof read === 'string'
    if (typeof read === 'string') this.#write(read)
    else region.send(read)
  }

  #command(line: string, isCommand: boolean): void {
    const wanted = line.trim().toLowerCase()
    if (/^\d+$/.test(wanted) && this.#chooseRow(Number(wanted) - 1)) return
    const command = this.#commandOf(wanted)
    const typing = isCommand ? undefined : this.#takesText()
    if (typing !== undefined) this.#typeText(typing, line)
    else if (command !== undefined) this.#run(command)
    else if (wanted === '') this.#deps.take(pressOf('enter'))
    else this.#write(`${JSON.stringify(line.trim())} does nothing now`)
  }

  #commandOf(wanted: string): Command | undefined {
    const commands = this.#commands()
    return (
      commands.find(({ names }) => names.includes(wanted)) ??
      commands.find(({ description }) => description.toLowerCase() === wanted) ??
      (/^\d+$/.test(wanted) ? commands[Number(wanted) - 1] : undefined)
    )
  }

  /** Goes to a row of the list that has the focus, and chooses it if the list can. Returns false if there is none. */
  #chooseRow(position: number): boolean {
    const list = this.#deps.frames.regions.keyChain[0]
    if (list === undefined || !isList(list)) return false
    const select = { type: 'select', position, rows: MAX_ROWS }
    const snapshot = list.shown.snapshot as AnyMachineSnapshot
    if (!snapshot.can(select)) return false
    list.send(select)
    if (!this.#takesKey('enter')) return true
    this.#deps.take(pressOf('enter'))
    return true
  }

  #takesKey(key: string): boolean {
    return this.#commands().some(({ names }) => names.includes(key))
  }

  #run({ key, event, region }: Command): void {
    if (event !== undefined && region !== undefined) region.send(event)
    // Not as a key: it would be text where a text is typed.
    else if (key !== 'tab') this.#deps.quit()
    else this.#deps.take(pressOf(key))
  }

  /** A text is put into the field instead of what is there, and Enter follows it. */
  #typeText({ content }: MountedRegion, line: string): void {
    const { keys } = content.component
    const hasPaste = typeof keys !== 'object' || 'paste' in keys
    if (typeof keys === 'object' && 'ctrl+u' in keys) {
      this.#deps.take(pressOf('end'))
      this.#deps.take(pressOf('ctrl+u'))
    }
    if (hasPaste && line !== '') this.#deps.take({ type: 'paste', text: line, last: true })
    else for (const letter of line) this.#deps.take({ ...pressOf(letter), text: letter })
    this.#deps.take(pressOf('enter'))
  }

  /** No line will come. */
  #ended(): void {
    const { take } = this.#deps
    const region = this.#asking()
    this.#asked = undefined
    this.#deps.write('\n')
    const question = region && this.#questionOf(region)
    if (region === undefined || question === undefined) return take(pressOf('ctrl+d'))
    const lines = this.#texts.get(region.content.ref)
    if (lines !== undefined) {
      this.#endText(region, lines.join('\n'))
      return this.changed()
    }
    // In a text, Ctrl+D deletes.
    const leaves = question.until !== undefined && question.optional !== true
    take(pressOf(leaves ? 'escape' : 'ctrl+d'))
    if (this.#isOpen && this.#questionOf(region)?.question === question.question)
      this.#cannotAnswer(question, 'standard input has ended')
  }
}

/** A line without the keys that a terminal doesn't take for itself, such as the arrows (ECMA-48, 5.4; SS3 of VT100). */
function withoutKeys(line: string): string {
  return line.replace(/\x1b\[[\x30-\x3f]*[\x20-\x2f]*[\x40-\x7e]|\x1bO.|\x1b/g, '')
}

function faceOf({ content }: MountedRegion): Face | undefined {
  return content.component.lines as Face | undefined
}

/** Whether a region may ask something soon. One that is over is only seen. */
function mayAsk(region: MountedRegion): boolean {
  const { status } = region.shown.snapshot as { readonly status?: string }
  return faceOf(region)?.ask !== undefined && status === 'active'
}

/** The ids of controls whose rows have numbers. */
const lists: ReadonlySet<string> = new Set(['list', 'table', 'tree'])

function isList({ content }: MountedRegion): boolean {
  return lists.has((content.component.logic as { readonly id?: string }).id ?? '')
}

function menuOf(commands: readonly Command[], prefix: string): string {
  return commands.map(({ names, description }) => `${prefix}${names[0]} ${description}`).join(', ')
}

/** The lines that weren't there before, in order. */
function added(now: readonly string[], before: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1)
  return now.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}

type StateNode = AnyStateMachine['root']

/** The states that a machine is in, the outer ones first; not the machine itself. */
function statesOf({ states }: StateNode, value: unknown): readonly StateNode[] {
  const entries = typeof value === 'string' ? [[value, {}] as const] : Object.entries(value ?? {})
  return entries.flatMap(([name, inner]) => {
    const state = (states as Record<string, StateNode>)[name]
    return state === undefined ? [] : [state, ...statesOf(state, inner)]
  })
}
