import type { AnyActorLogic, SnapshotFrom } from 'xstate'
import {
  SECRET,
  type Asked,
  type QuestionContext,
  type QuestionEvent,
} from '../../../machines/forms/question.ts'
import type { Verdict } from '../../../machines/forms/verdict.ts'
import type { Child } from '../../../render/nodes/children.ts'
import { grow } from '../../../render/nodes/grow.ts'
import { mark, marked } from '../../../render/nodes/mark.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { component, type Component, type KeyTable, type ViewInfo } from '../../component.ts'
import { keyHelp } from '../../region.ts'

/** The component of a question. */
export type QuestionView<L extends AnyActorLogic> = Component<L, never> &
  Pick<L extends AskingLogic ? L : AskingLogic, 'asks'>

/** The logic of any question. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- its answer can be anything
export type AskingLogic = AnyActorLogic & { readonly asks: Asked<any> }

/** What the views of questions need of a snapshot. */
interface AskingSnapshot<Value = unknown> {
  readonly status: string
  readonly context: QuestionContext<Value>
  hasTag(tag: 'busy' | 'asking'): boolean
}

/** What is special in the view of a question. */
export interface QuestionLook<L extends AnyActorLogic> {
  /** The field, while the question is asked. */
  readonly field: (snapshot: SnapshotFrom<L>, info: ViewInfo) => Child | readonly Child[]
  /** What stands after the question. */
  readonly note?: (snapshot: SnapshotFrom<L>) => string
  /** In lines: what can be answered, a line each, such as options with their numbers. */
  readonly lines?: (snapshot: SnapshotFrom<L>) => readonly string[]
  /** In lines: how to answer, such as 'y or n', and what Enter alone means, if it means anything. */
  readonly how?: (snapshot: SnapshotFrom<L>) => string
  /** In lines: options that were found, which are said each time that the question is asked. */
  readonly found?: (snapshot: SnapshotFrom<L>) => readonly string[]
  /** In lines: whether the question can't be asked yet, because something is being found. */
  readonly isWaiting?: (snapshot: SnapshotFrom<L>) => boolean
  /** In lines: the answer of a line, or what is to be searched for first. */
  readonly read?: (line: string, snapshot: SnapshotFrom<L>) => Verdict<unknown> | { readonly search: string }
  /** In lines: the line that ends an answer of several lines. */
  readonly until?: string
  /** Keys beside Enter and Escape. */
  readonly keys?: KeyTable<SnapshotFrom<L>, QuestionEvent<never>>
  readonly mouse?: NonNullable<Parameters<typeof component<L>>[0]['mouse']>
}

/** Shows a question while it is asked, and a line of it when that is over. */
export function questionView<L extends AskingLogic>(logic: L, look: QuestionLook<L>): QuestionView<L> {
  const { question, hint, masked } = logic.asks
  const { until } = look
  const keys: KeyTable<SnapshotFrom<L>, QuestionEvent<never>> = {
    enter: { type: 'submit' },
    escape: { type: 'cancel' },
    'ctrl+d': { type: 'cancel' },
    ...look.keys,
  }
  return component<AnyActorLogic>({
    logic,
    keys,
    mouse: look.mouse as never,
    lines: {
      say: (snapshot: SnapshotFrom<L>) => {
        const asking = snapshot as AskingSnapshot
        return asking.status === 'active' ? [] : [answerLine(question, asking, masked)]
      },
      ask: (snapshot: SnapshotFrom<L>) => {
        const asking = snapshot as AskingSnapshot
        if (!asking.hasTag('asking') || look.isWaiting?.(snapshot) === true) return undefined
        const { problem, note } = asking.context
        const options = look.lines?.(snapshot) ?? []
        const how = look.how?.(snapshot) ?? ''
        const asked = [question, note !== undefined && `(${note})`].filter(Boolean).join(' ')
        const isShort = options.length === 0
        const help = hint === undefined ? [] : [hint]
        return {
          question,
          lines: isShort ? help : [asked, ...options, ...help],
          prompt: `${[isShort ? asked : '', how].filter(Boolean).join(' ') || asked}: `,
          problem: [problem, ...(look.found?.(snapshot) ?? [])].filter(Boolean).join('\n') || undefined,
          masked,
          ...(until !== undefined && { until, given: String(asking.context.raw) }),
        }
      },
      read: (line: string, snapshot: SnapshotFrom<L>) => {
        if (line.trim() === '' && until === undefined) return { type: 'submit' }
        const read = look.read?.(line, snapshot) ?? logic.asks.read(line)
        if ('search' in read) return { type: 'search', text: read.search }
        return 'value' in read ? { type: 'answer', value: read.value as unknown } : read.problem
      },
    },
    view: (snapshot: SnapshotFrom<L>, info) => {
      const asking = snapshot as AskingSnapshot
      if (asking.status !== 'active') return answerLine(question, asking, masked)
      const { problem } = asking.context
      const isBusy = asking.hasTag('busy')
      return column([
        questionLine(question, { isBusy, note: look.note?.(snapshot), place: asking.context.note }),
        questionBody(
          [
            ...[look.field(snapshot, info)].flat(),
            problem !== undefined
              ? text([mark('failed'), ' ', problem], { color: 'danger' })
              : hint !== undefined && text(hint, { color: 'muted' }),
            keyHelp(),
          ],
          problem !== undefined,
        ),
      ])
    },
  }) as unknown as QuestionView<L>
}

/** `? Question  note                                    3 of 5` */
export function questionLine(
  question: string,
  {
    isBusy,
    note,
    place,
  }: { readonly isBusy: boolean; readonly note?: string | undefined; readonly place?: string | undefined },
): Node {
  return row({ gap: 1 }, [
    isBusy ? spinner() : mark('ask', { color: 'focus' }),
    grow(text([text(question, { bold: true }), note !== undefined && text(`  ${note}`, { color: 'muted' })])),
    place !== undefined && text(place, { color: 'muted' }),
  ])
}

/** What stands below a question, behind a line. */
export function questionBody(content: readonly Child[], isWrong: boolean): Node {
  return row({ border: { left: '│' }, borderColor: isWrong ? 'danger' : 'focus', padding: [0, 0, 0, 1] }, [
    grow(column(content)),
  ])
}

/** What stays of a question: `✓ Question  answer`. A question that was skipped has `–`, and one that was left `✗`. */
function answerLine(question: string, snapshot: AskingSnapshot, masked: boolean): TextNode {
  const { status, context } = snapshot
  const isLeft = status !== 'done' || (context.said === undefined && context.value !== undefined)
  const state = isLeft ? 'left' : context.said === undefined ? 'skipped' : 'answered'
  return answered(question, state, masked && state === 'answered' ? secret : (context.said ?? state))
}

/** A secret, of any length. */
export const secret = marked(SECRET, '*'.repeat(SECRET.length))

/** The line of a question that isn't asked any more. */
export function answered(
  question: string,
  state: 'answered' | 'skipped' | 'left',
  answer: string | TextNode,
): TextNode {
  const sign =
    state === 'answered'
      ? mark('done', { color: 'success' })
      : state === 'skipped'
        ? mark('skipped', { color: 'muted' })
        : mark('failed', { color: 'danger' })
  return text([sign, ' ', text(question, { color: 'muted' }), '  ', answer])
}
