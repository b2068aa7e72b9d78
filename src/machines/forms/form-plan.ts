import type { AnswerProblem } from './answers-error.ts'
import type { AnswersWanted, FormField, GivenAnswer } from './answer-source.ts'
import type { FormSteps } from './form-fields.ts'
import type { FormCheck } from './form-options.ts'
import {
  answersFor,
  defaultFor,
  fieldsOf,
  openEntry,
  shownFields,
  unlessMissing,
  type FormEntries,
  type FormEntry,
  type FormLaw,
} from './form-walk.ts'
import type { AnswerWays } from './reading-answers.ts'
import { isSame, type CheckInput, type QuestionInput } from './question.ts'
import { verdictOf, type AnswerSchema, type Verdict } from './verdict.ts'

/** A check of a form, without its types. */
export type FormRule = AnswerSchema<unknown> | ((value: unknown, check: FormCheck<object>) => never)

/** What is known of a form while it runs. */
export interface FormProgress {
  readonly entries: FormEntries
  readonly shown: readonly boolean[]
}

/** What a check of the form is about: an answer, and what it depends on. */
interface Checked {
  readonly index: number
  readonly answer: unknown
  /** Whether its question hasn't checked it. */
  readonly isNew: boolean
  readonly answers: object
}

/** The rules of a form, and what follows from them. It has no state. Fields are named by their index. */
export class FormPlan {
  readonly fields: readonly FormField[]
  /** What sources of answers are asked for. */
  readonly wanted: AnswersWanted
  readonly #law: FormLaw
  readonly #validate: Readonly<Record<string, FormRule | undefined>>
  readonly #indexes: ReadonlyMap<string, number>

  constructor(
    form: Pick<AnswersWanted, 'form' | 'title' | 'sources'>,
    steps: FormSteps,
    {
      when,
      defaults,
      validate,
    }: Pick<FormLaw, 'when' | 'defaults'> & {
      readonly validate: Readonly<Record<string, FormRule | undefined>>
    },
  ) {
    this.fields = fieldsOf(form.form, steps)
    this.wanted = { ...form, fields: this.fields }
    this.#law = { fields: this.fields, when, defaults }
    this.#validate = validate
    this.#indexes = new Map(this.fields.map(({ name }, index) => [name, index]))
  }

  indexOf(name: string): number {
    return this.#indexes.get(name) ?? -1
  }

  entryAt({ entries }: FormProgress, index: number): FormEntry {
    return entries[this.fields[index]!.name]!
  }

  /** Whether the form checks the answer, after its question has. */
  isChecked(index: number): boolean {
    return this.#validate[this.fields[index]!.name] !== undefined
  }

