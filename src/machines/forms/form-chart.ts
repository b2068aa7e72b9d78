import { assign, sendTo, setup } from 'xstate'
import { failed, failingActions, type FailEvent } from '../kit/failure.ts'
import { requirePositiveTime } from '../kit/numbers.ts'
import { asPattern, overriding, type PatternRules, type Work } from '../kit/pattern.ts'
import { canAnswer } from './answerable.ts'
import { AnswersError, type AnswerProblem } from './answers-error.ts'
import { fieldId, fieldState, type At } from './form-field-state.ts'
import type { FormSteps } from './form-fields.ts'
import type { FormContext, FormInput } from './form-context.ts'
import type { FormOptions } from './form-options.ts'
import { FormPlan, type FormRule } from './form-plan.ts'
import { formSources } from './form-sources.ts'
import { isQuestion, openEntry, questionsOf, type FormLaw } from './form-walk.ts'
import { checking, CHECK_TIME, type CheckEvent } from './question.ts'
import { readingAnswers, type AnswerWays, type ReadingEvent } from './reading-answers.ts'
import { writeAnswers } from './write-answers.ts'

/** The options of a form without their types. */
export type GivenOptions = Omit<FormOptions<FormSteps>, 'when' | 'defaults' | 'validate'> & {
  readonly when?: FormLaw['when']
  readonly defaults?: FormLaw['defaults']
  readonly validate?: Readonly<Record<string, FormRule | undefined>>
}

interface Context extends FormContext {
  /** Answers that the form was started with. */
  readonly given: object | undefined
  readonly direction: 'forward' | 'back'
  /** Whether what is answered isn't asked again until the review. */
  readonly isReturning: boolean
  readonly takesDefaults: boolean
  readonly ways: AnswerWays
  /** Whether nobody can be asked. */
  readonly isUnanswerable: boolean
  readonly problems: readonly AnswerProblem[]
  readonly error: unknown
  /** A secret was left out of what was kept. */
  readonly asksAgain?: boolean
}

type Event =
  | { readonly type: 'answer'; readonly field: string; readonly value: unknown }
  | { readonly type: 'change'; readonly field: string }
  | { readonly type: 'move'; readonly by: number }
  | { readonly type: 'back' | 'submit' | 'cancel' }
  | ReadingEvent
  | CheckEvent
  | FailEvent

/** The chart of a form. */
export function formChart(options: GivenOptions): unknown {
  const { steps, when = {}, defaults = {}, validate = {}, review = true, maxCheckTime = CHECK_TIME } = options
  const { name = 'form', title } = options
  requirePositiveTime(`${name}: maxCheckTime`, maxCheckTime)
  const sources = formSources(options.answers ?? [])
  const plan = new FormPlan({ form: name, title, sources }, steps, { when, defaults, validate })
  const submitWord = typeof review === 'string' ? review : 'Done'
  const machine = parts(plan, options).createMachine({
    id: name,
    meta: {
      resume: 'goesOn',
      kept: (context: Context) => withoutSecrets(plan, context),
      canEnd: true,
      canFail: true,
    } satisfies PatternRules,
    description: title ?? 'Asks questions, one after the other.',
    context: ({ input }: { input: FormInput<object> | undefined }) => contextAtFirst(plan, input),
    initial: 'reading',
    states: {
      reading: {
        description: 'Answers from elsewhere are read.',
        invoke: {
          src: 'form.read',
          id: 'form.read',
          input: ({ context }: { context: Context }) => context.given,
        },
        on: {
          read: { target: 'asking', actions: 'takeGiven' },
          notRead: { target: 'failed', actions: 'keepError' },
          cancel: { target: 'left', description: 'Cancel' },
        },
      },
      asking: { initial: Object.keys(steps)[0], states: stepStates(plan, steps) },
      settling: {
        id: 'settling',
        always: [
          { guard: 'hasProblems', target: 'failed', actions: 'noteProblems' },
          { guard: 'isReviewed', target: 'review' },
          { target: 'accepted' },
        ],
      },
      review: reviewState(plan, submitWord),
      accepted: { always: [{ guard: 'isWritten', target: 'writing' }, { target: 'done' }] },
      writing: {
        description: 'The answers are written to a file.',
        invoke: {
          src: 'form.write',
          id: 'form.write',
          input: ({ context }: { context: Context }) => ({
            path: context.writeTo!,
            fields: plan.fields,
            answers: plan.answersOf(context),
          }),
          onDone: 'done',
          onError: { target: 'failed', actions: 'keepError' },
        },
      },
      done: { type: 'final', output: ({ context }: { context: Context }) => plan.answersOf(context) },
      left: { id: 'left', type: 'final' },
      failed,
    },
    output: ({ event }: { event: object }) => (event as { output?: unknown }).output,
    // The names of actors, and so of states, are known at run time only.
  } as never)
  return overriding(askingAgain(asPattern<Work>(machine)), {
    fields: plan.fields,
    title,
    submitWord,
  } as object)
}

