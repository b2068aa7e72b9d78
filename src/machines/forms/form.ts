import {
  assign,
  fromCallback,
  sendTo,
  setup,
  type ActorRefFromLogic,
  type AnyActorLogic,
  type EventObject,
} from 'xstate'
import { failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { asPattern, overriding, type Pattern, type PatternRules, type Work } from '../kit/pattern.ts'
import { readAnswers, type AnswersGiven, type AnswersWanted, type FormField } from './answer-source.ts'
import { canAnswer } from './answerable.ts'
import { AnswersError, type AnswerProblem } from './answers-error.ts'
import { formSources } from './form-sources.ts'
import type { AnswerTo, FormAnswers, FormFields, FormQuestion, FormSteps } from './form-fields.ts'
import type { FormCheck, FormOptions } from './form-options.ts'
import {
  answersFor,
  answersOf,
  defaultFor,
  fieldsOf,
  isQuestion,
  openEntry,
  questionsOf,
  shownFields,
  type FormEntries,
  type FormEntry,
  type FormLaw,
} from './form-walk.ts'
import {
  checking,
  CHECK_TIME,
  isSame,
  SEEN_AFTER,
  type CheckEvent,
  type CheckInput,
  type QuestionInput,
} from './question.ts'
import { verdictOf, type Validate } from './verdict.ts'
import { writeAnswers } from './write-answers.ts'

/** The context of a form. */
export interface FormContext {
  /** What is known about each field, by name, in their order. */
  readonly entries: FormEntries
  /** Whether each field is asked, in their order, as far as that is known. */
  readonly shown: readonly boolean[]
  /** The name of the field that is asked or checked. */
  readonly at: string | undefined
  /** The place of the bar in the review: an index among the fields that are asked; after the last of them, that of going on. */
  readonly position: number
}

/** What a form can be told. */
export type FormEvent<Steps extends FormSteps = FormSteps> =
  /** Answers the question that is asked now, if it is that one. */
  | {
      readonly [Name in keyof FormFields<Steps>]: FormAnswerEvent<Name, AnswerTo<FormFields<Steps>[Name]>>
    }[keyof FormFields<Steps>]
  /** In the review: asks a field again, and comes back. */
  | { readonly type: 'change'; readonly field: keyof FormFields<Steps> }
  /** In the review: moves the bar by so many rows. */
  | { readonly type: 'move'; readonly by: number }
  /** To the question before. */
  | { readonly type: 'back' }
  /** In the review: the answers are right. */
  | { readonly type: 'submit' }
  /** Back to the review, if a question was asked again from there. Otherwise, the form ends without answers. */
  | { readonly type: 'cancel' }

/** Answers a question of a form. */
export interface FormAnswerEvent<Name, Answer> {
  readonly type: 'answer'
  /** The name of the field. */
  readonly field: Name
  /** Its answer. */
  readonly value: Answer
}

/** The states of a form. In `asking`, each step is a state of its name, with a state for each of its fields. */
export type FormState =
  | 'reading'
  | { readonly asking: Readonly<Record<string, FormFieldState | Readonly<Record<string, FormFieldState>>>> }
  | 'settling'
  | 'review'
  | 'accepted'
  | 'writing'
  | 'done'
  | 'left'
  | 'failed'

/** The states of a field. */
export type FormFieldState = 'deciding' | { readonly checking: 'quick' | 'slow' } | 'asking'

/** The input of a form. Nothing in it is required. */
export interface FormInput<Answers> {
  /** Answers by name, which are checked and not asked. They count before those of `answers`. */
  readonly answers?: Partial<Answers> | undefined
}

/** What `form` returns. Its output is the answers by name, or undefined if it was left. A question is a child, by its name. */
export type Form<Steps extends FormSteps, Maybe = never> = Pattern<
  FormContext,
  FormEvent<Steps>,
  FormState,
  'busy' | 'asking',
  FormInput<FormAnswers<Steps, Maybe>> | undefined,
  FormAnswers<Steps, Maybe> | undefined,
  {
    readonly [Name in keyof FormFields<Steps>]?:
      ActorRefFromLogic<FormFields<Steps>[Name] & AnyActorLogic> | undefined
  }
> & {
  /** Its fields, in their order. */
  readonly fields: readonly FormField[]
  /** What the form is for, if it says so. */
  readonly title: string | undefined
  /** The word for going on from the review. */
  readonly submitWord: string
}

interface Context extends FormContext {
  readonly direction: 'forward' | 'back'
  /** Whether what is answered isn't asked again until the review. */
  readonly isReturning: boolean
  readonly takesDefaults: boolean
  /** Whether nobody can be asked. */
  readonly isUnanswerable: boolean
  readonly printTo: string | undefined
  readonly problems: readonly AnswerProblem[]
  readonly error: unknown
  readonly given: object | undefined
}

type Event =
  | { readonly type: 'answer'; readonly field: string; readonly value: unknown }
  | { readonly type: 'change'; readonly field: string }
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'back' | 'submit' | 'cancel' }
  | { readonly type: 'read'; readonly given: AnswersGiven }
  | { readonly type: 'notRead'; readonly error: unknown }
  | CheckEvent
  | FailEvent

