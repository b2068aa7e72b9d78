import type { AnyActorLogic, OutputFrom } from 'xstate'
import { requireLimit, requirePositiveTime } from '../../machines/kit/numbers.ts'
import type { AppOptions } from '../app.ts'
import type { Component } from '../component.ts'
import { prepareLines } from '../lifecycle/lines-on-demand.ts'
import { TerminalApp } from '../lifecycle/terminal-app.ts'
import { redactor } from '../redact.ts'
import type { RecordOptions } from './record-options.ts'
import { Recorder } from './recorder.ts'
import { TraceFile } from './trace-file.ts'

/**
 * Runs an app and records it.
 *
 * @throws Error (as a rejection) if the file can't be written, and what `run` throws.
 */
export async function recordApp<L extends AnyActorLogic>(
  component: Component<L>,
  options: AppOptions & { readonly input?: unknown },
  record: string | RecordOptions,
): Promise<OutputFrom<L>> {
  const { file, redact, maxBytes, maxTime }: RecordOptions =
    typeof record === 'string' ? { file: record } : record
  if (options.keys !== undefined)
    throw new TypeError('an app that is recorded has the keys of its components: leave out record or keys')
  if (maxBytes !== undefined) requireLimit('record.maxBytes', maxBytes)
  if (maxTime !== undefined) requirePositiveTime('record.maxTime', maxTime)
  redactor(redact, 'record.redact')
  const sink = new TraceFile(file)
  const recorder = new Recorder({
    component: component,
    options,
    sink,
    redact,
    maxBytes,
    maxTime,
  })
  try {
    await prepareLines(component, options)
    const all = { ...options, clock: recorder.clock }
    const app = recorder.start(() => new TerminalApp(component, all, undefined, recorder).start())
    return await app.result
  } finally {
    recorder.close()
    if (sink.error !== undefined) process.emitWarning(`${file} is incomplete: ${sink.error.message}`)
  }
}
