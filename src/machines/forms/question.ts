import {
  assign,
  fromCallback,
  sendTo,
  setup,
  type AnyActorLogic,
  type AnyActorRef,
  type EventObject,
} from 'xstate'
import { announcing } from '../kit/change.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { asPattern, overriding, type Pattern, type PatternRules, type Work } from '../kit/pattern.ts'
import { verdictOf, type Validate, type Verdict } from './verdict.ts'

/*
 * What every question is: a chart that is asked, checks what it is answered, and is done. A question is different from others in
 * its field only, the control in which the answer is made, and in how it reads what the field has.
 *
 * A form drives any of them so: it invokes the question with `inForm: true`, so that Escape and Shift+Tab are the form's; the
 * question's done event then always has an answer. To leave the form's state stops a check. `asks` of the logic has what a form
 * needs without running it: the question, the words for an answer, how an answer is read from a text and checked.
 */

/** What every question can be told. */
export interface QuestionOptions<Value> {
  /** What is asked. */
  readonly question: string
  /** What helps to answer, below the field. */
  readonly hint?: string | undefined
  /** The answer at first. */
  readonly default?: Value | undefined
  /** Checks the answer when it's submitted. What it says is shown until the answer is changed. */
  readonly validate?: Validate<Value> | undefined
  /**
   * How long a check may take, in ms, above 0. After that, it's aborted, and Enter begins it again.
   *
   * @defaultValue 10,000
   */
  readonly maxCheckTime?: number | undefined
}

/** The input of a question. Everything in it is optional. */
export interface QuestionInput<Value> {
  /** The answer at first, instead of `default`: the one that was given before. */
  readonly value?: Value | undefined
  /** What is shown at the right of the question, such as `3 of 5`. */
  readonly note?: string | undefined
  /**
   * Whether it's a part of something that can be left. It then doesn't take `cancel`, so that Escape goes on to the region around.
   *
   * @defaultValue false
   */
  readonly inForm?: boolean | undefined
  /** What is wrong with `value`: it's shown until the answer is changed. */
  readonly problem?: string | undefined
}

/** The context of a question. */
export interface QuestionContext<Value> {
  /** What would be the answer now; undefined if that isn't one. */
  readonly value: Value | undefined
  /** What is in the field: for most questions, the value itself. */
  readonly raw: unknown
  /** What is wrong with the answer that was submitted. */
  readonly problem: string | undefined
  /** The answer in words, when it's given; undefined if the question was skipped. A secret is only bullets. */
  readonly said: string | undefined
  /** What is shown at the right of the question. */
  readonly note: string | undefined
  /** Whether Escape is for the region around. */
  readonly inForm: boolean
}

/** What every question can be told. */
export type QuestionEvent<Value> =
  /** Checks what is in the field. If it's right, the question is answered. */
  | { readonly type: 'submit' }
  /** Checks this answer instead. */
  | { readonly type: 'answer'; readonly value: Value }
  /** Changes the answer, in a question without a field. */
  | { readonly type: 'set'; readonly value: Value }
  /** Changes the answer by so many steps, if it's one that has steps: a number, or a date. */
  | { readonly type: 'step'; readonly by: number }
  /** Searches for a text, in a question that searches. */
  | { readonly type: 'search'; readonly text: string }
  /** Ends a question without an answer, or a check without an end. */
  | { readonly type: 'cancel' }

/** The states of a question. */
export type QuestionState = 'asking' | { checking: 'quick' | 'slow' } | 'answered' | 'left'

/**
 * What a form needs of a question that it doesn't run.
 *
 * ```ts
 * const { asks } = select({ question: 'Environment', options: ['staging', 'production'] })
 * const read = asks.read('production') // { value: 'production' }, or { problem } for another text
 * const words = 'value' in read ? asks.describe(read.value) : read.problem
 * ```
 */
export interface Asked<Value> {
  /** What is asked. */
  readonly question: string
  /** What helps to answer. */
  readonly hint: string | undefined
  /** The answer at first. */
  readonly default: Value | undefined
  /** Whether the answer is a secret. */
  readonly masked: boolean
  /** The answer in words. */
  readonly describe: (value: Value) => string
  /** The answer that a text stands for, as typed in lines or given as a flag: a value, or what is wrong with the text. */
  readonly read: (text: string) => Verdict<Value>
  /** Checks a value as the question would. */
  readonly check: (value: Value, signal: AbortSignal) => Verdict<Value> | Promise<Verdict<Value>>
  /** The answer that a value from elsewhere stands for, such as one from JSON; for undefined, the one that Enter alone would be. */
  readonly accept: (value: unknown) => Verdict<Value>
  /** What a flag for it is: a text, a switch, or a text that may be given several times. */
  readonly flag: 'text' | 'switch' | 'many'
  /** The texts that stand for its answers, if there are only some. */
  readonly choices: readonly string[] | undefined
}