/** What is checked: an answer, with what it depends on. */
interface Checked {
  readonly name: string
  readonly answer: unknown
  readonly isNew: boolean
  readonly answers: object
}

/**
 * Asks questions, one after the other, and is done with their answers by name. Each step is a state.
 *
 * ```ts
 * const deploy = form({
 *   steps: {
 *     name: textInput({ question: 'Name of the service', required: true }),
 *     where: {
 *       environment: select({ question: 'Environment', options: ['staging', 'production'] }),
 *       token: textInput({ question: 'Token', masked: true }),
 *     },
 *   },
 *   when: { token: ({ environment }) => environment === 'production' },
 * })
 * ```
 *
 * @throws TypeError if two fields have the same name, or a name can't be a flag.
 * @throws RangeError if `maxCheckTime` isn't above 0.
 */
export function form<const Steps extends FormSteps, const Maybe extends string = never>(
  options: FormOptions<Steps, Maybe>,
): Form<Steps, Maybe> {
  return formOf(options as unknown as GivenOptions) as Form<Steps, Maybe>
}

/** The options without their types. */
type GivenOptions = Pick<
  FormOptions<FormSteps>,
  'steps' | 'review' | 'maxCheckTime' | 'title' | 'name' | 'answers'
> & {
  readonly when?: FormLaw['when']
  readonly defaults?: FormLaw['defaults']
  readonly validate?: Readonly<Record<string, FormValidator | undefined>>
}

type FormValidator =
  | Exclude<Validate<unknown>, (...args: never[]) => unknown>
  | ((value: unknown, check: FormCheck<object>) => never)

