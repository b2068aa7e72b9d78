import { fromPromise } from 'xstate'
import type { TextPlace } from './edited-text.ts'
import type { Edited } from './editing-state.ts'

/** Something that completes what is typed. */
export interface Completion {
  /** What the menu shows. */
  readonly label: string
  /**
   * What comes into the text, in the place of the trigger and what was typed after it.
   *
   * @defaultValue the trigger and the label, with a blank after them
   */
  readonly insert?: string | undefined
  /** A quiet text at the right of the label. */
  readonly detail?: string | undefined
}

/** Where completions come from, and what asks for them. */
export interface CompletionSource {
  /** What the user types to be asked: '@', '/'. It counts at the beginning of a word. */
  readonly trigger: string
  /**
   * Whether the trigger only counts at the beginning of the text, as commands do.
   *
   * @defaultValue false
   */
  readonly atStart?: boolean | undefined
  /**
   * Returns what completes the text after the trigger, the best first. The signal is aborted when the user has typed on, or has
   * closed the menu.
   */
  readonly complete: (
    query: string,
    signal: AbortSignal,
  ) => readonly (string | Completion)[] | Promise<readonly (string | Completion)[]>
}

/** What is asked for at the cursor. */
export interface CompletionQuery {
  /** The index of the source. */
  readonly source: number
  /** The text after the trigger. */
  readonly text: string
  /** Where the trigger is. */
  readonly from: TextPlace
}

const MAX_QUERY = 200

/** What the text before the cursor asks for. */
export function queryAt(
  { text, cursor, anchor }: Edited,
  sources: readonly CompletionSource[],
): CompletionQuery | undefined {
  if (anchor !== undefined || sources.length === 0) return undefined
  const start = Math.max(0, cursor.at - MAX_QUERY)
  const before = text.lineText(cursor.line).slice(start, cursor.at)
  const word = /\S*$/.exec(before)![0]
  const at = cursor.at - word.length
  const source = sources.findIndex(
    ({ trigger, atStart }) =>
      trigger !== '' && word.startsWith(trigger) && (atStart !== true || (cursor.line === 0 && at === 0)),
  )
  if (source === -1) return undefined
  return { source, text: word.slice(sources[source]!.trigger.length), from: { line: cursor.line, at } }
}

/** The actor that asks a source. It's stopped, and its signal aborted, when its answer isn't wanted any more. */
export function completer(sources: readonly CompletionSource[]) {
  return fromPromise<readonly Completion[], CompletionQuery>(async ({ input: { source, text }, signal }) => {
    const found = await sources[source]!.complete(text, signal)
    return found.map((item) => (typeof item === 'string' ? { label: item } : item))
  })
}

/** What a completion puts into the text. */
export function insertedBy({ label, insert }: Completion, trigger: string): string {
  return insert ?? `${trigger}${label} `
}
