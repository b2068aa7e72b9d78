import { COMMON_FLAGS, type FormField } from './answer-source.ts'
import type { FormQuestion, FormSteps } from './form-fields.ts'
import type { Asked } from './question.ts'

/** What is known about a field. */
export interface FormEntry {
  /**
   * 'open': there is no answer. 'given': one that isn't checked. 'entered': one that the question has checked, but not the form.
   * 'answered': one that is right, as long as no answer before it changes.
   */
  readonly state: 'open' | 'given' | 'entered' | 'answered'
  /** The answer, if there is one. */
  readonly answer: unknown
  /** What was in the field when it was left without an answer. */
  readonly draft: unknown
  /** What is wrong with the answer, to be shown when it's asked for again. */
  readonly problem: string | undefined
  /** Whether the user was asked. */
  readonly wasAsked: boolean
  /** Where the answer came from, such as '--name', if it's from elsewhere. */
  readonly from: string | undefined
}

/** What is known about each field, by name. */
export type FormEntries = Readonly<Record<string, FormEntry>>

type Rule<Result> = (answers: object) => Result

/** The rules of a form, by the names of steps and fields. */
export interface FormLaw {
  readonly fields: readonly FormField[]
  readonly when: Readonly<Record<string, Rule<boolean> | undefined>>
  readonly defaults: Readonly<Record<string, Rule<unknown> | undefined>>
}

export const openEntry: FormEntry = {
  state: 'open',
  answer: undefined,
  draft: undefined,
  problem: undefined,
  wasAsked: false,
  from: undefined,
}

/** A rule has used an answer that is missing. What it would say can't be known. */
class MissingAnswer extends Error {}

/** Names have to be flags and ids of states. */
const NAME = /^[A-Za-z][\w-]*$/

/**
 * The fields of all steps, in their order.
 *
 * @throws TypeError for two fields or steps of the same name, for a name that can't be a flag, and for what isn't a question.
 */
export function fieldsOf(form: string, steps: FormSteps): readonly FormField[] {
  const entries = Object.entries(steps)
  const fields = entries.flatMap(([step, content]) =>
    questionsOf(step, content).map(([name, question]) => {
      const { asks } = question as { readonly asks?: Asked<unknown> }
      if (asks === undefined) throw new TypeError(`${form}: ${name} isn't a question: use one of actty/forms`)
      return { name, step, flag: flagOf(name), asks, question }
    }),
  )
  const groups = entries.filter(([, content]) => !isQuestion(content)).map(([step]) => step)
  const names = [...groups, ...fields.map(({ name }) => name)]
  const flags = [...groups, ...fields.map(({ flag }) => flag)]
  const taken = fields.find(({ flag }) => COMMON_FLAGS.some((common) => common === flag))
  if (taken !== undefined)
    throw new TypeError(`${form}: --${taken.flag} is a flag of every form: rename ${taken.name}`)
  for (const [index, name] of names.entries()) {
    if (!NAME.test(name))
      throw new TypeError(`${form}: '${name}' can't be a name: use letters, digits, _ and -`)
    if (flags.indexOf(flags[index]!) !== index)
      throw new TypeError(`${form}: two are called ${name}: rename one of them`)
  }
  if (fields.length === 0) throw new TypeError(`${form}: there is no field: name one in 'steps'`)
  return fields
}

export function isQuestion(content: FormSteps[string]): content is FormQuestion {
  return 'asks' in content && 'read' in (content as { readonly asks: object }).asks
}

/** The questions of a step by name. A step that is a question has its own name. */
export function questionsOf(
  step: string,
  content: FormSteps[string],
): readonly (readonly [string, FormQuestion])[] {
  return isQuestion(content) ? [[step, content]] : Object.entries(content)
}

/** `dryRun` is the flag 'dry-run'. */
function flagOf(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase()
}

/** Whether each field is asked, in their order, as far as that is known: those after `end` aren't looked at. */
export function shownFields(law: FormLaw, entries: FormEntries, end = law.fields.length): readonly boolean[] {
  const shown: boolean[] = []
  for (const [index, field] of law.fields.slice(0, end).entries()) {
    const rules = [...new Set([field.step, field.name])].map((name) => law.when[name])
    const answers = answersBefore(law, entries, shown, index)
    shown.push(rules.every((rule) => rule === undefined || unlessMissing(() => rule(answers), false)))
  }
  return shown
}

/** What a rule says; `otherwise` if it has used an answer that is missing. */
export function unlessMissing<Result>(rule: () => Result, otherwise: Result): Result {
  const onMissing = (error: unknown): Result => {
    if (error instanceof MissingAnswer) return otherwise
    throw error
  }
  try {
    const result = rule()
    return result instanceof Promise ? (result.catch(onMissing) as Result) : result
  } catch (error) {
    return onMissing(error)
  }
}

/** The answer at first that the answers before a field say. */
export function defaultFor(law: FormLaw, entries: FormEntries, index: number): unknown {
  const rule = law.defaults[law.fields[index]!.name]
  if (rule === undefined) return undefined
  return unlessMissing(() => rule(answersFor(law, entries, index)), undefined)
}

/** The answers before a field, for its rules. */
export function answersFor(law: FormLaw, entries: FormEntries, index: number): object {
  return answersBefore(law, entries, shownFields(law, entries, index), index)
}

/**
 * Answers as rules see them. A field that isn't asked has undefined. To use an answer that is missing or comes later throws, since a
 * wrong guess would ask for the wrong things.
 */
function answersBefore(
  { fields }: FormLaw,
  entries: FormEntries,
  shown: readonly boolean[],
  end: number,
): object {
  const answers = {}
  for (const [index, { name }] of fields.entries()) {
    const { state, answer } = entries[name]!
    if (index < end && (shown[index] !== true || state !== 'open'))
      Object.defineProperty(answers, name, {
        value: shown[index] === true ? answer : undefined,
        enumerable: true,
      })
    else {
      const get = () => {
        if (index < end) throw new MissingAnswer(`${name} isn't answered`)
        throw new Error(
          `a rule of ${fields[end]!.name} uses ${name}, which is asked later: put its step before`,
        )
      }
      Object.defineProperty(answers, name, { get })
    }
  }
  return answers
}
