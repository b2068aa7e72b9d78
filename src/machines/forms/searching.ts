import fuzzysort from 'fuzzysort'
import { assign, fromPromise, setup, type ActorRefFromLogic, type AnyActorLogic } from 'xstate'
import { textInput, type TextInput } from '../controls/text-input.ts'
import { announcing } from '../kit/change.ts'
import { messageOf } from '../kit/message-of.ts'
import { asPattern, type Pattern, type PatternRules, type Work } from '../kit/pattern.ts'
import { debouncing } from '../patterns/debouncing.ts'
import { choices, shownOption, type Choices, type Option } from './choices.ts'

/** Finds the options for a text. `signal` is aborted when another text is searched for. */
export type Source<Value> = (
  text: string,
  search: { readonly signal: AbortSignal },
) => Promise<readonly Option<Value>[]>

/** What is in the field of a question that searches. */
export interface Searched<Value> {
  /** What was typed. */
  readonly text: string
  /** What was found for it. */
  readonly options: readonly Option<Value>[]
  /** The index of the option with the bar, if one can be chosen. */
  readonly position: number | undefined
  /** Whether it's still being searched for. */
  readonly isBusy: boolean
  /** Why the search failed. */
  readonly problem: string | undefined
}

/** The context of `searching`. */
export interface SearchingContext {
  /** What was found, and what is looked for. */
  readonly value: Searched<unknown>
}

/** What `searching` can be told. */
export type SearchingEvent =
  /** Goes on by so many options. */
  | { readonly type: 'move'; readonly by: number }
  /** Goes to an option. */
  | { readonly type: 'place'; readonly position: number }
  /** Searches for another text. */
  | { readonly type: 'search'; readonly text: string }
  /** Puts the option with the bar into the field, and searches on from there. */
  | { readonly type: 'complete' }

/** A control of a text that is typed, and of options that are found for it. */
export type Searching = Pattern<
  SearchingContext,
  SearchingEvent,
  'searching',
  never,
  Searched<unknown>,
  undefined,
  {
    /** The text. */
    readonly text?: ActorRefFromLogic<TextInput> | undefined
    /** What was found. */
    readonly choices?: ActorRefFromLogic<Choices> | undefined
  }
>

/** The most options that are shown of what is found. */
const MAX_FOUND = 50

/** The most options that are shown before anything is searched for: the arrow keys go through them. */
const MAX_SHOWN = 1_000

/** How long a text stays the same before it's asked for, in ms. */
const WAIT = 150

type Event =
  | SearchingEvent
  | { readonly type: 'text.change'; readonly value: string }
  | { readonly type: 'choices.change'; readonly value: readonly number[] }

