import { createInterface } from 'node:readline/promises'
import { sanitize } from '../../render/text/sanitize.ts'
import { stopTaking } from '../hand-over.ts'
import type { Fork, InterruptedActor } from '../persist/fork-app.ts'
import { importProgram } from './import-program.ts'

export interface ForkWords {
  readonly file: string
  readonly program: string
  readonly args: readonly string[]
  readonly step: number
  /** Whether it goes on without asking. */
  readonly isSure: boolean
}

/**
 * Lets a program go on from a step of a recording, after it has said what can't go on as it was. Returns the status, or undefined if the
 * program goes on: then it ends by itself.
 *
 * @throws Error (as a rejection) if it can't go on from there.
 */
export async function fork({ file, program, args, step, isSure }: ForkWords): Promise<number | undefined> {
  if (!isSure && !(process.stdin.isTTY && process.stdout.isTTY))
    throw new Error('--fork asks before it goes on, and nobody can be asked without a terminal: add --yes')
  const app = await importProgram(program, args)
  const forked = await app.fork(file, step)
  process.stdout.write(describeFork(forked))
  if (!isSure && !(await isAgreed())) return 1
  stopTaking()
  await forked.begin()
  return undefined
}

function describeFork({ replay, step, interrupted }: Fork): string {
  const { what, time } = replay.step(step)
  const lines = [
    `${replay.name} goes on from step ${step} of ${replay.steps}: ${(time / 1_000).toFixed(2)} s after the start, after ${what}.`,
    'From there, what it does is real. It is neither recorded nor kept in a file.',
    ...(replay.end === undefined
      ? ['The process was killed while it was recorded: what came last may be missing.']
      : []),
    ...(replay.exactUntil === undefined
      ? []
      : [`Since step ${replay.exactUntil}, placeholders stand for masked or redacted values.`]),
    ...(interrupted.length === 0
      ? ['All of it goes on as it was.']
      : ["This doesn't go on as it was:", '', ...table(interrupted), '']),
  ]
  return `${lines.map((line) => sanitize(line)).join('\n')}\n`
}

const rules: Readonly<Record<InterruptedActor['how'], string>> = {
  beginsAgain: 'begins again',
  cancelled: 'is as if it was cancelled',
  asksAgain: 'asks again, since its answer is secret',
}

const MAX_LISTED = 20

/** One line for each actor: its path, what it is, and what becomes of it. */
function table(interrupted: readonly InterruptedActor[]): string[] {
  const listed = interrupted.slice(0, MAX_LISTED)
  const paths = Math.max(...listed.map(({ path }) => path.length))
  const kinds = Math.max(...listed.map(({ what }) => what.length))
  const more = interrupted.length - listed.length
  return [
    ...listed.map(
      ({ path, what, how }) => `  ${path.padEnd(paths)}  ${what.padEnd(kinds)}  ${ruleFor(what, how)}`,
    ),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ]
}

function ruleFor(what: string, how: InterruptedActor['how']): string {
  if (how !== 'beginsAgain') return rules[how]
  if (what === 'promise') return 'is asked again'
  return what === 'subprocess' ? 'runs again' : rules[how]
}

async function isAgreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const answer = await Promise.race([terminal.question('Go on? [y/N] '), ended])
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}