/** What is written to a file. Secrets are asked again. */
function withoutSecrets({ fields }: FormPlan, context: Context): Context {
  const secrets = fields.filter(({ asks }) => asks.masked).map(({ name }) => name)
  const has = (name: string) => context.entries[name]!.state !== 'open'
  const open = Object.fromEntries(secrets.map((name) => [name, openEntry]))
  const given = Object.entries(context.given ?? {}).filter(([name]) => !secrets.includes(name))
  return {
    ...context,
    entries: { ...context.entries, ...open },
    given: context.given && Object.fromEntries(given),
    asksAgain: secrets.some(has),
  }
}

/** A form that goes on keeps what was answered. */
function known(plan: FormPlan, { entries }: Context, answers: Parameters<FormPlan['withGiven']>[0]) {
  const kept = Object.entries(entries).filter(
    ([, { state, draft }]) => state !== 'open' || draft !== undefined,
  )
  return plan.withEntries({ ...plan.withGiven(answers).entries, ...Object.fromEntries(kept) })
}

/** Without a secret that was answered before, it walks through all fields again. Those that have answers aren't asked. */
function askingAgain(work: Work): Work {
  const restore: NonNullable<Work['restoreSnapshot']> = (saved, scope) => {
    const { context } = saved as unknown as { readonly context: Context }
    if (context.asksAgain !== true) return work.restoreSnapshot!(saved, scope)
    const walking = { context: { ...context, asksAgain: false, isReturning: true }, value: 'reading' }
    return work.restoreSnapshot!(Object.assign({}, saved, walking, { children: {}, historyValue: {} }), scope)
  }
  return overriding(work, { restoreSnapshot: restore })
}

function contextAtFirst(plan: FormPlan, input: FormInput<object> | undefined): Context {
  return {
    entries: Object.fromEntries(plan.fields.map(({ name }) => [name, openEntry])),
    shown: [],
    at: undefined,
    position: 0,
    writeTo: undefined,
    given: input?.answers,
    direction: 'forward',
    isReturning: false,
    takesDefaults: false,
    ways: {},
    isUnanswerable: false,
    problems: [],
    error: undefined,
  }
}

/** A step that is a question is the state of that field. */
function stepStates(plan: FormPlan, steps: FormSteps): object {
  return Object.fromEntries(
    Object.entries(steps).map(([step, content]) => {
      if (isQuestion(content)) return [step, fieldState(plan, plan.indexOf(step))]
      const names = questionsOf(step, content).map(([name]) => name)
      const states = names.map((name) => [name, fieldState(plan, plan.indexOf(name))] as const)
      return [step, { initial: names[0], states: Object.fromEntries(states) }]
    }),
  )
}

function reviewState({ fields }: FormPlan, submitWord: string): object {
  return {
    tags: 'asking',
    description: 'All answers are shown, and can be changed.',
    entry: 'openReview',
    on: {
      move: { actions: 'move', description: 'Select' },
      change: fields.map(({ name }, index) => ({
        guard: { type: 'isChanged', params: { index } },
        target: `#${fieldId(name)}.asking`,
        actions: 'startReturn',
        description: 'Change',
      })),
      submit: { target: 'accepted', description: submitWord },
      back: { target: `#${fieldId(fields.at(-1)!.name)}`, actions: 'goBack', description: 'Back' },
      cancel: { target: 'left', description: 'Cancel' },
    },
  }
}

