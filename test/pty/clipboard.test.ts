import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hasPty, node, Pty } from '../support/pty.ts'
import { scratch } from '../support/scratch.ts'
import { hasTmux } from '../support/tmux.ts'
import { source } from './fixtures/selected.ts'

const program = node('test/pty/fixtures/selected.ts')

/** As a terminal reports the left button at a cell: pressed, moved or released. */
const report = (button: number, x: number, y: number, final = 'M') =>
  `\x1b[<${button};${x + 1};${y + 1}${final}`

const drag = (from: readonly [number, number], to: readonly [number, number]) =>
  report(0, ...from) + report(32, ...to) + report(0, ...to, 'm')

/** The texts that were sent to the clipboard of the terminal. */
const sent = ({ output }: Pty) =>
  Array.from(output.matchAll(/\x1b\]52;[^;]*;([\w+/=]+)(?:\x07|\x1b\\)/g), ([, text]) =>
    Buffer.from(text!, 'base64').toString(),
  )

async function copyAll(pty: Pty) {
  await pty.until('below')
  const last = pty.judge.lines().findIndex((line) => line.startsWith('╰')) - 1
  // What selects is loaded after the first frame. Until it is, a drag is nothing.
  await pty.until(() => {
    if (/\x1b\[(\d+;)*7m/.test(pty.output)) return true
    pty.write(drag([2, 1], [22, last]))
    return false
  })
  pty.write('\x03')
  await pty.until('line to the clipboard')
}

describe.runIf(hasPty)('a wrapped text with a border around it', () => {
  test('reaches the clipboard as its source has it', async () => {
    const pty = new Pty(program, { columns: 60, rows: 16 })
    await copyAll(pty)
    expect(new Set(sent(pty))).toEqual(new Set([source]))
    pty.write('q')
    await pty.end()
  })

  test.runIf(hasTmux)('reaches the buffer of tmux, and the clipboard of the terminal around it', async () => {
    const config = scratch('tmux.conf')
    writeFileSync(
      config,
      'set -g set-clipboard on\nset -g allow-passthrough on\nset -g status off\nset -g escape-time 0\n',
    )
    const tmux = `actty-clipboard-${process.pid}`
    const pty = new Pty(`tmux -u -L ${tmux} -f ${config} new-session '${program}'`, { columns: 60, rows: 16 })
    await copyAll(pty)
    const buffer = execFileSync('tmux', ['-L', tmux, 'show-buffer'], { encoding: 'utf8' })
    expect(buffer).toBe(source)
    await pty.until(() => sent(pty).includes(source))
    pty.write('q')
    await pty.end()
  })
})
