import { messageOf } from '../../../machines/kit/message-of.ts'
import { column } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { ColorRole } from '../../../render/theme/roles.ts'
import type { Child } from '../../../render/nodes/children.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import { statePath } from '../../input/bindings.ts'

const stateColors: Readonly<Record<string, ColorRole>> = {
  failed: 'danger',
  timedOut: 'danger',
  killing: 'danger',
  cancelled: 'warning',
  paused: 'warning',
  waiting: 'warning',
  loaded: 'success',
  answered: 'success',
  gathered: 'success',
  done: 'success',
  released: 'success',
}

/** The state of a machine, in its color. */
export function stateText(snapshot: unknown): TextNode {
  const path = statePath(snapshot)
  return text(path, { color: stateColors[path] ?? 'accent' })
}

/** The state, and what there is to say about it, in one row. A row that is too narrow is cut at its end. */
export function stateRow(snapshot: unknown, ...about: readonly (TextNode | undefined | false)[]): TextNode {
  const parts = about.flatMap((part) => (part === undefined || part === false ? [] : [' ', part]))
  return text([stateText(snapshot), ...parts], { height: 1, overflow: 'truncate' })
}

/** The state, its error, and the last answer. */
export function answerColumn<Data>(
  snapshot: { readonly context: { readonly data: Data | undefined; readonly error: unknown } },
  show: (data: Data) => Child,
): Node {
  const { data, error } = snapshot.context
  return column({ grow: 1 }, [stateRow(snapshot, errorText(error)), data !== undefined && show(data)])
}

/** The message of an error; undefined without an error. */
export function errorText(error: unknown): TextNode | undefined {
  if (error === undefined) return undefined
  return text(messageOf(error), { color: 'danger', overflow: 'truncate' })
}

/** A time in ms, in whole minutes and seconds: '1 min 5 s'. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
