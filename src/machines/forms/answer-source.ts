import type { FormQuestion } from './form-fields.ts'
import type { Asked } from './question.ts'
import type { Verdict } from './verdict.ts'

/** A field of a form, as sources of answers see it. */
export interface FormField {
  /** Its name among the form's steps. */
  readonly name: string
  /** The name of its step. */
  readonly step: string
  /** Its flag, without the hyphens in front: 'dry-run' for `dryRun`. */
  readonly flag: string
  /** What it asks. */
  readonly asks: Asked<unknown>
  /** The logic of its question, or a component of it. */
  readonly question: FormQuestion
}

/** The flags that every form has. */
export const COMMON_FLAGS = ['yes', 'help', 'answers', 'print-answers'] as const

/** What a source of answers is asked for. */
export interface AnswersWanted {
  /** The name of the form. */
  readonly form: string
  /** What the form is for, if it says so. */
  readonly title: string | undefined
  /** The fields, in their order. */
  readonly fields: readonly FormField[]
  /** The sources of the form, for the text of `--help`. */
  readonly sources: readonly AnswerSource[]
}

/** An answer from elsewhere: a value, or what is wrong with it, and where it stood, such as '--name'. */
export type GivenAnswer = Verdict<unknown> & {
  /** Where it stood. */
  readonly from: string
}

/** What a source has. */
export interface AnswersGiven {
  /** Answers by the names of fields. */
  readonly answers: Readonly<Record<string, GivenAnswer>>
  /** Whether questions with an answer at first aren't asked. */
  readonly takesDefaults?: boolean | undefined
  /** The file that gets the answers at the end; '-' for standard output. */
  readonly writeTo?: string | undefined
}

/** Where answers come from: what `flags`, `environment` and `answerFile` make. */
export interface AnswerSource {
  /** Finds answers. The signal is aborted when nobody waits for them any more. What is wrong with the source itself is thrown, as an AnswersError. */
  readonly read: (wanted: AnswersWanted, signal: AbortSignal) => AnswersGiven | Promise<AnswersGiven>
  /** How a field is answered there, such as '--name'. */
  readonly nameOf?: ((field: FormField, wanted: AnswersWanted) => string) | undefined
  /** Lines about the source, for `--help`. */
  readonly help?: ((wanted: AnswersWanted) => readonly string[]) | undefined
}

/** The answer that a value from JSON stands for. Texts and numbers are read as if they were typed. */
export function givenAnswer(value: unknown, { asks }: FormField, from: string): GivenAnswer {
  const isWritten = ['string', 'number', 'boolean'].includes(typeof value)
  return { ...(isWritten ? readText(String(value), asks) : asks.accept(value)), from }
}

/** Elsewhere an option isn't numbered, as it is in lines: `2` would be another one as soon as there is a new one before. */
function readText(text: string, asks: Asked<unknown>): Verdict<unknown> {
  const { choices = [] } = asks
  const read = asks.read(text)
  const names = [...choices, ...(asks.flag === 'many' ? ['all', 'none', ''] : [])].map((name) =>
    name.toLowerCase(),
  )
  const isNamed = (part: string) => names.includes(part.trim().toLowerCase())
  const parts = asks.flag === 'many' && !isNamed(text) ? text.split(',') : [text]
  const unknown = choices.length === 0 ? undefined : parts.find((part) => !isNamed(part))
  if (unknown === undefined) return read
  return { problem: `${JSON.stringify(unknown.trim())} isn't one of ${choices.join(', ')}` }
}

/** Finds answers in all sources. Of several answers to a field, the first counts. */
export function readAnswers(
  wanted: AnswersWanted,
  signal: AbortSignal,
): AnswersGiven | Promise<AnswersGiven> {
  const found = wanted.sources.map((source) => source.read(wanted, signal))
  const isAtOnce = (given: AnswersGiven | Promise<AnswersGiven>) => !('then' in given)
  return found.every(isAtOnce)
    ? together(found as AnswersGiven[])
    : Promise.all(found.map((given) => Promise.resolve(given))).then(together)
}

/** The first answer to each field. */
export function together(all: readonly AnswersGiven[]): AnswersGiven {
  return {
    answers: Object.assign({}, ...all.map(({ answers }) => answers).toReversed()) as AnswersGiven['answers'],
    takesDefaults: all.some(({ takesDefaults }) => takesDefaults === true),
    writeTo: all.find(({ writeTo }) => writeTo !== undefined)?.writeTo,
  }
}
