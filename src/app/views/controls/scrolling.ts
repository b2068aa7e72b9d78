import type { AnyActorLogic } from 'xstate'
import { scrolling, type Scrolling, type ScrollingOptions } from '../../../machines/controls/scrolling.ts'
import type { Work } from '../../../machines/kit/pattern.ts'
import { scroll } from '../../../render/nodes/scroll.ts'
import { component, type Component, type Place } from '../../component.ts'
import { region } from '../../region.ts'
import { onScrollbar } from './scrollbar.ts'
import { stepKeys } from './row-keys.ts'
import { wheelRows } from './wheel.ts'

/** The behavior of a `scrollingView`. */
export interface ScrollingViewOptions extends ScrollingOptions {
  /** The component's name, for errors. */
  readonly name?: string | undefined
}

/**
 * A component that scrolls: it keeps its own keys, and the keys and the wheel around it scroll it.
 *
 * ```ts
 * await run(scrollingView(report, { sticky: true }))
 * ```
 */
export function scrollingView<L extends AnyActorLogic>(
  content: Component<L>,
  options?: ScrollingViewOptions,
): Component<Scrolling<L>, never>
/**
 * The view of `scrolling`, with its keys and the wheel. The logic must have been made with a component.
 *
 * ```ts
 * const page = scrollingView(scrolling(report))
 * ```
 */
export function scrollingView<L extends AnyActorLogic>(
  logic: Scrolling<L>,
  options?: Pick<ScrollingViewOptions, 'name'>,
): Component<Scrolling<L>, never>
export function scrollingView(
  contentOrLogic: AnyActorLogic | Component<AnyActorLogic>,
  { name, ...options }: ScrollingViewOptions = {},
): Component<Scrolling<Work>, never> {
  const isContent = 'view' in contentOrLogic
  const logic = isContent ? scrolling(contentOrLogic, options) : (contentOrLogic as Scrolling<Work>)
  const by = (rows: number, { overflow, above }: Place) =>
    ({ type: 'scroll', by: rows, max: overflow, above }) as const
  return component<Scrolling<Work>>({
    logic,
    name: name ?? (isContent ? `scroll of ${contentOrLogic.name}` : 'scrolling'),
    keys: {
      ...stepKeys(
        (rows, _: unknown, place) => by(rows, place),
        (_, { rows }) => rows - 1,
      ),
      home: (_, __, { above }) => ({ type: 'toStart', above }),
      end: (_, __, { overflow, above }) => ({ type: 'toEnd', max: overflow, above }),
    },
    help: { up: 'Scroll', down: 'Scroll' },
    mouse: ({ context }, mouse, place) => {
      const rows = wheelRows(mouse)
      if (rows !== undefined) return by(rows, place)
      const bar = onScrollbar(mouse, place, context.held)
      return bar?.type === 'scroll' ? by(bar.by, place) : bar
    },
    view: (snapshot, { focused }) =>
      scroll(region(snapshot.children.content), {
        from: snapshot.matches('stuck') ? 'end' : snapshot.context.value,
        moves: snapshot.context.moves,
        scrollbar: true,
        focused,
      }),
  })
}
