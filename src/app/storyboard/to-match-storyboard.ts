import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { differencesOf, storyboardText } from './board-text.ts'
import type { Storyboard } from './storyboard.ts'

/** What a test runner tells a matcher, as far as it is asked. */
interface MatcherContext {
  readonly testPath?: string | undefined
  readonly snapshotState?: object | undefined
}

/** What a matcher returns. */
export interface MatcherResult {
  /** Whether it matches. */
  readonly pass: boolean
  /** What differs. */
  readonly message: () => string
}

/**
 * A matcher for Vitest and Jest: a storyboard looks as the committed text says. The file stands beside the test. It's written if it isn't there,
 * or if the runner updates snapshots (`-u`, or ACTTY_UPDATE=1). In CI, a file that isn't there is a failure.
 *
 * ```ts
 * expect.extend({ toMatchStoryboard })
 * expect(await storyboard(app)).toMatchStoryboard('app.storyboard.txt')
 * ```
 */
export function toMatchStoryboard(this: unknown, received: unknown, file: string): MatcherResult {
  const { testPath, snapshotState } = this as MatcherContext
  const path = resolve(testPath === undefined ? '.' : dirname(testPath), file)
  const now = storyboardText(received as Storyboard)
  // Vitest and Jest have it under this name.
  const mode = (snapshotState as Readonly<Record<string, unknown>> | undefined)?.['_updateSnapshot']
  const isUpdate = process.env['ACTTY_UPDATE'] === '1' || mode === 'all'
  if (isUpdate || (!existsSync(path) && mode !== 'none')) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, now)
    return { pass: true, message: () => `${file} was written` }
  }
  if (!existsSync(path))
    return { pass: false, message: () => `there is no ${path}: run the test with -u, and commit the file` }
  const differences = differencesOf(readFileSync(path, 'utf8'), now)
  return {
    pass: differences.length === 0,
    message: () =>
      differences.length === 0
        ? `the storyboard is that of ${file}`
        : `the storyboard isn't that of ${file} any more:\n\n${differences.join('\n')}\n\nIf that is right, run the test with -u.`,
  }
}
