import { assign, setup } from 'xstate'
import { announcing } from '../kit/change.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'

/** One of the options of a question. */
export interface Option<Value> {
  /** The answer that it stands for. */
  readonly value: Value
  /**
   * What is shown.
   *
   * @defaultValue the value as a text
   */
  readonly label?: string | undefined
  /** What is said beside it. */
  readonly hint?: string | undefined
  /** Why it can't be chosen, or whether. */
  readonly disabled?: string | boolean | undefined
  /** The name of the group that it's in. Options of a group stand together, below its name. */
  readonly group?: string | undefined
}

/** An option, or a text that is both its value and its label. */
export type OptionOrText = string | Option<unknown>

/** The value of an option. */
export type OptionValue<Given extends OptionOrText> = Given extends Option<infer Value> ? Value : Given

/** An option as it's shown. */
export interface ShownOption {
  /** Its words. */
  readonly label: string
  /** What stands beside it. */
  readonly hint: string | undefined
  /** The reason is '' if none is given. */
  readonly disabled: string | undefined
  /** The heading that it stands below. */
  readonly group: string | undefined
}

/** The context of `choices`. Options are named by their index. */
export interface ChoicesContext {
  /** The options. */
  readonly options: readonly ShownOption[]
  /** The option that keys are about. */
  readonly position: number
  /** The chosen options, in order; without `many`, the one at the position if it can be chosen. */
  readonly value: readonly number[]
  /** Whether several can be chosen. */
  readonly many: boolean
}

/** What a list of options can be told. */
export type ChoicesEvent =
  /** Goes on by so many options that can be chosen, beyond the last to the first. */
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'first' | 'last' }
  /** Goes to an option. */
  | { readonly type: 'place'; readonly position: number }
  /** Chooses an option, or no longer; by default the one at the position. */
  | { readonly type: 'toggle'; readonly position?: number }
  /** Chooses all options, or none if all are chosen; the same for the group of the position. */
  | { readonly type: 'toggleAll' | 'toggleGroup' }
  /** Other options. */
  | { readonly type: 'options'; readonly options: readonly ShownOption[] }

/** The input of a list of options. */
export interface ChoicesInput {
  /** The options. */
  readonly options: readonly ShownOption[]
  /** Those that are chosen at first, by index. */
  readonly chosen: readonly number[]
}

/** The logic of a list of options, of which one or several are chosen. */
export type Choices = Pattern<ChoicesContext, ChoicesEvent, 'choosing', never, ChoicesInput, undefined>

/** Options with what isn't said filled in; those of a group stand together. */
export function optionsOf<Given extends OptionOrText>(
  given: readonly Given[],
): readonly Option<OptionValue<Given>>[] {
  type Value = OptionValue<Given>
  const options = given.map((option: OptionOrText) =>
    typeof option === 'string' ? { value: option as Value } : (option as Option<Value>),
  )
  const groups = [...new Set(options.map(({ group }) => group))]
  return groups.flatMap((group) => options.filter((option) => option.group === group))
}

export function shownOption<Value>({ value, label, hint, disabled, group }: Option<Value>): ShownOption {
  const reason = disabled === true ? '' : disabled === false ? undefined : disabled
  return { label: label ?? String(value), hint, disabled: reason, group }
}

