import { isInstance, messageOf } from '../kit/message-of.ts'

/** What is said of an answer: a problem in words, or nothing if it's right. */
export type Problem = string | undefined

/** The part of Standard Schema 1 (https://standardschema.dev) that a check of an answer needs: Zod, Valibot and ArkType have it. */
export interface AnswerSchema<Value> {
  /** How the schema checks. */
  readonly '~standard': {
    /** Checks a value. The answer is then the value that it returns. */
    readonly validate: (value: unknown) => SchemaResult<Value> | Promise<SchemaResult<Value>>
  }
}

/** What a schema says of a value. */
export interface SchemaResult<Value> {
  /** The value, if it's right. */
  readonly value?: Value
  /** What is wrong, if anything is. The first is shown. */
  readonly issues?: readonly { readonly message: string }[] | undefined
}

/**
 * Checks an answer: a function that returns what is wrong in words, or a Standard Schema. Either may take its time. `signal` is aborted
 * when nobody waits for the check any more.
 */
export type Validate<Value> =
  | ((value: Value, check: { readonly signal: AbortSignal }) => Problem | true | Promise<Problem | true>)
  | AnswerSchema<Value>

/** What a check has found. */
export type Verdict<Value> = { readonly value: Value } | { readonly problem: string }

/** Checks a value, at once if the check doesn't wait for anything. A check that rejects is a problem of the answer. */
export function verdictOf<Value>(
  value: Value,
  validate: Validate<Value> | undefined,
  signal: AbortSignal,
): Verdict<Value> | Promise<Verdict<Value>> {
  if (validate === undefined) return { value }
  if (typeof validate === 'function')
    return later(validate(value, { signal }), (problem) =>
      typeof problem === 'string' && problem !== '' ? { problem } : { value },
    )
  return later(validate['~standard'].validate(value), ({ issues, value: checked }) =>
    issues === undefined || issues.length === 0
      ? { value: checked as Value }
      : { problem: issues[0]!.message },
  )
}

function later<Result, Value>(
  result: Result | Promise<Result>,
  judge: (result: Result) => Verdict<Value>,
): Verdict<Value> | Promise<Verdict<Value>> {
  if (!isPromise(result)) return judge(result)
  return result.then(judge, (error: unknown) => ({ problem: `could not be checked: ${reasonOf(error)}` }))
}

function isPromise<Result>(result: Result | Promise<Result>): result is Promise<Result> {
  return (
    isInstance(result, Promise) || typeof (result as Partial<Promise<Result>> | null)?.then === 'function'
  )
}

function reasonOf(error: unknown): string {
  return isInstance(error, Error) ? error.message : messageOf(error)
}