/** Logic that asks a question. Its output is the answer, or undefined if it was left. */
export type Question<
  Value,
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no children, and so none by any name
  Field extends Readonly<Record<string, AnyActorRef | undefined>> = Record<never, never>,
> = Pattern<
  QuestionContext<Value>,
  QuestionEvent<Value>,
  QuestionState,
  'busy' | 'asking' | 'typeAhead',
  QuestionInput<Value> | undefined,
  Value | undefined,
  Field
> & {
  /** What is asked. */
  readonly asks: Asked<Value>
}

/** How a question differs from others. */
export interface QuestionKind<Raw, Value> {
  readonly id: string
  readonly description: string
  /** The control in which the answer is made, which stays open. Without one, the answer changes by `set`. */
  readonly field?: AnyActorLogic
  readonly fieldInput?: (raw: Raw) => unknown
  /** The event that puts something into the field. */
  readonly fieldSet?: (raw: Raw) => EventObject
  /** Whether the field searches for a text that it's told. */
  readonly searches?: boolean
  /** What is in the field after so many steps. */
  readonly stepped?: (raw: Raw, by: number) => Raw
  /** What is in the field for an answer, or for none. */
  readonly rawOf: (value: Value | undefined) => Raw
  /** The answer that is in the field. */
  readonly valueOf: (raw: Raw) => Verdict<Value>
  readonly read: (text: string) => Verdict<Value>
  readonly describe: (value: Value) => string
  readonly masked?: boolean
  /** What isn't one of its values, though `rawOf` would take it. */
  readonly isValue?: (value: unknown) => boolean
  readonly flag?: Asked<unknown>['flag']
  readonly choices?: readonly string[] | undefined
}

/** What `checking` checks: a value; or a problem, which it tells. */
export interface CheckInput {
  readonly verdict: Verdict<unknown>
}

/** What `checking` has found. */
export type CheckEvent = { readonly type: 'checked'; readonly verdict: Verdict<unknown> }

type Context = QuestionContext<unknown> & {
  /** What is being checked, and then what the check has found. */
  readonly verdict: Verdict<unknown> | undefined
  /** The field has told its value at its start. */
  readonly hasTold: boolean
}

/** In ms. */
export const CHECK_TIME = 10_000
/** A question without a field needs nothing else. */
const noField: AnyActorLogic = fromCallback(() => {})

/** How long a check takes until it's seen, in ms. */
export const SEEN_AFTER = 120

/** The secret of any length. */
export const SECRET = '••••••••'

