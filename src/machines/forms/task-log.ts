import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { stripVTControlCharacters } from 'node:util'
import { fromCallback, type AnyActorRef } from 'xstate'
import { holdWork } from '../kit/held-work.ts'
import { messageOf } from '../kit/message-of.ts'
import { gapOf } from '../kit/restored.ts'
import type { OutputTap } from '../streams/output-tap.ts'
import type { TaskStateName } from './task-context.ts'

/** What is written to the log. */
export type LogEvent =
  | { readonly type: 'lines'; readonly id: string; readonly lines: readonly string[] }
  | {
      readonly type: 'state'
      readonly id: string
      readonly state: TaskStateName
      readonly reason: string | undefined
      readonly error: unknown
      /** How long it took, in ms. */
      readonly time: number
    }

/** How much is kept for a slow disk before commands wait, in bytes. */
const MAX_UNWRITTEN = 1_048_576

const logs = new WeakMap<AnyActorRef, (text: string) => Promise<void> | undefined>()

/** A file with the whole output of all tasks, each line after the id of its task. It's made when there is something to write. */
export const taskLog = fromCallback<LogEvent, string>(({ input: path, self, receive, sendBack }) => {
  let file: WriteStream | undefined
  /** Settles when there is room for more; undefined if there is. */
  let room: Promise<void> | undefined
  let hasRoom = () => {}
  const opened = () => {
    if (file !== undefined) return file
    // An app that goes on has a part of it already.
    const flags = gapOf(self) === undefined ? 'w' : 'a'
    file = createWriteStream(path, { flags, highWaterMark: MAX_UNWRITTEN })
    file.on('error', (error) => sendBack({ type: 'log.failed', error }))
    file.on('drain', () => hasRoom())
    file.on('close', () => hasRoom())
    const over = finished(file).catch(() => {})
    holdWork(self, `the log ${path}`, over)
    return file
  }
  const write = (text: string) => {
    const open = opened()
    if (open.writableEnded || open.destroyed || open.write(text)) return room
    room ??= new Promise<void>((resolve) => (hasRoom = resolve)).then(() => (room = undefined))
    return room
  }
  logs.set(self, write)
  receive((event) => {
    const said = event.type === 'lines' ? event.lines : wordsOf(event)
    if (said.length > 0) void write(linesOf(event.id, said))
  })
  return () => void file?.end()
})

/** Writes what the commands of a task write, before it's known how many lines are kept. */
export function tapInto(log: AnyActorRef, id: string): OutputTap {
  return { write: (lines) => logs.get(log)?.(linesOf(id, lines)) }
}

function linesOf(id: string, lines: readonly string[]): string {
  return lines.map((line) => `${id} | ${stripVTControlCharacters(line)}\n`).join('')
}

const words: Partial<Record<TaskStateName, string>> = {
  running: 'begins',
  undoing: 'is taken back',
  undone: 'was taken back',
  notUndone: 'could not be taken back',
}

function wordsOf({ state, reason, error, time }: Extract<LogEvent, { type: 'state' }>): readonly string[] {
  if (state === 'skipped') return [`skipped: ${reason}`]
  if (state === 'retrying') return error === undefined ? [] : [`will be tried again: ${messageOf(error)}`]
  const isTimed = state === 'done' || state === 'failed' || state === 'stopped'
  const ended = `${words[state] ?? state}${isTimed ? ` after ${(time / 1_000).toFixed(1)} s` : ''}`
  return [state === 'failed' || state === 'notUndone' ? `${ended}: ${messageOf(error)}` : ended]
}
