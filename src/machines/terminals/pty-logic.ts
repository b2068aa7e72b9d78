import { fromCallback } from 'xstate'
import { clockOf } from '../kit/clock.ts'
import { holdWork } from '../kit/held-work.ts'
import { describeCommand } from '../processes/command.ts'
import type { Exit } from '../processes/exit-error.ts'
import { peerPackage } from './peer-package.ts'
import { PtyProcess, type PtyCommand, type TerminalSize } from './pty-process.ts'

interface PtyInput extends PtyCommand {
  readonly size: TerminalSize
  readonly graceTime: number
}

export type PtyOrder =
  | { readonly type: 'write'; readonly text: string }
  | { readonly type: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly type: 'end' }
  | ({ readonly type: 'resize' } & TerminalSize)

export type PtyEvent =
  | { readonly type: 'pty.started'; readonly pid: number; readonly at: number }
  | { readonly type: 'pty.output'; readonly data: string }
  | ({ readonly type: 'pty.ended'; readonly at: number } & Exit)
  | { readonly type: 'pty.failed'; readonly error: unknown }

/** How often output is sent to the machine at most, in ms: as often as there are frames. */
const OUTPUT_INTERVAL = 16

/** In UTF-16 units. With so much output that isn't shown yet, the command has to wait. To show it takes about 3 ms. */
const MAX_WAITING = 128 * 1024

/** The command on its pseudo-terminal. What it writes is sent in one event a frame, and it isn't read meanwhile if that is too much. */
export const ptyLogic = fromCallback<PtyOrder, PtyInput>(({ input, self, sendBack, receive }) => {
  const clock = clockOf(self)
  let waiting: string[] = []
  let length = 0
  let timer: unknown
  let toldAt = -Infinity
  let isOver = false
  const tell = () => {
    timer = undefined
    toldAt = clock.now()
    const data = waiting.join('')
    const isFull = length >= MAX_WAITING
    waiting = []
    length = 0
    if (data !== '' && !isOver) sendBack({ type: 'pty.output', data })
    if (isFull) pty.resume()
  }
  let pty: PtyProcess
  try {
    peerPackage('@xterm/headless') // what the command writes couldn't be shown
    pty = new PtyProcess(input, input.size, input.graceTime, clock, {
      output(data) {
        if (isOver) return
        waiting.push(data)
        length += data.length
        if (length >= MAX_WAITING) pty.pause()
        timer ??= clock.setTimeout(tell, Math.max(0, toldAt + OUTPUT_INTERVAL - clock.now()))
      },
      ended(exit) {
        clock.clearTimeout(timer)
        tell() // the last output comes before the end
        sendBack({ type: 'pty.ended', ...exit, at: clock.now() })
      },
    })
  } catch (error) {
    return queueMicrotask(() => sendBack({ type: 'pty.failed', error }))
  }
  holdWork(self, `process ${describeCommand(input)}`, pty.over)
  sendBack({ type: 'pty.started', pid: pty.id, at: clock.now() })
  receive((order) => {
    if (order.type === 'write') pty.write(order.text)
    else if (order.type === 'resize') pty.resize(order)
    else if (order.type === 'signal') pty.signal(order.signal)
    else void pty.end()
  })
  return () => {
    isOver = true
    clock.clearTimeout(timer)
    void pty.end()
  }
})