/** Makes the logic of a question. `Made` is what its public type shows of it. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- each kind of question has a type of its own
export function questionOf<Raw, Value, Made>(
  kind: QuestionKind<Raw, Value>,
  options: QuestionOptions<Value>,
): Made {
  const { id, description, field, fieldInput, masked = false } = kind as QuestionKind<unknown, unknown>
  const { rawOf, valueOf, fieldSet, stepped } = kind as QuestionKind<unknown, unknown>
  const { question, hint, validate, maxCheckTime = CHECK_TIME } = options as QuestionOptions<unknown>
  requirePositiveTime(`${id}: maxCheckTime`, maxCheckTime)
  const check = (value: unknown, signal: AbortSignal) => verdictOf(value, validate, signal)
  const describe = (value: unknown) =>
    masked ? SECRET : (kind as QuestionKind<unknown, unknown>).describe(value)
  const wordsFor = (value: unknown) => (value === undefined ? undefined : describe(value))
  const valueIn = (raw: unknown) => {
    const verdict = valueOf(raw)
    return 'value' in verdict ? verdict.value : undefined
  }
  const asks: Asked<unknown> = {
    question,
    hint,
    default: options.default,
    masked,
    describe,
    read: kind.read,
    check,
    accept: (value) => {
      const { isValue = () => true } = kind
      if (value === undefined) return valueOf(rawOf(options.default))
      return isValue(value) ? valueOf(rawOf(value)) : { problem: `${JSON.stringify(value)} isn't an answer` }
    },
    flag: kind.flag ?? 'text',
    choices: kind.choices,
  }

  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as
        QuestionEvent<unknown> | CheckEvent | { readonly type: 'field.change'; readonly value: unknown },
      input: undefined as QuestionInput<unknown> | undefined,
    },
    actors: { field: (field ?? noField) as Work, check: checking(check) },
    actions: {
      fill: assign(({ context }, { raw }: { readonly raw: unknown }) => {
        const value = valueIn(raw)
        // A field tells its value at its start, too: that isn't a change.
        const isKept = !context.hasTold || isSame(value, context.value)
        return { raw, value, hasTold: true, problem: isKept ? context.problem : undefined }
      }),
      judge: assign((_, verdict: Verdict<unknown>) => ({ verdict })),
      take: assign((_, verdict: Verdict<unknown>) => ({
        verdict,
        problem: 'problem' in verdict ? verdict.problem : undefined,
        ...('value' in verdict && { value: verdict.value, said: wordsFor(verdict.value) }),
      })),
      giveUp: assign({ problem: `not checked within ${maxCheckTime / 1_000} s: try again` }),
    },
    guards: {
      isRight: (_, verdict: Verdict<unknown>) => 'value' in verdict,
      hasNoField: () => field === undefined,
      searches: () => kind.searches === true,
      hasSteps: () => stepped !== undefined,
      isAlone: ({ context }) => !context.inForm,
    },
    delays: { maxCheckTime },
  }).createMachine({
    id,
    meta: { resume: 'goesOn', isSecret: masked, canEnd: true, canFail: false } satisfies PatternRules,
    description,
    context: ({ input }) => {
      const raw = rawOf(input?.value === undefined ? options.default : input.value)
      return {
        raw,
        value: valueIn(raw),
        problem: input?.problem,
        said: undefined,
        note: input?.note,
        inForm: input?.inForm ?? false,
        verdict: undefined,
        hasTold: field === undefined,
      }
    },
    invoke: {
      src: 'field',
      id: 'field',
      input: ({ context }: { context: Context }) => fieldInput?.(context.raw),
    },
    initial: 'asking',
    states: {
      asking: {
        tags: 'asking',
        description: 'The answer can be changed.',
        on: {
          'field.change': {
            guard: ({ context, event }) => !Object.is(context.raw, event.value),
            actions: { type: 'fill', params: ({ event }) => ({ raw: event.value }) },
          },
          set: {
            guard: 'hasNoField',
            actions: { type: 'fill', params: ({ event }) => ({ raw: event.value }) },
          },
          step: {
            guard: 'hasSteps',
            actions: sendTo('field', ({ context, event }) => fieldSet!(stepped!(context.raw, event.by))),
            description: 'Change',
          },
          search: {
            guard: 'searches',
            actions: sendTo('field', ({ event }) => event),
          },
          submit: {
            target: 'checking',
            actions: { type: 'judge', params: ({ context }) => valueOf(context.raw) },
            description: 'Next',
          },
          answer: {
            target: 'checking',
            actions: { type: 'judge', params: ({ event }) => ({ value: event.value }) },
          },
          cancel: { guard: 'isAlone', target: 'left', description: 'Cancel' },
        },
      },
      checking: {
        tags: 'typeAhead',
        description: 'The answer is being checked. What is typed waits.',
        invoke: {
          src: 'check',
          id: 'check',
          input: ({ context }): CheckInput => ({ verdict: context.verdict! }),
        },
        after: { maxCheckTime: { target: 'asking', actions: 'giveUp' } },
        on: {
          checked: [
            {
              guard: { type: 'isRight', params: ({ event }) => event.verdict },
              target: 'answered',
              actions: { type: 'take', params: ({ event }) => event.verdict },
            },
            { target: 'asking', actions: { type: 'take', params: ({ event }) => event.verdict } },
          ],
          cancel: { target: 'asking', description: 'Change' },
        },
        initial: 'quick',
        states: {
          quick: { after: { [SEEN_AFTER]: 'slow' } },
          slow: { tags: 'busy', description: 'The check takes its time.' },
        },
      },
      answered: { type: 'final', output: ({ context }) => context.value },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: unknown }).output,
  })
  return overriding(asPattern<Work>(announcing(machine)), { asks }) as unknown as Made
}

/** Whether two answers are the same. Those from JSON are other objects. */
export function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
}

/** Checks an answer. To stop it aborts the check. */
export function checking(check: Asked<unknown>['check']) {
  return fromCallback<EventObject, CheckInput>(({ input, sendBack }) => {
    const { verdict } = input
    const aborter = new AbortController()
    const tell = (verdict: Verdict<unknown>) => {
      if (!aborter.signal.aborted) sendBack({ type: 'checked', verdict } satisfies CheckEvent)
    }
    const found = 'value' in verdict ? check(verdict.value, aborter.signal) : verdict
    if ('then' in found) void found.then(tell)
    else tell(found)
    return () => aborter.abort()
  })
}