  isShown({ entries }: FormProgress, index: number): boolean {
    return shownFields(this.#law, entries, index + 1)[index] === true
  }

  /** Whether something before was asked, so that there is a way back. */
  canGoBack(progress: FormProgress, index: number): boolean {
    return this.fields
      .slice(0, index)
      .some((_, at) => this.entryAt(progress, at).wasAsked && this.isShown(progress, at))
  }

  withEntries(entries: FormEntries): FormProgress {
    return { entries, shown: shownFields(this.#law, entries) }
  }

  /** What is known with news of a field. If its answer has changed, answers that it may have made wrong are checked again. */
  update({ entries }: FormProgress, index: number, news: Partial<FormEntry>): FormProgress {
    const before = this.entryAt({ entries, shown: [] }, index)
    const isOther = 'answer' in news && (before.state === 'open' || !isSame(before.answer, news.answer))
    const entry = (at: number, entry: FormEntry): FormEntry => {
      if (at === index) return { ...entry, ...news }
      const isStale = isOther && at > index && entry.state === 'answered' && this.isChecked(at)
      return isStale ? { ...entry, state: 'entered' } : entry
    }
    return this.withEntries(
      Object.fromEntries(this.fields.map(({ name }, at) => [name, entry(at, entries[name]!)])),
    )
  }

  /** What is known with answers from elsewhere, which aren't checked yet. */
  withGiven(answers: Readonly<Record<string, GivenAnswer>>): FormProgress {
    const entryOf = (given: GivenAnswer | undefined): FormEntry => {
      if (given === undefined) return openEntry
      const { from } = given
      if ('problem' in given) return { ...openEntry, problem: given.problem, from }
      return { ...openEntry, state: 'given', answer: given.value, from }
    }
    return this.withEntries(Object.fromEntries(this.fields.map(({ name }) => [name, entryOf(answers[name])])))
  }

  /** What is known once an answer was found to be wrong: it's asked for again, with what is wrong. */
  refuse(progress: FormProgress, index: number, problem: string): FormProgress {
    const { answer } = this.entryAt(progress, index)
    return this.update(progress, index, { state: 'open', draft: answer, problem })
  }

  /** What is known with what is in the field now. The field tells it at its start, too. */
  typed(progress: FormProgress, index: number, value: unknown): Pick<FormProgress, 'entries'> {
    const { entries } = progress
    if (isSame(value, this.offeredAt(progress, index))) return { entries }
    const entry: FormEntry = { ...this.entryAt(progress, index), draft: undefined, problem: undefined }
    const withEntry = (entry: FormEntry) => ({ ...entries, [this.fields[index]!.name]: entry })
    const isOffered = isSame(value, this.offeredAt({ ...progress, entries: withEntry(entry) }, index))
    return { entries: withEntry(isOffered ? entry : { ...entry, draft: value }) }
  }

  /** What is in the field when it's asked: what was typed before, the answer before, or the answer at first. */
  offeredAt({ entries, shown }: FormProgress, index: number): unknown {
    const { draft, state, answer } = this.entryAt({ entries, shown }, index)
    return draft ?? (state === 'open' ? undefined : answer) ?? defaultFor(this.#law, entries, index)
  }

  /** The answer that Enter alone would be, or what is wrong with it. */
  defaultAt({ entries }: FormProgress, index: number): Verdict<unknown> {
    return this.fields[index]!.asks.accept(defaultFor(this.#law, entries, index))
  }

  questionAt(progress: FormProgress, index: number): QuestionInput<unknown> {
    const place = shownFields(this.#law, progress.entries, index).filter(Boolean).length + 1
    return {
      value: this.offeredAt(progress, index),
      note: `${place} of ${progress.shown.filter(Boolean).length}`,
      inForm: true,
      problem: this.entryAt(progress, index).problem,
    }
  }

  checkAt({ entries, shown }: FormProgress, index: number): CheckInput {
    const { answer, state } = this.entryAt({ entries, shown }, index)
    const answers = this.isChecked(index) ? answersFor(this.#law, entries, index) : {}
    return { verdict: { value: { index, answer, isNew: state === 'given', answers } satisfies Checked } }
  }

  /** Checks an answer as its question would, and then by the form. */
  judge(checked: unknown, signal: AbortSignal): Verdict<unknown> | Promise<Verdict<unknown>> {
    const { index, answer, isNew, answers } = checked as Checked
    const { name, asks } = this.fields[index]!
    const rule = this.#validate[name]
    const own = isNew ? asks.check(answer, signal) : { value: answer }
    const byForm = (verdict: Verdict<unknown>) => {
      if (rule === undefined || 'problem' in verdict) return verdict
      // What depends on an answer that is missing, too, can't be judged. The one that is missing is told.
      const bound =
        typeof rule === 'function'
          ? (value: unknown) => unlessMissing(() => rule(value, { answers, signal }), undefined as never)
          : rule
      return verdictOf(verdict.value, bound, signal)
    }
    return 'then' in own ? own.then(byForm) : byForm(own)
  }

  /** What is said of a field that nobody can be asked for. */
  problemAt(
    progress: FormProgress & { readonly ways: AnswerWays; readonly takesDefaults: boolean },
    index: number,
  ): AnswerProblem {
    const { name, asks } = this.fields[index]!
    const { problem, from } = this.entryAt(progress, index)
    if (problem !== undefined)
      return { field: name, message: `${name} is wrong: ${problem} (${from ?? 'an answer'})` }
    const why = progress.takesDefaults ? 'has no default' : 'is missing'
    return {
      field: name,
      message: `${name} ${why}: give ${progress.ways[name] || 'an answer'} (${asks.question})`,
    }
  }

  answersOf({ entries }: FormProgress): Readonly<Record<string, unknown>> {
    const shown = shownFields(this.#law, entries)
    return Object.fromEntries(
      this.fields.map(({ name }, index) => [name, shown[index] === true ? entries[name]!.answer : undefined]),
    )
  }
}
