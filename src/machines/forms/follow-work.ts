import { fromCallback, type AnyActorRef } from 'xstate'
import { parentOf } from '../kit/xstate-internals.ts'
import { withinApp } from '../kit/within-app.ts'
import type { TaskProgress } from './task-options.ts'

/** What the work of a task shows of itself while it goes on. */
export interface WorkNews {
  /** Lines that it has written since the last news. */
  readonly lines: readonly string[]
  /** Whether they are a command's, which are in the log already. */
  readonly isTapped: boolean
  /** Which attempt it is at, of how many, and when the next one is due. */
  readonly attempt: number | undefined
  readonly maxAttempts: number | undefined
  readonly retryAt: number | undefined
  /** Why the last attempt failed. */
  readonly error: unknown
  readonly progress: TaskProgress | undefined
}

export interface WorkNewsEvent {
  readonly type: 'work.news'
  readonly news: Partial<WorkNews>
}

/** How deep patterns are looked into: `retrying(deadline(subprocess(…)))` is three. */
const MAX_DEPTH = 5

/** The context of any pattern, as far as it's told. */
type Shown = Readonly<
  Partial<Record<'attempt' | 'maxAttempts' | 'retryAt' | 'error' | 'done' | 'total', unknown>>
> & {
  readonly lines?: ShownLines
}

interface ShownLines {
  readonly length: number
  readonly dropped: number
  at(index: number): { readonly text?: unknown } | undefined
}

/**
 * Follows the child `work` of the actor that invokes this, and what it runs in its turn: lines of commands, attempts of `retrying`,
 * counts of `processing`.
 */
export const followWork = withinApp(
  fromCallback(({ self, sendBack }) => {
    const followed = new Set<AnyActorRef>()
    const subscriptions: { unsubscribe(): void }[] = []
    const tell = (news: Partial<WorkNews>) => sendBack({ type: 'work.news', news } satisfies WorkNewsEvent)
    const follow = (ref: AnyActorRef | undefined, depth: number) => {
      if (ref === undefined || depth > MAX_DEPTH || followed.has(ref)) return
      followed.add(ref)
      const newsIn = newsFrom()
      const look = () => {
        const { context, children } = ref.getSnapshot() as Looked
        if (context !== undefined && context !== null) {
          const news = newsIn(context)
          if (news !== undefined) tell(news)
        }
        for (const child of Object.values(children ?? {})) follow(child, depth + 1)
      }
      subscriptions.push(ref.subscribe({ next: look, error: () => {} }))
      look()
    }
    const { children } = parentOf(self)!.getSnapshot() as Looked
    follow(children?.['work'], 1)
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe()
    }
  }),
)

interface Looked {
  readonly context?: Shown | null
  readonly children?: Readonly<Record<string, AnyActorRef | undefined>>
}

/** Returns what is new in each context of one actor. */
function newsFrom(): (context: Shown) => Partial<WorkNews> | undefined {
  let told = 0
  let before: Shown = {}
  return (context) => {
    const { lines } = context
    const fresh = isLines(lines) ? freshLines(lines, told) : []
    if (isLines(lines)) told = lines.dropped + lines.length
    const isRetry = typeof context.attempt === 'number' && typeof context.maxAttempts === 'number'
    const hasTried = isRetry && changed(context, before, ['attempt', 'retryAt'])
    const isCount = typeof context.done === 'number'
    const hasCounted = isCount && changed(context, before, ['done', 'total'])
    before = context
    if (fresh.length === 0 && !hasTried && !hasCounted) return undefined
    return {
      ...(fresh.length > 0 && { lines: fresh, isTapped: 'unfinishedBy' in context }),
      ...(hasTried && {
        attempt: context.attempt,
        maxAttempts: context.maxAttempts,
        retryAt: context.retryAt as number | undefined,
        error: context.error,
      }),
      ...(hasCounted && {
        progress: { done: context.done, total: context.total as number | undefined },
      }),
    }
  }
}

function changed(context: Shown, before: Shown, names: readonly (keyof Shown)[]): boolean {
  return names.some((name) => context[name] !== before[name])
}

function isLines(lines: unknown): lines is ShownLines {
  return typeof lines === 'object' && lines !== null && 'dropped' in lines && 'at' in lines
}

function freshLines(lines: ShownLines, told: number): string[] {
  const fresh: string[] = []
  for (let at = Math.max(0, told - lines.dropped); at < lines.length; at++) {
    const text = lines.at(at)?.text
    if (typeof text === 'string') fresh.push(text)
  }
  return fresh
}
