import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InterruptedError, NeedsKeysError, run, type AppOptions, type Component } from 'actty'
import type { AnyStateMachine } from 'xstate'
import type { Example } from './example.ts'
import { stateFolder } from './state-folder.ts'

/**
 * Starts an example if its file is the program: `npx tsx examples/retry.ts`. If another file imports it, it does nothing.
 *
 * @param url - `import.meta.url` of the file.
 */
export async function startAsProgram(url: string, example: Example): Promise<void> {
  const [, program] = process.argv
  if (program !== undefined && isFile(program, fileURLToPath(url)))
    await start(example, process.argv.slice(2))
}

function isFile(program: string, file: string): boolean {
  try {
    return realpathSync(program) === file
  } catch {
    return `${program}.ts` === file
  }
}

/** Shows an example, or plays it if standard output isn't a terminal. */
export async function start(
  example: Example,
  words: readonly string[],
  options: Pick<AppOptions, 'inspect'> = {},
): Promise<void> {
  if (process.stdout.isTTY) {
    // A recording begins at the beginning.
    const isKept = example.persist === true && !process.env['ACTTY_RECORD']
    const persist = isKept ? join(stateFolder(), `${example.name}.json`) : undefined
    return show(example.component, { ...options, persist, input: example.input?.(words, isKept) })
  }
  // All examples may be played, one after the other.
  process.stdout.off('error', endQuietly).on('error', endQuietly)
  const { playToText } = await import('./play.ts')
  await playToText(example, words)
}

/** Runs a component on the terminal. What goes wrong is said in a sentence, and is the exit status. */
export async function show(
  component: Component<AnyStateMachine>,
  options: Pick<AppOptions, 'inspect' | 'persist'> & { readonly input?: unknown },
): Promise<void> {
  try {
    await run(component, options)
  } catch (error) {
    if (error instanceof InterruptedError) throw error
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = error instanceof NeedsKeysError ? 2 : 1
  }
}

/** Who read the output has seen enough: `npm start -- clock | head`. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}