function formOf(options: GivenOptions): unknown {
  const {
    steps,
    when = {},
    defaults = {},
    validate = {},
    review = true,
    maxCheckTime = CHECK_TIME,
    name = 'form',
    title,
  } = options
  requirePositiveTime(`${name}: maxCheckTime`, maxCheckTime)
  const fields = fieldsOf(name, steps)
  const law: FormLaw = { fields, when, defaults }
  const indexByName = new Map(fields.map((field, index) => [field.name, index]))
  const indexOf = (field: string) => indexByName.get(field) ?? -1
  const sources = formSources(options.answers ?? [])
  const wanted: AnswersWanted = { form: name, title, fields, sources }

  const judge = (given: unknown, signal: AbortSignal) => {
    const { name, answer, isNew, answers } = given as Checked
    const own = isNew ? fields[indexOf(name)]!.asks.check(answer, signal) : { value: answer }
    const rule = validate[name]
    const then = (verdict: Awaited<typeof own>) => {
      if (rule === undefined || 'problem' in verdict) return verdict
      const bound: Validate<unknown> =
        typeof rule === 'function' ? (value, { signal }) => rule(value, { answers, signal }) : rule
      return verdictOf(verdict.value, bound, signal)
    }
    return 'then' in own ? own.then(then) : then(own)
  }

  const entryAt = ({ entries }: Context, index: number): FormEntry => entries[fields[index]!.name]!
  const isShown = (context: Context, index: number) =>
    shownFields(law, context.entries, index + 1)[index] === true
  const stopBefore = (context: Context, index: number) =>
    fields.slice(0, index).findLastIndex((_, at) => entryAt(context, at).wasAsked && isShown(context, at))
  /** Entries with news of a field. If its answer has changed, checks that may depend on it have to be made again. */
  const changed = (context: Context, name: string, news: Partial<FormEntry>): FormEntries => {
    const before = context.entries[name]!
    const isOther = 'answer' in news && !(before.state !== 'open' && isSame(before.answer, news.answer))
    return Object.fromEntries(
      fields.map((field, index) => {
        const entry = context.entries[field.name]!
        if (field.name === name) return [name, { ...entry, ...news }]
        const isStale =
          isOther && index > indexOf(name) && entry.state === 'answered' && validate[field.name] !== undefined
        return [field.name, isStale ? { ...entry, state: 'entered' as const } : entry]
      }),
    )
  }
  const update = (context: Context, name: string, news: Partial<FormEntry>) => {
    const entries = changed(context, name, news)
    return { entries, shown: shownFields(law, entries) }
  }
  const missing = (
    { name, flag, asks }: FormField,
    { problem, from, state }: FormEntry,
    isNone: boolean,
  ): AnswerProblem => {
    const where = from === undefined ? `--${flag}` : from
    const what =
      state === 'open' && problem === undefined ? (isNone ? 'has no default' : 'is missing') : (problem ?? '')
    return {
      field: name,
      message:
        problem === undefined
          ? `${name} ${what}: give --${flag} (${asks.question})`
          : `${where}: ${what} (${asks.question})`,
    }
  }

  const fieldState = (index: number) => {
    const field = fields[index]!
    const next = fields[index + 1] === undefined ? '#settling' : `#${fields[index + 1]!.name}`
    const before = index === 0 ? undefined : `#${fields[index - 1]!.name}`
    const at = { index }
    return {
      id: field.name,
      description: field.asks.question,
      initial: 'deciding',
      states: {
        deciding: {
          always: [
            ...(before === undefined
              ? []
              : [{ guard: { type: 'isPassedBack', params: at }, target: before }]),
            { guard: { type: 'isPassed', params: at }, target: next },
            { guard: { type: 'hasUnchecked', params: at }, target: 'checking' },
            {
              guard: { type: 'takesDefault', params: at },
              target: 'checking',
              actions: { type: 'takeDefault', params: at },
            },
            {
              guard: { type: 'isUnanswerable', params: at },
              target: next,
              actions: { type: 'noteMissing', params: at },
            },
            { target: 'asking' },
          ],
        },
        checking: {
          description: 'The answer is checked, with those before it.',
          entry: { type: 'arrive', params: at },
          invoke: {
            src: 'check',
            id: 'check',
            input: ({ context }: { context: Context }): CheckInput => ({
              verdict: { value: checkedAt(context, index) },
            }),
          },
          after: { maxCheckTime: { target: 'deciding', actions: { type: 'giveUp', params: at } } },
          on: {
            checked: [
              { guard: 'isRight', target: next, actions: { type: 'accept', params: at } },
              { target: 'deciding', actions: { type: 'refuse', params: at } },
            ],
            back: {
              guard: { type: 'canGoBack', params: at },
              target: before ?? 'asking',
              actions: 'goBack',
              description: 'Back',
            },
            cancel: { target: 'asking', description: 'Change' },
          },
          initial: 'quick',
          states: {
            quick: { after: { [SEEN_AFTER]: 'slow' } },
            slow: { tags: 'busy', description: 'The check takes its time.' },
          },
        },
        asking: {
          id: `${field.name}.asking`,
          tags: 'asking',
          entry: [
            { type: 'arrive', params: at },
            { type: 'ask', params: at },
          ],
          invoke: {
            src: field.name,
            id: field.name,
            input: ({ context }: { context: Context }) => questionInput(context, index),
            onDone:
              validate[field.name] === undefined
                ? {
                    target: next,
                    actions: [
                      { type: 'enter', params: at },
                      { type: 'settle', params: at },
                    ],
                  }
                : { target: 'checking', actions: { type: 'enter', params: at } },
          },
          on: {
            [`${field.name}.change`]: { actions: { type: 'draft', params: at } },
            answer: { guard: { type: 'isFor', params: at }, actions: { type: 'pass', params: at } },
            back: {
              guard: { type: 'canGoBack', params: at },
              target: before ?? 'deciding',
              actions: 'goBack',
              description: 'Back',
            },
            cancel: [
              { guard: { type: 'canReturn', params: at }, target: next, description: 'To the answers' },
              { target: '#left', description: 'Cancel' },
            ],
          },
        },
      },
    }
  }
  const checkedAt = (context: Context, index: number): Checked => {
    const { answer, state } = entryAt(context, index)
    return {
      name: fields[index]!.name,
      answer,
      isNew: state === 'given',
      answers: validate[fields[index]!.name] === undefined ? {} : answersFor(law, context.entries, index),
    }
  }
  const questionInput = (context: Context, index: number): QuestionInput<unknown> => {
    const { problem } = entryAt(context, index)
    const shown = context.shown.filter(Boolean).length
    const place = shownFields(law, context.entries, index).filter(Boolean).length + 1
    return { value: offered(context, index), note: `${place} of ${shown}`, inForm: true, problem }
  }
  const offered = (context: Context, index: number): unknown => {
    const { draft, state, answer } = entryAt(context, index)
    return draft ?? (state === 'open' ? undefined : answer) ?? defaultFor(law, context.entries, index)
  }
  const stepStates = Object.fromEntries(
    Object.entries(steps).map(([step, content]) => {
      if (isQuestion(content)) return [step, fieldState(indexOf(step))]
      const inner = questionsOf(step, content).map(([name]) => [name, fieldState(indexOf(name))] as const)
      return [step, { initial: inner[0]?.[0], states: Object.fromEntries(inner) }]
    }),
  )
  interface At {
    readonly index: number
  }

  const machine = setup({
    types: { context: {} as Context, events: {} as Event, input: undefined as FormInput<object> | undefined },
    actors: {
      ...Object.fromEntries(fields.map(({ name, question }) => [name, question as unknown as Work])),
      readAnswers: reading(wanted),
      check: checking(judge),
      writeAnswers,
    } as unknown as {
      readAnswers: ReturnType<typeof reading>
      check: ReturnType<typeof checking>
      writeAnswers: typeof writeAnswers
      question: Work
    },
    actions: {
      ...failingActions,
      takeGiven: assign(({ context, event, self }) => {
        if (event.type !== 'read') return {}
        const { answers, takesDefaults = false, printTo } = event.given
        const entries = Object.fromEntries(
          fields.map(({ name }) => {
            const given = answers[name]
            if (given === undefined) return [name, openEntry]
            const { from } = given
            return [
              name,
              'value' in given
                ? { ...openEntry, state: 'given' as const, answer: given.value, from }
                : { ...openEntry, problem: given.problem, from },
            ]
          }),
        )
        return {
          entries,
          shown: shownFields(law, entries),
          takesDefaults,
          printTo,
          isUnanswerable: canAnswer(self.system) === false,
          given: context.given,
        }
      }),
      keepReadError: assign({ error: ({ event }) => (event as { error?: unknown }).error }),
      arrive: assign((_, { index }: At) => ({ at: fields[index]!.name })),
      ask: assign(({ context }, { index }: At) => ({
        direction: 'forward' as const,
        ...update(context, fields[index]!.name, { wasAsked: true }),
      })),
      draft: assign(({ context, event }, { index }: At) => {
        const { value } = event as unknown as { readonly value: unknown }
        const { draft, problem, ...entry } = entryAt(context, index)
        const isChanged = !isSame(
          value,
          offered(
            {
              ...context,
              entries: { ...context.entries, [fields[index]!.name]: { ...entry, draft: undefined, problem } },
            },
            index,
          ),
        )
        return {
          entries: {
            ...context.entries,
            [fields[index]!.name]: {
              ...entry,
              problem: isChanged ? undefined : problem,
              draft: isChanged ? value : undefined,
            },
          },
        }
      }),
      pass: sendTo(
        (_, { index }: At) => fields[index]!.name,
        ({ event }) => ({ type: 'answer', value: (event as { readonly value?: unknown }).value }),
      ),
      enter: assign(({ context, event }, { index }: At) => {
        const { output } = event as unknown as { readonly output: unknown }
        const news = {
          state: 'entered',
          answer: output,
          draft: undefined,
          problem: undefined,
          from: undefined,
        } as const
        return update(context, fields[index]!.name, news)
      }),
      settle: assign(({ context }, { index }: At) =>
        update(context, fields[index]!.name, { state: 'answered' }),
      ),
      accept: assign(({ context, event }, { index }: At) => {
        const { verdict } = event as CheckEvent
        if (!('value' in verdict)) return {}
        return update(context, fields[index]!.name, {
          state: 'answered',
          answer: verdict.value,
          problem: undefined,
        })
      }),
      refuse: assign(({ context, event }, { index }: At) => {
        const { verdict } = event as CheckEvent
        if (!('problem' in verdict)) return {}
        const { answer } = entryAt(context, index)
        return update(context, fields[index]!.name, {
          state: 'open',
          draft: answer,
          problem: verdict.problem,
        })
      }),
      giveUp: assign(({ context }, { index }: At) => {
        const { answer } = entryAt(context, index)
        const problem = `not checked within ${maxCheckTime / 1_000} s: try again`
        return update(context, fields[index]!.name, { state: 'open', draft: answer, problem })
      }),
      takeDefault: assign(({ context }, { index }: At) =>
        update(context, fields[index]!.name, {
          state: 'given',
          answer: defaultAt(context, index),
          from: 'the default',
        }),
      ),
      noteMissing: assign(({ context }, { index }: At) => ({
        problems: [
          ...context.problems,
          missing(fields[index]!, entryAt(context, index), context.takesDefaults),
        ],
      })),
      noteProblems: assign({ error: ({ context }) => new AnswersError(context.problems) }),
      goBack: assign({ direction: 'back' as const, at: undefined }),
      openReview: assign(({ context }) => ({
        isReturning: false,
        direction: 'forward' as const,
        at: undefined,
        position: context.shown.filter(Boolean).length,
      })),
      startReturn: assign({ isReturning: true }),
      move: assign(({ context, event }) => {
        const { by } = event as { readonly by?: number }
        const last = context.shown.filter(Boolean).length
        return { position: Math.max(0, Math.min(last, context.position + (by ?? 0))) }
      }),
    },
    guards: {
      /** Back goes on to what was asked. What comes before that isn't there any more, once nothing before was asked. */
      isPassedBack: ({ context }, { index }: At) =>
        context.direction === 'back' &&
        !(entryAt(context, index).wasAsked && isShown(context, index)) &&
        stopBefore(context, index) >= 0,
      isPassed: ({ context }, { index }: At) => {
        if (context.direction === 'back') return false
        if (!isShown(context, index)) return true
        const { state, wasAsked } = entryAt(context, index)
        return state === 'answered' && (context.isReturning || !wasAsked)
      },
      hasUnchecked: ({ context }, { index }: At) => {
        const { state, wasAsked } = entryAt(context, index)
        return (
          context.direction === 'forward' &&
          ['given', 'entered'].includes(state) &&
          (context.isReturning || !wasAsked)
        )
      },
      takesDefault: ({ context }, { index }: At) => {
        const { state, wasAsked, problem } = entryAt(context, index)
        return (
          context.takesDefaults &&
          state === 'open' &&
          !wasAsked &&
          problem === undefined &&
          hasDefault(context, index)
        )
      },
      isUnanswerable: ({ context }) => context.isUnanswerable,
      isRight: ({ event }) => event.type === 'checked' && 'value' in event.verdict,
      canGoBack: ({ context }, { index }: At) => stopBefore(context, index) >= 0,
      canReturn: ({ context }, { index }: At) =>
        context.isReturning && entryAt(context, index).state !== 'open',
      isFor: ({ event }, { index }: At) => event.type === 'answer' && event.field === fields[index]!.name,
      isChanged: ({ context, event }, { index }: At) =>
        event.type === 'change' && event.field === fields[index]!.name && context.shown[index] === true,
      hasProblems: ({ context }) => context.problems.length > 0,
      isReviewed: ({ context }) =>
        review !== false && Object.values(context.entries).some(({ wasAsked }) => wasAsked),
      isPrinted: ({ context }) => context.printTo !== undefined,
    },
    delays: { maxCheckTime },
  })
  const defaultAt = (context: Context, index: number) => {
    const verdict = fields[index]!.asks.accept(defaultFor(law, context.entries, index))
    return 'value' in verdict ? verdict.value : undefined
  }
  const hasDefault = (context: Context, index: number) =>
    'value' in fields[index]!.asks.accept(defaultFor(law, context.entries, index))

  const chart = machine.createMachine({
    id: name,
    meta: { resume: 'goesOn', canEnd: true, canFail: true } satisfies PatternRules,
    description: title === undefined ? 'Asks questions, one after the other.' : `Asks for ${title}.`,
    context: ({ input }: { input: FormInput<object> | undefined }): Context => {
      const entries = Object.fromEntries(fields.map(({ name }) => [name, openEntry]))
      return {
        entries,
        shown: [],
        at: undefined,
        position: 0,
        direction: 'forward',
        isReturning: false,
        takesDefaults: false,
        isUnanswerable: false,
        printTo: undefined,
        problems: [],
        error: undefined,
        given: input?.answers,
      }
    },
    initial: 'reading',
    states: {
      reading: {
        description: 'Answers from elsewhere are read.',
        invoke: {
          src: 'readAnswers',
          id: 'readAnswers',
          input: ({ context }: { context: Context }) => context.given,
        },
        on: {
          read: { target: 'asking', actions: 'takeGiven' },
          notRead: { target: 'failed', actions: 'keepReadError' },
          cancel: { target: 'left', description: 'Cancel' },
        },
      },
      asking: {
        initial: Object.keys(steps)[0],
        states: stepStates,
      } as object,
      settling: {
        id: 'settling',
        always: [
          { guard: 'hasProblems', target: 'failed', actions: 'noteProblems' },
          { guard: 'isReviewed', target: 'review' },
          { target: 'accepted' },
        ],
      },
      review: {
        description: 'All answers are shown, and can be changed.',
        entry: 'openReview',
        on: {
          move: { actions: 'move' },
          change: fields.map(({ name }, index) => ({
            guard: { type: 'isChanged' as const, params: { index } },
            target: `#${name}.asking`,
            actions: 'startReturn' as const,
            description: 'Change',
          })),
          submit: { target: 'accepted', description: 'Go on' },
          back: { target: `#${fields.at(-1)!.name}`, actions: 'goBack', description: 'Back' },
          cancel: { target: 'left', description: 'Cancel' },
        },
      },
      accepted: { always: [{ guard: 'isPrinted', target: 'writing' }, { target: 'done' }] },
      writing: {
        description: 'The answers are written to a file.',
        invoke: {
          src: 'writeAnswers',
          id: 'writeAnswers',
          input: ({ context }: { context: Context }) => ({
            path: context.printTo!,
            fields,
            answers: answersOf(law, context.entries),
          }),
          onDone: 'done',
          onError: { target: 'failed', actions: 'keepReadError' },
        },
      },
      done: { type: 'final', output: ({ context }: { context: Context }) => answersOf(law, context.entries) },
      left: { id: 'left', type: 'final' },
      failed,
    },
    output: ({ event }: { event: object }) => (event as { output?: unknown }).output,
  } as never)
  const submitWord = typeof review === 'string' ? review : 'Done'
  return overriding(asPattern<Work>(chart), { fields, title, submitWord } as object)
}

/** Reads answers from all sources, at once if none of them has to be waited for. */
function reading(wanted: AnswersWanted) {
  return fromCallback<EventObject, object | undefined>(({ input, sendBack }) => {
    let isOver = false
    const tell = (event: Event) => {
      if (!isOver) sendBack(event)
    }
    try {
      const given = readAnswers(
        input === undefined ? wanted : { ...wanted, sources: [...formSources([input]), ...wanted.sources] },
      )
      if ('then' in given)
        void given.then(
          (given) => tell({ type: 'read', given }),
          (error: unknown) => tell({ type: 'notRead', error }),
        )
      else tell({ type: 'read', given })
    } catch (error) {
      tell({ type: 'notRead', error })
    }
    return () => {
      isOver = true
    }
  })
}