/** The control of a question with options. It never ends. */
export function choices(many: boolean): Choices {
  const machine = setup({
    types: { context: {} as ChoicesContext, events: {} as ChoicesEvent, input: {} as ChoicesInput },
    actions: {
      goTo: assign(({ context }, { position }: { readonly position: number }) =>
        withValue({ ...context, position }),
      ),
      choose: assign((_, { value }: { readonly value: readonly number[] }) => ({ value })),
      replace: assign(({ context }, { options }: { readonly options: readonly ShownOption[] }) =>
        withValue({ ...context, options, position: firstFree(options, 0), value: [] }),
      ),
    },
    guards: {
      canBeChosen: ({ context }, { position }: { readonly position: number }) =>
        context.options[position] !== undefined && context.options[position].disabled === undefined,
      isMany: () => many,
      isInGroup: ({ context }) => many && context.options[context.position]?.group !== undefined,
    },
  }).createMachine({
    id: 'choices',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: many ? 'Options, of which some are chosen.' : 'Options, of which one is chosen.',
    context: ({ input: { options, chosen } }) => {
      const position = firstFree(options, chosen[0] ?? 0)
      return withValue({ options, position, value: chosen, many })
    },
    initial: 'choosing',
    states: { choosing: {} },
    on: {
      move: {
        actions: {
          type: 'goTo',
          params: ({ context, event }) => ({ position: movedBy(context, event.by) }),
        },
      },
      first: {
        actions: { type: 'goTo', params: ({ context }) => ({ position: firstFree(context.options, 0) }) },
      },
      last: { actions: { type: 'goTo', params: ({ context }) => ({ position: lastFree(context.options) }) } },
      place: {
        guard: { type: 'canBeChosen', params: ({ event }) => ({ position: event.position }) },
        actions: { type: 'goTo', params: ({ event }) => ({ position: event.position }) },
      },
      toggle: {
        guard: ({ context, event }) =>
          many && context.options[event.position ?? context.position]?.disabled === undefined,
        actions: [
          {
            type: 'goTo',
            params: ({ context, event }) => ({ position: event.position ?? context.position }),
          },
          {
            type: 'choose',
            params: ({ context }) => ({ value: toggled(context.value, [context.position]) }),
          },
        ],
        description: 'Toggle',
      },
      toggleAll: {
        guard: 'isMany',
        actions: {
          type: 'choose',
          params: ({ context }) => ({ value: toggled(context.value, free(context.options)) }),
        },
        description: 'All',
      },
      toggleGroup: {
        guard: 'isInGroup',
        actions: {
          type: 'choose',
          params: ({ context: { value, options, position } }) => ({
            value: toggled(
              value,
              free(options).filter((index) => options[index]!.group === options[position]!.group),
            ),
          }),
        },
        description: 'Group',
      },
      options: { actions: { type: 'replace', params: ({ event }) => ({ options: event.options }) } },
    },
  })
  return asPattern(announcing(machine))
}

/** Without `many`, the option at the position is the chosen one. */
function withValue(context: ChoicesContext): ChoicesContext {
  const { options, position, many, value } = context
  if (many) return context
  const now = options[position]?.disabled === undefined && position < options.length ? [position] : []
  return { ...context, value: now[0] === value[0] && now.length === value.length ? value : now }
}

/** Adds what is missing, or takes all of it away if nothing is. */
function toggled(value: readonly number[], wanted: readonly number[]): readonly number[] {
  const missing = wanted.filter((index) => !value.includes(index))
  const next = missing.length > 0 ? [...value, ...missing] : value.filter((index) => !wanted.includes(index))
  return next.toSorted((a, b) => a - b)
}

/** The options that can be chosen. */
function free(options: readonly ShownOption[]): number[] {
  return options.flatMap(({ disabled }, index) => (disabled === undefined ? [index] : []))
}

function firstFree(options: readonly ShownOption[], from: number): number {
  const all = free(options)
  return all.find((index) => index >= from) ?? all.at(-1) ?? 0
}

function lastFree(options: readonly ShownOption[]): number {
  return free(options).at(-1) ?? 0
}

function movedBy({ options, position }: ChoicesContext, by: number): number {
  const all = free(options)
  if (all.length === 0) return position
  const at = Math.max(0, all.indexOf(position)) + by
  // A page stops at the ends; a step goes round.
  const next = Math.abs(by) === 1 ? (at + all.length) % all.length : Math.max(0, Math.min(at, all.length - 1))
  return all[next]!
}
