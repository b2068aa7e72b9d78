import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { stripVTControlCharacters } from 'node:util'
import { fromCallback } from 'xstate'
import { holdWork } from '../kit/held-work.ts'
import { messageOf } from '../kit/message-of.ts'
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

/** A file with the whole output of all tasks, each line after the id of its task. It's made when there is something to write. */
export const taskLog = fromCallback<LogEvent, string>(({ input: path, self, receive, sendBack }) => {
  let file: ReturnType<typeof createWriteStream> | undefined
  const opened = () => {
    if (file === undefined) {
      file = createWriteStream(path)
      file.on('error', (error) => sendBack({ type: 'log.failed', error }))
      holdWork(
        self,
        `the log ${path}`,
        finished(file).catch(() => {}),
      )
    }
    return file
  }
  receive((event) =>
    opened().write(event.type === 'lines' ? linesOf(event) : `${event.id} | ${stateOf(event)}\n`),
  )
  return () => void file?.end()
})

function linesOf({ id, lines }: Extract<LogEvent, { type: 'lines' }>): string {
  return lines.map((line) => `${id} | ${stripVTControlCharacters(line)}\n`).join('')
}

function stateOf({ state, reason, error, time }: Extract<LogEvent, { type: 'state' }>): string {
  if (state === 'skipped') return `skipped: ${reason}`
  const words = state === 'notUndone' ? 'could not be taken back' : state
  const cause = state === 'failed' || state === 'notUndone' ? `: ${messageOf(error)}` : ''
  return `${words} after ${(time / 1_000).toFixed(1)} s${cause}`
}