/** What is typed is looked for in options, fuzzily, or asked of a source. The field has `position` until the answer to a text is there. */
export function searching<Value>(source: readonly Option<Value>[] | Source<Value>): Searching {
  const ask = typeof source === 'function' ? (source as Source<unknown>) : undefined
  const all = typeof source === 'function' ? [] : (source as readonly Option<unknown>[])
  const search = debouncing(
    fromPromise(({ input, signal }: { input: { readonly text: string }; signal: AbortSignal }) =>
      ask!(input.text, { signal }),
    ),
    WAIT,
  )
  const machine = setup({
    types: {
      context: {} as SearchingContext,
      events: {} as Event,
      input: {} as Searched<unknown>,
    },
    actors: {
      text: textInput({ keepOpen: true }) as AnyActorLogic as Work,
      choices: choices(false) as AnyActorLogic as Work,
      search: search as AnyActorLogic as Work,
    },
    actions: {
      keep: assign(({ context }, { change }: { readonly change: Partial<Searched<unknown>> }) => ({
        value: { ...context.value, ...change },
      })),
    },
    guards: {
      isNew: ({ context }, { text }: { readonly text: string }) => text !== context.value.text,
      isAsked: () => ask !== undefined,
      hasAnswer: ({ context }, { snapshot }: { readonly snapshot: SearchSnapshot }) =>
        snapshot.hasTag('settled') &&
        snapshot.context.input?.text === context.value.text &&
        context.value.isBusy,
      canComplete: ({ context: { value } }) => value.position !== undefined,
    },
  }).createMachine({
    id: 'searching',
    meta: { resume: 'goesOn', canEnd: false, canFail: false } satisfies PatternRules,
    description: 'A text is typed, and options are found for it.',
    context: ({ input }) => ({ value: input }),
    invoke: [
      {
        src: 'text',
        id: 'text',
        input: ({ context }: { context: SearchingContext }) => ({ value: context.value.text }),
      },
      {
        src: 'choices',
        id: 'choices',
        input: ({ context: { value } }: { context: SearchingContext }) => ({
          options: value.options.map(shownOption),
          chosen: value.position === undefined ? [] : [value.position],
        }),
      },
      {
        src: 'search',
        id: 'search',
        input: ({ context }: { context: SearchingContext }) =>
          ask === undefined ? undefined : { text: context.value.text },
        onSnapshot: {
          guard: {
            type: 'hasAnswer',
            params: ({ event }) => ({ snapshot: event.snapshot as unknown as SearchSnapshot }),
          },
          actions: [
            {
              type: 'keep',
              params: ({ event }) => {
                const { data = [], error } = (event.snapshot as unknown as SearchSnapshot).context
                const problem = error === undefined ? undefined : `not found: ${messageOf(error)}`
                return { change: { options: data.slice(0, MAX_FOUND), isBusy: false, problem } }
              },
            },
            ({ context, self }) => tell(self, context.value.options),
          ],
        },
      },
    ],
    initial: 'searching',
    states: { searching: {} },
    on: {
      'text.change': [
        {
          guard: { type: 'isNew', params: ({ event }) => ({ text: event.value }) },
          actions: [
            {
              type: 'keep',
              params: ({ event }) =>
                ask === undefined
                  ? {
                      change: {
                        text: event.value,
                        options: fuzzy(event.value, all),
                        isBusy: false,
                        problem: undefined,
                      },
                    }
                  : { change: { text: event.value, isBusy: true, problem: undefined } },
            },
            ({ context, self }) => {
              if (ask === undefined) tell(self, context.value.options)
              else child(self, 'search').send({ type: 'change', value: { text: context.value.text } })
            },
          ],
        },
      ],
      'choices.change': {
        actions: { type: 'keep', params: ({ event }) => ({ change: { position: event.value[0] } }) },
      },
      move: { actions: ({ self, event }) => child(self, 'choices').send(event) },
      place: { actions: ({ self, event }) => child(self, 'choices').send(event) },
      search: { actions: ({ self, event }) => child(self, 'text').send({ type: 'set', value: event.text }) },
      complete: {
        guard: 'canComplete',
        actions: ({ self, context: { value } }) => {
          const { label } = shownOption(value.options[value.position!]!)
          child(self, 'text').send({ type: 'set', value: label })
        },
        description: 'Complete',
      },
    },
  })
  return asPattern(announcing(machine))
}

interface SearchSnapshot {
  readonly context: {
    readonly input: { readonly text: string } | undefined
    readonly data: readonly Option<unknown>[] | undefined
    readonly error: unknown
  }
  hasTag(tag: string): boolean
}

interface Child {
  send(event: { readonly type: string; readonly [field: string]: unknown }): void
}

function child(self: { getSnapshot(): unknown }, id: string): Child {
  return (self.getSnapshot() as { readonly children: Readonly<Record<string, Child>> }).children[id]!
}

function tell(self: { getSnapshot(): unknown }, options: readonly Option<unknown>[]): void {
  child(self, 'choices').send({ type: 'options', options: options.map(shownOption) })
}

/** The options before anything is searched for. Of very many, they are those around the one at a position. */
export function unsearched<Value>(
  all: readonly Option<Value>[],
  position = 0,
): Pick<Searched<Value>, 'options' | 'position'> {
  const from = Math.max(0, Math.min(position - MAX_SHOWN / 2, all.length - MAX_SHOWN))
  return {
    options: all.slice(from, from + MAX_SHOWN),
    position: all.length === 0 ? undefined : position - from,
  }
}

/** The options whose label has the letters of a text in order, the best first; all of them for no text. */
export function fuzzy<Value>(text: string, all: readonly Option<Value>[]): readonly Option<Value>[] {
  if (text.trim() === '') return unsearched(all).options
  const key = (option: Option<Value>) => shownOption(option).label
  return fuzzysort.go(text.trim(), all, { key, limit: MAX_FOUND, threshold: 0.2 }).map(({ obj }) => obj)
}
