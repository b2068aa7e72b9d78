import { writeFile } from 'node:fs/promises'
import { fromPromise } from 'xstate'
import type { FormField } from './answer-source.ts'

/** What is written, and where. */
export interface WriteAnswersInput {
  /** The path of the file; '-' for standard output. */
  readonly path: string
  readonly fields: readonly FormField[]
  readonly answers: Readonly<Record<string, unknown>>
}

/** Writes answers as JSON, from which `--answers` reads them again. Secrets are left out: they are asked again. */
export const writeAnswers = fromPromise<undefined, WriteAnswersInput>(
  async ({ input: { path, fields, answers }, signal }) => {
    const told = fields.filter(({ name, asks }) => !asks.masked && answers[name] !== undefined)
    const text = `${JSON.stringify(Object.fromEntries(told.map(({ name }) => [name, answers[name]])), undefined, 2)}\n`
    if (path === '-') process.stdout.write(text)
    else await writeFile(path, text, { signal })
    return undefined
  },
)
