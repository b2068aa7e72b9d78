import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Option } from './choices.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import { searching, type Searched } from './searching.ts'
import type { SearchField } from './autocomplete.ts'
import { verdictOf, type Validate, type Verdict } from './verdict.ts'

/** What a `pathInput` asks. */
export interface PathInputOptions extends QuestionOptions<string> {
  /** What has to be there: a file, a directory, or either; undefined if nothing has to be. */
  readonly exists?: 'file' | 'directory' | 'any' | undefined
  /**
   * Whether there has to be an answer. If not, that of an empty field is ''.
   *
   * @defaultValue true
   */
  readonly required?: boolean | undefined
}

/** What `pathInput` returns. Its output is the path, with the user's directory for `~`, or undefined if it was left. */
export type PathInput = Question<string, SearchField>

/**
 * Asks for a path. What is there is shown while it's typed, and Tab completes it. `~` is the user's directory.
 *
 * ```ts
 * const file = createActor(pathInput({ question: 'Which file?', exists: 'file' })).start()
 * file.send({ type: 'answer', value: 'package.json' })
 * ```
 */
export function pathInput(options: PathInputOptions): PathInput {
  const { exists, required = true } = options
  const read = (text: string): Verdict<string> =>
    required && text.trim() === '' ? { problem: 'a path is needed' } : { value: expanded(text.trim()) }
  return questionOf<Searched<unknown>, string, PathInput>(
    {
      id: 'pathInput',
      description: 'A question that is answered by a path.',
      field: searching<string>((text) => entriesFor(text, exists === 'directory')),
      fieldInput: (raw) => raw,
      rawOf: (value = '') => ({
        text: value,
        options: [],
        position: undefined,
        isBusy: true,
        problem: undefined,
      }),
      valueOf: ({ text }) => read(text),
      read,
      isValue: (value) => typeof value === 'string',
      describe: (path) => path,
    },
    { ...options, validate: existing(exists, options.validate) },
  )
}

function expanded(path: string): string {
  return path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path
}

/** What is there that begins with a text, as it would be typed. Hidden files are found by their dot. */
async function entriesFor(text: string, isDirectory: boolean): Promise<readonly Option<string>[]> {
  const [, around = '', begin = ''] = /^(.*\/)?([^/]*)$/s.exec(text === '~' ? '~/' : text) ?? []
  try {
    const entries = await readdir(expanded(around) || '.', { withFileTypes: true })
    return entries
      .filter(({ name }) => name.toLowerCase().startsWith(begin.toLowerCase()))
      .filter(({ name }) => begin.startsWith('.') || !name.startsWith('.'))
      .filter((entry) => !isDirectory || entry.isDirectory())
      .map((entry) => `${around}${entry.name}${entry.isDirectory() ? '/' : ''}`)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((value) => ({ value }))
  } catch {
    return [] // what can't be read has nothing to complete
  }
}

/** A check that something is there, before the other one. */
function existing(
  wanted: PathInputOptions['exists'],
  validate: Validate<string> | undefined,
): Validate<string> | undefined {
  if (wanted === undefined) return validate
  return async (path, { signal }) => {
    const found = await stat(path).catch(() => undefined)
    if (found === undefined) return 'there is nothing at this path'
    if (wanted === 'file' && !found.isFile()) return "this isn't a file"
    if (wanted === 'directory' && !found.isDirectory()) return "this isn't a directory"
    const verdict = await verdictOf(path, validate, signal)
    return 'problem' in verdict ? verdict.problem : undefined
  }
}
