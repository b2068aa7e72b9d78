import { assign, enqueueActions, setup } from 'xstate'
import { announcing } from '../kit/change.ts'
import { asPattern, asWork, mayFail, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { inputOf, passingChangesOn, type PanelChildren, type Panels, type PanelsInput } from './panels.ts'

/** How `tabs` begins, and what panels do that aren't shown. */
export interface TabsOptions<Name extends string> {
  /**
   * The tab that is shown first.
   *
   * @defaultValue the first one
   */
  readonly first?: Name | undefined
  /**
   * Whether a panel goes on while another is shown. Otherwise it's stopped, and begins again when it's shown.
   *
   * @defaultValue true
   */
  readonly keep?: boolean | undefined
  /**
   * Tabs that can be closed. The last one that is open can't.
   *
   * @defaultValue []
   */
  readonly closable?: readonly Name[] | undefined
}

/** The context of `tabs`. */
export interface TabsContext<Name extends string> {
  /** The name of the tab that is shown. */
  readonly value: Name
  /** The tabs that there are, in their order: those that haven't been closed. */
  readonly open: readonly Name[]
  /** The names of the panels that run. */
  readonly running: readonly Name[]
  /** A short text after the name of a tab, such as a count. */
  readonly badges: { readonly [N in Name]?: string | undefined }
  /** The inputs of the panels, by name. */
  readonly input: unknown
}

/** What `tabs` can be told. */
export type TabsEvent<Name extends string> =
  /** Shows a tab. */
  | { readonly type: 'select'; readonly name: Name }
  /** Shows the tab so many places after this one, or before it if `by` is negative. After the last comes the first. */
  | { readonly type: 'turn'; readonly by: number }
  /** Sets the text after the name of a tab, or removes it. */
  | { readonly type: 'badge'; readonly name: Name; readonly text: string | undefined }
  /** Closes a tab, by default the one that is shown, and ends its panel. */
  | { readonly type: 'close'; readonly name?: Name }
  /** Opens a tab that was closed, and shows it. */
  | { readonly type: 'open'; readonly name: Name }

/** What `tabs` returns. Its children are the panels, by their names. It doesn't end; it fails if a panel fails. */
export type Tabs<P extends Panels> = Pattern<
  TabsContext<keyof P & string>,
  TabsEvent<keyof P & string>,
  'showing',
  never,
  PanelsInput<P>,
  never,
  PanelChildren<P>
>

type Context = TabsContext<string>

/**
 * Panels, one of which is shown. A panel begins when it's shown for the first time. The value is the name of the tab that is shown.
 *
 * ```ts
 * const pages = tabs({ files: list<string>(), log: subprocess({ command: 'git', args: ['log'] }) }, { first: 'log' })
 * ```
 *
 * @param panels - Actor logic by name. The input has the inputs of the panels by the same names.
 * @throws TypeError if there is no panel, or if `first` or `closable` name one that there isn't.
 */
export function tabs<P extends Panels>(panels: P, options: TabsOptions<keyof P & string> = {}): Tabs<P> {
  const names = Object.keys(panels)
  const { first = names[0], keep = true, closable = [] } = options as TabsOptions<string>
  if (first === undefined) throw new TypeError('tabs: there is no panel. Pass at least one, by its name')
  for (const name of [first, ...closable])
    if (!names.includes(name))
      throw new TypeError(`tabs: there is no panel '${name}', only ${names.join(', ')}`)

  const machine = setup({
    types: { context: {} as Context, events: {} as TabsEvent<string> },
    actors: Object.fromEntries(names.map((name) => [name, asWork(panels[name]!)])),
    actions: {
      show: enqueueActions(({ context, enqueue }, name: string) => {
        const { value, running, input } = context
        const isLeft = !keep && name !== value
        if (isLeft) enqueue.stopChild(value)
        if (!running.includes(name)) enqueue.spawnChild(name, { id: name, input: inputOf(input, name) })
        const still = isLeft ? running.filter((one) => one !== value) : running
        enqueue.assign({ value: name, running: [...still.filter((one) => one !== name), name] })
      }),
      close: enqueueActions(({ context: { open, running }, enqueue }, name: string) => {
        if (running.includes(name)) enqueue.stopChild(name)
        const without = (all: readonly string[]) => all.filter((one) => one !== name)
        enqueue.assign({ open: without(open), running: without(running) })
      }),
      reopen: assign({
        open: ({ context: { open } }, name: string) =>
          names.filter((one) => one === name || open.includes(one)),
      }),
      tell: assign({
        badges: ({ context }, { name, text }: { name: string; text: string | undefined }) =>
          Object.assign({}, context.badges, Object.fromEntries([[name, text]])),
      }),
    },
    guards: {
      isOther: ({ context: { open, value } }, name: string) => name !== value && open.includes(name),
      hasOthers: ({ context }) => context.open.length > 1,
      canClose: ({ context: { open } }, name: string) =>
        open.length > 1 && open.includes(name) && closable.includes(name),
      isClosed: ({ context: { open } }, name: string) => names.includes(name) && !open.includes(name),
      differs: ({ context }, { name, text }: { name: string; text: string | undefined }) =>
        names.includes(name) && (context.badges as Readonly<Record<string, unknown>>)[name] !== text,
    },
  }).createMachine({
    id: 'tabs',
    meta: {
      resume: 'goesOn',
      canEnd: false,
      canFail: Object.values(panels).some((panel) => mayFail(panel)),
    } satisfies PatternRules,
    description: 'Panels, one of which is shown.',
    context: ({ input }) => ({ value: first, open: names, running: [], badges: {}, input }),
    entry: { type: 'show', params: first },
    initial: 'showing',
    states: {
      showing: {
        on: {
          select: {
            guard: { type: 'isOther', params: ({ event }) => event.name },
            actions: { type: 'show', params: ({ event }) => event.name },
            description: 'Other tab',
          },
          turn: {
            guard: 'hasOthers',
            actions: { type: 'show', params: ({ context, event }) => beside(context, event.by) },
            description: 'Other tab',
          },
          badge: {
            guard: { type: 'differs', params: ({ event }) => event },
            actions: { type: 'tell', params: ({ event }) => event },
          },
          close: {
            guard: { type: 'canClose', params: ({ context, event }) => event.name ?? context.value },
            actions: enqueueActions(({ context, event, enqueue }) => {
              const name = event.name ?? context.value
              // What is shown is never a panel that has ended.
              if (name === context.value) enqueue({ type: 'show', params: neighbor(context) })
              enqueue({ type: 'close', params: name })
            }),
            description: 'Close the tab',
          },
          open: {
            guard: { type: 'isClosed', params: ({ event }) => event.name },
            actions: [
              { type: 'reopen', params: ({ event }) => event.name },
              { type: 'show', params: ({ event }) => event.name },
            ],
          },
        },
      },
    },
  })
  return asPattern(announcing(passingChangesOn(machine)))
}

/** The tab so many places from the one that is shown. */
function beside({ open, value }: Context, by: number): string {
  return open.at((open.indexOf(value) + by) % open.length)!
}

/** What is shown after the tab that is shown was closed: the next one, or the one before the last. */
function neighbor({ open, value }: Context): string {
  const at = open.indexOf(value)
  return open[at + 1] ?? open[at - 1]!
}