/** What the chart is made of: its actors, actions and guards. */
function parts(plan: FormPlan, { review = true, maxCheckTime = CHECK_TIME }: GivenOptions) {
  const { fields } = plan
  const read = readingAnswers(plan.wanted)
  const check = checking((checked, signal) => plan.judge(checked, signal))
  const questions = Object.fromEntries(fields.map(({ name, question }) => [name, question]))
  return setup({
    types: {
      context: {} as Context,
      events: {} as Event,
      input: undefined as FormInput<object> | undefined,
    },
    actors: { ...questions, 'form.read': read, 'form.check': check, 'form.write': writeAnswers },
    actions: {
      ...failingActions,
      takeGiven: assign(({ context, event, self }) => {
        if (event.type !== 'read') return {}
        const { answers, takesDefaults = false, writeTo } = event.given
        return {
          ...(context.isReturning ? known(plan, context, answers) : plan.withGiven(answers)),
          given: undefined,
          ways: event.ways,
          takesDefaults,
          writeTo,
          isUnanswerable: canAnswer(self.system) === false,
        }
      }),
      keepError: assign({ error: ({ event }) => (event as { error?: unknown }).error }),
      arrive: assign((_, { index }: At) => ({ at: fields[index]!.name })),
      ask: assign(({ context }, { index }: At) => ({
        direction: 'forward' as const,
        ...plan.update(context, index, { wasAsked: true }),
      })),
      draft: assign(({ context, event }, { index }: At) => {
        const { value } = event as unknown as { readonly value: unknown }
        return plan.typed(context, index, value)
      }),
      pass: sendTo(
        (_, { index }: At) => fields[index]!.name,
        ({ event }) => ({ type: 'answer', value: (event as { readonly value?: unknown }).value }),
      ),
      enter: assign(({ context, event }, { index }: At) => {
        const { output: answer } = event as unknown as { readonly output: unknown }
        return plan.update(context, index, { ...openEntry, state: 'entered', answer, wasAsked: true })
      }),
      settle: assign(({ context }, { index }: At) => plan.update(context, index, { state: 'answered' })),
      accept: assign(({ context, event }, { index }: At) => {
        if (event.type !== 'checked' || !('value' in event.verdict)) return {}
        const { value: answer } = event.verdict
        return plan.update(context, index, { state: 'answered', answer, problem: undefined })
      }),
      refuse: assign(({ context, event }, { index }: At) =>
        event.type === 'checked' && 'problem' in event.verdict
          ? plan.refuse(context, index, event.verdict.problem)
          : {},
      ),
      giveUp: assign(({ context }, { index }: At) =>
        plan.refuse(context, index, `not checked within ${maxCheckTime / 1_000} s: try again`),
      ),
      takeDefault: assign(({ context }, { index }: At) => {
        const verdict = plan.defaultAt(context, index)
        if (!('value' in verdict)) return {}
        return plan.update(context, index, { state: 'given', answer: verdict.value, from: 'the default' })
      }),
      noteProblem: assign(({ context }, { index }: At) => ({
        problems: [...context.problems, plan.problemAt(context, index)],
      })),
      noteProblems: assign({ error: ({ context }) => new AnswersError(context.problems) }),
      goBack: assign({ direction: 'back' as const }),
      openReview: assign(({ context }) => ({
        isReturning: false,
        direction: 'forward' as const,
        at: undefined,
        position: context.shown.filter(Boolean).length,
      })),
      startReturn: assign({ isReturning: true }),
      /** After the answers, there are two buttons. */
      move: assign(({ context, event }) => {
        if (event.type !== 'move') return {}
        const last = context.shown.filter(Boolean).length + 1
        return { position: Math.max(0, Math.min(last, context.position + event.by)) }
      }),
    },
    guards: {
      /** The way back leads to what was asked. */
      isPassedBack: ({ context }, { index }: At) =>
        context.direction === 'back' &&
        !(plan.entryAt(context, index).wasAsked && plan.isShown(context, index)) &&
        plan.canGoBack(context, index),
      isPassed: ({ context }, { index }: At) =>
        context.direction === 'forward' &&
        (!plan.isShown(context, index) ||
          (plan.entryAt(context, index).state === 'answered' && isKept(context, plan, index))),
      hasUnchecked: ({ context }, { index }: At) =>
        context.direction === 'forward' &&
        ['given', 'entered'].includes(plan.entryAt(context, index).state) &&
        isKept(context, plan, index),
      takesDefault: ({ context }, { index }: At) => {
        const { state, wasAsked, problem } = plan.entryAt(context, index)
        const isFree = state === 'open' && !wasAsked && problem === undefined
        return context.takesDefaults && isFree && 'value' in plan.defaultAt(context, index)
      },
      isUnanswerable: ({ context }) => context.isUnanswerable,
      isRight: ({ event }) => event.type === 'checked' && 'value' in event.verdict,
      canGoBack: ({ context }, { index }: At) => plan.canGoBack(context, index),
      canReturn: ({ context }, { index }: At) =>
        context.isReturning && plan.entryAt(context, index).state !== 'open',
      isFor: ({ event }, { index }: At) => event.type === 'answer' && event.field === fields[index]!.name,
      isChanged: ({ context, event }, { index }: At) =>
        event.type === 'change' && event.field === fields[index]!.name && context.shown[index] === true,
      hasProblems: ({ context }) => context.problems.length > 0,
      isReviewed: ({ context }) =>
        review !== false && Object.values(context.entries).some(({ wasAsked }) => wasAsked),
      isWritten: ({ context }) => context.writeTo !== undefined,
    },
    delays: { maxCheckTime },
  })
}

/** Whether an answer isn't asked for again: it's from elsewhere, or the user wants to come back to the review. */
function isKept(context: Context, plan: FormPlan, index: number): boolean {
  return context.isReturning || !plan.entryAt(context, index).wasAsked
}
