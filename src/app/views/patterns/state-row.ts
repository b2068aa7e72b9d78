import { messageOf } from '../../../machines/kit/message-of.ts'
import { mark, type MarkName } from '../../../render/nodes/mark.ts'
import { elapsed } from '../../../render/nodes/elapsed.ts'
import { grow } from '../../../render/nodes/grow.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { ColorRole } from '../../../render/theme/roles.ts'
import type { Child } from '../../../render/nodes/children.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import type { ViewInfo } from '../../component.ts'
import { statePath } from '../../state-path.ts'

type Part = TextNode | string | undefined | false

/** What there is to say about a state. */
interface Said {
  /** Since when it is busy, in ms on the app's clock: its spinner appears a little later. */
  readonly since?: number | undefined
  /** Its mark, instead of that of the state. */
  readonly mark?: MarkName | undefined
  readonly about?: readonly Part[]
  readonly error?: unknown
  /** What stands at the right, if there is room. */
  readonly note?: Part
}

/** A note gives way in fewer columns. */
const MIN_COLUMNS_FOR_NOTE = 60

/** The mark of each state that isn't busy. */
const marks: Readonly<Record<string, MarkName>> = {
  failed: 'failed',
  timedOut: 'failed',
  cancelled: 'skipped',
  idle: 'waiting',
  empty: 'waiting',
  waiting: 'waiting',
  queued: 'waiting',
  paused: 'waiting',
  resting: 'waiting',
  restarting: 'retry',
  loaded: 'done',
  answered: 'done',
  gathered: 'done',
  done: 'done',
  ended: 'done',
  exited: 'done',
  released: 'done',
  acquired: 'on',
  flowing: 'on',
}

const colors: Partial<Record<MarkName, ColorRole>> = {
  done: 'success',
  failed: 'danger',
  retry: 'warning',
  on: 'accent',
  waiting: 'faint',
  skipped: 'muted',
}

/** The mark of a state, the state, and what there is to say about it, in one row that is cut at its end if it is too narrow. */
export function stateRow(snapshot: unknown, { columns }: Pick<ViewInfo, 'columns'>, said: Said = {}): Node {
  const state = statePath(snapshot).split('.').at(-1)!
  const about = [...(said.about ?? []), said.error !== undefined && messageOf(said.error)]
  const line = titled(
    said.mark ?? marks[state],
    state.replace(/[A-Z]/g, ' $&').toLowerCase(),
    said.since,
    about,
  )
  if (!said.note || columns < MIN_COLUMNS_FOR_NOTE) return line
  return row({ gap: 2, height: 1 }, [grow(line), text([said.note], { color: 'muted' })])
}

/** A title with its mark: bold while something happens or has gone wrong, quiet while nothing does. Without a mark, it's busy. */
export function titled(
  name: MarkName | undefined,
  title: string,
  since?: number,
  about: readonly Part[] = [],
): TextNode {
  const isQuiet = name === 'waiting' || name === 'skipped'
  const isBold = name === undefined || name === 'failed' || name === 'retry'
  return text(
    [
      name === undefined ? spinner({ from: since }) : mark(name, { color: colors[name] }),
      ' ',
      text(title, { bold: isBold || undefined, color: isQuiet ? 'muted' : undefined }),
      ...about.flatMap((part) => (part === undefined || part === false ? [] : ['  ', part])),
    ],
    { height: 1, overflow: 'truncate' },
  )
}

/** What to do now, by its key, below what went wrong. Nothing where the key doesn't come to. */
function todo(key: string, what: string, { focused }: Pick<ViewInfo, 'focused'>): Child {
  if (!focused) return undefined
  const chip = text(` ${key} `, { color: 'accent', background: 'raised', bold: true })
  return text(['  ', chip, ' ', text(what, { color: 'muted' })], { height: 1, overflow: 'truncate' })
}

/** What a state has to say of its own, behind a line: a cause, or output. */
export function behind(message: string | undefined, color: ColorRole): Child {
  if (message === undefined) return undefined
  return text([mark('trunk', { color }), ' ', message], { height: 1, overflow: 'truncate' })
}

interface Answer<Data> {
  readonly data: Data | undefined
  readonly error: unknown
  readonly startedAt: number | undefined
}

/** The state, its error with its key, and the last answer, which came at `answeredAt`. */
export function answerColumn<Data>(
  snapshot: { readonly context: Answer<Data> },
  info: ViewInfo,
  show: (data: Data) => Child,
  answeredAt: number | undefined,
): Node {
  const { data, error, startedAt } = snapshot.context
  const isOld = error !== undefined && answeredAt !== undefined
  const note =
    isOld && text([mark('warning', { color: 'warning' }), ' from ', elapsed({ from: answeredAt }), ' ago'])
  return column({ grow: 1 }, [
    stateRow(snapshot, info, { since: startedAt, error, note }),
    error !== undefined && todo('r', 'Try again', info),
    data !== undefined && show(data),
  ])
}
