import type { Json } from './codec.ts'
import type { Row } from './screen-rows.ts'
import { TraceError } from './trace-error.ts'

/** The version of the file's format. Another one can't be read. */
export const TRACE_VERSION = 1

/** Why a recording ends, unless it has its size or its time. */
export const APP_ENDED = 'the app ended'

/** Follows an input whose text was replaced, since it went to a masked field. */
export const MASKED = 'masked'

/** Follows an input that went nowhere: it was read before the dialog was on the screen that would have taken it. */
export const UNSEEN = 'unseen'

/** What stands at the beginning of a trace. */
interface TraceHeader {
  /** The name of the app's component. */
  readonly name: string
  readonly columns: number
  readonly rows: number
  /** The time when it began, in ms, and the time of day. */
  readonly now: number
  readonly date: number
  readonly seed: number
  readonly terminal: Json
  readonly options: Json
  readonly input: Json
}

/** An actor was in this state. */
export interface TraceState {
  readonly actor: string
  readonly state: string
  /** In ms since the start. */
  readonly time: number
}

/** An actor that works outside was begun, with an input that has this hash. */
export interface BegunWork {
  readonly actor: string
  readonly input: number
}

/** Something that came in, and what followed until the next. */
export interface TraceStep {
  readonly kind: string
  /** In ms since the start, and how many timers had fired. */
  readonly time: number
  readonly fired: number
  readonly data: readonly Json[]
  readonly states: readonly TraceState[]
  readonly begun: readonly BegunWork[]
  /** The screens that were drawn. */
  readonly frames: readonly (readonly Row[])[]
}

/** What a leaf's code did in one of its calls: the events that it told, and what it threw. */
interface TraceCall {
  readonly told: readonly (readonly [from: number, to: number, event: Json])[]
  readonly threw: readonly Json[]
}

/** A recording, read. */
export interface Trace {
  readonly header: TraceHeader
  /** The names of the actors, by their numbers. */
  readonly actors: readonly string[]
  /** The first is the start. */
  readonly steps: readonly TraceStep[]
  /** By leaf and call: `work/load 0`. */
  readonly calls: ReadonlyMap<string, TraceCall>
  /** How many timers had fired each time when the terminal was found to be behind. */
  readonly behind: ReadonlySet<number>
  /** Input that came while the terminal was written to for the so-many-th time. */
  readonly replies: ReadonlyMap<number, readonly Json[]>
  /** The size of the terminal each time when it was opened. */
  readonly sizes: readonly (readonly [columns: number, rows: number])[]
  /** Why the recording ended; undefined if the process was killed. */
  readonly end: string | undefined
}

/**
 * Reads a trace. Its last line may be cut, if the process was killed.
 *
 * @throws TraceError if it isn't a trace, or of another version.
 */
export function parseTrace(text: string): Trace {
  const entries = entriesOf(text)
  const [kind, version, header] = entries[0] ?? []
  if (kind !== 'trace') throw new TraceError("it isn't a recording: its first line isn't that of one")
  if (version !== TRACE_VERSION)
    throw new TraceError(
      `it is of version ${JSON.stringify(version)} of the format, and this actty reads ${TRACE_VERSION}`,
    )
  return new TraceReader(header as unknown as TraceHeader).read(entries.slice(1))
}

function entriesOf(text: string): (readonly Json[])[] {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.flatMap((line, index) => {
    try {
      const entry: unknown = JSON.parse(line)
      return [Array.isArray(entry) ? (entry as Json[]) : []]
    } catch (cause) {
      if (index === 0) return [[]] // not the first line of a recording
      if (index === lines.length - 1) return []
      throw new TraceError(`its line ${index + 1} can't be read`, { cause })
    }
  })
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer Item)[] ? Item[] : T[Key] }

class TraceReader {
  readonly #header: TraceHeader
  readonly #actors: string[] = []
  readonly #steps: Mutable<TraceStep>[] = [stepOf('start', 0, 0, [])]
  readonly #calls = new Map<string, Mutable<TraceCall>>()
  readonly #replies = new Map<number, Json[]>()
  readonly #behind = new Set<number>()
  readonly #sizes: (readonly [number, number])[] = []
  #rows: readonly Row[] = []
  #end: string | undefined
  /** The time of the last entry. */
  #last: readonly [time: number, fired: number] = [0, 0]

  constructor(header: TraceHeader) {
    this.#header = header
  }

  read(entries: readonly (readonly Json[])[]): Trace {
    for (const entry of entries) this.#take(entry)
    // What was in the file of a killed process is replayed to its last line.
    if (this.#end === undefined) this.#steps.push(stepOf('end', ...this.#last, []))
    return {
      header: this.#header,
      actors: this.#actors,
      steps: this.#steps,
      calls: this.#calls,
      replies: this.#replies,
      behind: this.#behind,
      sizes: this.#sizes,
      end: this.#end,
    }
  }

  #take(entry: readonly Json[]): void {
    const [kind, first, second, ...rest] = entry as readonly [string, number, number, ...Json[]]
    switch (kind) {
      case 'actor':
        this.#actors[first] = String(second)
        return
      case 'told':
        this.#callOf(first, second).told.push(rest as unknown as TraceCall['told'][number])
        return
      case 'threw':
        this.#callOf(first, second).threw.push(rest[0]!)
        return
      case 'reply':
        this.#replies.set(first, [...(this.#replies.get(first) ?? []), second])
        return
      case 'behind':
        this.#behind.add(first)
        return
      case 'opened':
        this.#sizes[first] = [second, rest[0] as number]
        return
      case 'state':
        this.#steps
          .at(-1)!
          .states.push({ actor: this.#actors[rest[0] as number]!, state: rest[1] as string, time: first })
        break
      case 'begun':
        this.#steps.at(-1)!.begun.push({ actor: this.#actors[rest[0] as number]!, input: rest[1] as number })
        break
      case 'frame':
        this.#rows = rowsAfter(this.#rows, rest as unknown as RowChanges)
        this.#steps.at(-1)!.frames.push(this.#rows)
        break
      default:
        if (kind === 'end') this.#end = rest[0] as string
        this.#steps.push(stepOf(kind, first, second, rest))
    }
    this.#last = [first, second]
  }

  #callOf(leaf: number, call: number): Mutable<TraceCall> {
    const key = callKey(this.#actors[leaf]!, call)
    const known = this.#calls.get(key) ?? { told: [], threw: [] }
    this.#calls.set(key, known)
    return known
  }
}

/** The key of a leaf's call in `calls`. */
export function callKey(leaf: string, call: number): string {
  return `${leaf} ${call}`
}

function stepOf(kind: string, time: number, fired: number, data: Json[]): Mutable<TraceStep> {
  return { kind, time, fired, data, states: [], begun: [], frames: [] }
}

type RowChanges = readonly [count: number, changed: Readonly<Record<string, Row>>]

function rowsAfter(before: readonly Row[], [count, changed]: RowChanges): readonly Row[] {
  return Array.from({ length: count }, (_, y) => changed[y] ?? before[y] ?? ['', ''])
}
