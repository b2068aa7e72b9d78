import { readFile } from 'node:fs/promises'
import { messageOf } from '../kit/message-of.ts'
import type { AnswerSource, AnswersWanted, GivenAnswer } from './answer-source.ts'
import { AnswersError } from './answers-error.ts'
import { givenByName } from './form-sources.ts'

type Answers = Readonly<Record<string, GivenAnswer>>

/**
 * Answers from a file of JSON: an object with the names of fields, as `--print-answers` writes it. If there is no such file, it has no answers.
 *
 * ```ts
 * const options = { answers: [flags(), file('deploy.json')] }
 * ```
 */
export function file(path: string): AnswerSource {
  return {
    read: async (wanted, signal) => ({ answers: await fromFile(path, wanted, signal, true) }),
    nameOf: ({ name }) => `${name} of ${path}`,
    help: () => [`the file ${path}`],
  }
}

/** Answers of a file. @throws AnswersError (as a rejection) if it can't be read. */
export async function fromFile(
  path: string,
  wanted: AnswersWanted,
  signal: AbortSignal,
  isOptional = false,
): Promise<Answers> {
  try {
    return answersIn(await readFile(path, { encoding: 'utf8', signal }), path, wanted)
  } catch (error) {
    if (isOptional && (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    if (error instanceof AnswersError) throw error
    throw problem(`the answers can't be read: ${messageOf(error)}`)
  }
}

/** Answers that are piped in. @throws AnswersError (as a rejection) if standard input is a terminal. */
export async function fromStandardInput(wanted: AnswersWanted, signal: AbortSignal): Promise<Answers> {
  const { stdin } = process
  if (stdin.isTTY)
    throw problem('--answers - reads standard input, but that is a terminal: pipe the answers into it')
  // An open pipe would keep the process alive, once nobody waits for the answers.
  signal.addEventListener('abort', () => stdin.destroy())
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer | string))
  return answersIn(Buffer.concat(chunks).toString('utf8'), 'standard input', wanted)
}

function answersIn(text: string, from: string, { fields }: AnswersWanted): Answers {
  let values: unknown
  try {
    values = JSON.parse(text)
  } catch (error) {
    throw problem(`${from} isn't JSON: ${messageOf(error)}`)
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw problem(`${from} must be an object with the names of fields`)
  return givenByName(values, fields, from)
}

function problem(message: string): AnswersError {
  return new AnswersError([{ field: undefined, message }])
}
