import { messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import type { Difference } from '../trace/difference.ts'
import type { Replay } from '../trace/replay-trace.ts'
import { importProgram } from './import-program.ts'

/** Replays a recording with a program, and tells what differs. Returns the exit status. */
export async function replay(file: string, program: string, args: readonly string[]): Promise<number> {
  try {
    const app = await importProgram(program, args)
    const start = performance.now()
    const replay = await app.replay(file)
    process.stdout.write(describeReplay(file, replay, performance.now() - start))
    return replay.differences.length > 0 ? 1 : 0
  } catch (error) {
    process.stderr.write(`actty replay: ${sanitize(messageOf(error))}\n`)
    return 2
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
