import { messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import type { Difference } from '../trace/difference.ts'
import type { Replay } from '../trace/replay-trace.ts'
import type { ReplayWatch } from '../trace/replay-watch.ts'
import { Cast } from './cast.ts'
import { fork } from './fork.ts'
import { importProgram } from './import-program.ts'
import { SvgSteps } from './svg-steps.ts'
import { numberOf, readWords } from './words.ts'

const usage = `actty replay FILE PROGRAM [--steps] [--cast FILE] [--svg FILE [--step N | --every N]] [-- ARGUMENTS...]
actty replay FILE PROGRAM --fork N [--yes] [-- ARGUMENTS...]

Runs a program again by a recording of it (run(app, { record: FILE }), or ACTTY_RECORD=FILE), without a terminal, the network or other
processes. It says where the program now does something else than it did then.

  FILE         the recording
  PROGRAM      the program's module: .js, or .ts with tsx
  --steps      lists all steps
  --cast FILE  writes what the screen showed, as asciinema plays it, with the times of the recording
  --svg FILE   writes the last screen as a picture
  --step N     the picture is the screen after step N
  --every N    there is a picture after every Nth step: FILE-N.svg
  --fork N     goes on from step N, on this terminal: from there, what the program does is real. It says first what can't go on as it was
  --yes        doesn't ask whether to go on
  ARGUMENTS    what the program gets as its arguments

The status is 0 if all is as it was, 1 if something differs, and 2 if the recording can't be replayed.
`

/** Replays a recording with a program, and tells what differs. */
async function run(words: readonly string[]): Promise<number | undefined> {
  try {
    const { operands, values, args } = readWords(words, {
      cast: { type: 'string' },
      svg: { type: 'string' },
      step: { type: 'string' },
      every: { type: 'string' },
      steps: { type: 'boolean' },
      fork: { type: 'string' },
      yes: { type: 'boolean' },
    })
    const [file, program] = operands
    if (file === undefined || program === undefined || operands.length > 2) {
      process.stderr.write(usage)
      return 2
    }
    const forkAt = numberOf('fork', values.fork, 0)
    if (forkAt !== undefined) {
      const { cast, svg, step, every, steps } = values
      if ([cast, svg, step, every, steps].some((value) => value !== undefined))
        throw new TypeError('--fork goes on from a step, and writes nothing: only --yes goes with it')
      return await fork({ file, program, args, step: forkAt, isSure: values.yes === true })
    }
    if (values.yes === true) throw new TypeError('--yes only goes with --fork')
    const steps = { step: numberOf('step', values.step), every: numberOf('every', values.every) }
    const cast = values.cast === undefined ? undefined : new Cast()
    const svg = values.svg === undefined ? undefined : new SvgSteps(values.svg, steps)
    const app = await importProgram(program, args)
    const start = performance.now()
    const replay = await app.replay(file, watching(cast, svg))
    const took = performance.now() - start
    if (values.steps === true) process.stdout.write(stepList(replay))
    process.stdout.write(describeReplay(file, replay, took))
    if (values.cast !== undefined) cast?.save(values.cast)
    if (svg?.files.length === 0) throw new RangeError(`it has no step ${values.step ?? values.every}`)
    return replay.differences.length > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`actty replay: ${sanitize(messageOf(error))}\n`)
    return 2
  }
}

/** What watches a replay; undefined if nothing is to be written. */
function watching(cast: Cast | undefined, svg: SvgSteps | undefined): ReplayWatch | undefined {
  if (cast === undefined && svg === undefined) return undefined
  return {
    began: (run) => cast?.began(run),
    wrote: (bytes, time) => cast?.wrote(bytes, time),
    resized: (columns, rows, time) => cast?.resized(columns, rows, time),
    stepped: (step, screen, isLast) => svg?.stepped(step, screen, isLast),
  }
}

function describeReplay(file: string, replay: Replay, took: number): string {
  const { recorded, same } = replay.frames
  const [first] = replay.differences
  const lines = [
    `${file}: ${replay.name}, ${replay.steps} steps, ${same} of ${recorded} screens are as they were (in ${seconds(took)})`,
    ...(replay.end === undefined
      ? ['The process was killed while it was recorded: what came last may be missing.']
      : []),
    ...(first === undefined ? [] : describeDifference(first, replay)),
  ]
  return `${lines.map((line) => sanitize(line)).join('\n')}\n`
}

/** One line for each step: its number, its time, what came in, and the states that actors went to. */
function stepList(replay: Replay): string {
  const width = String(replay.steps).length
  const lines = Array.from({ length: replay.steps + 1 }, (_, number) => {
    const { time, what, states } = replay.step(number)
    const came = `${String(number).padStart(width)}  ${seconds(time).padStart(9)}  ${what}`
    return states.length === 0 ? came : `${came}  (${states.join(', ')})`
  })
  return `${lines.map((line) => sanitize(line)).join('\n')}\n\n`
}

function describeDifference(first: Difference, { steps, differences, exactUntil }: Replay): string[] {
  const { step, time, after, lastKey, what, then, now } = first
  const key = lastKey === undefined || after.startsWith('key ') ? '' : ` (the last key was ${lastKey})`
  const actor = first.actor === undefined || what.startsWith(first.actor) ? '' : ` (${first.actor})`
  const others = differences.length - 1
  return [
    `Step ${step} of ${steps} differs: ${seconds(time)} after the start, after ${after}${key}:`,
    `${what}${actor}.`,
    ...(exactUntil !== undefined && exactUntil <= step
      ? [
          `Since step ${exactUntil}, placeholders stand for masked or redacted values. The difference may come from that.`,
        ]
      : []),
    ...screen('Then:', then),
    ...screen('Now:', now),
    ...(others > 0
      ? ['', `${others} more ${others === 1 ? 'difference' : 'differences'} may follow from that.`]
      : []),
  ]
}

function screen(title: string, rows: readonly string[] | undefined): string[] {
  if (rows === undefined) return []
  const last = rows.findLastIndex((row) => row !== '')
  return ['', title, ...rows.slice(0, last + 1).map((row) => `  ${row}`)]
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`
}

export const command = { usage, run }
