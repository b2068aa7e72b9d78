import { execFileSync } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { createActor } from 'xstate'
import { heldWork } from 'actty/machines'
import { pseudoterminal, terminalView } from 'actty/pty'
import { mount } from 'actty/testing'
import { sessionMembers } from '../../src/machines/terminals/session.ts'
import { Judge, type JudgedCell } from '../support/judge.ts'

/*
 * Programs in a pane beside the same programs in tmux: after each key, both have to show the same cells, with their colors. Then children
 * that do all they can to stay, and floods. Programs that aren't installed are left out with a word.
 *
 *   node --conditions=actty-source --import=tsx test/faults/soak-terminal.ts
 */
const columns = 80
const rows = 24
let failures = 0

interface Program {
  readonly command: readonly string[]
  /** Keys, as tmux and `press` call them. */
  readonly keys: readonly (readonly [tmux: string, press: string])[]
  /** What differs from one run to the next, and the first row that doesn't as a whole. */
  readonly moving?: { readonly text: RegExp; readonly rows: number }
}

const both = (keys: string) => keys.split(' ').map((key) => [key, key] as const)
const arrows = [
  ['Down', 'down'],
  ['Right', 'right'],
  ['PageDown', 'pagedown'],
  ['Up', 'up'],
  ['PageUp', 'pageup'],
] as const

const programs: Readonly<Record<string, Program>> = {
  less: {
    command: ['less', 'README.md'],
    keys: [...arrows, ...both('/ a c t o r'), ['Enter', 'enter'], ...both('n n N G g')],
  },
  vim: {
    command: ['vim', '-n', '-u', 'NONE', '-c', 'set nocp ruler hlsearch bg=light', 'README.md'],
    keys: [
      ...arrows,
      ...both('5 j O n e w'),
      ['Escape', 'escape'],
      ...both('u V j j d p'),
      ['C-f', 'ctrl+f'],
      ['C-v', 'ctrl+v'],
      ...both('l l'),
      ['Escape', 'escape'],
      ...both(': s p l i t'),
      ['Enter', 'enter'],
      ...both('/ t h e'),
      ['Enter', 'enter'],
    ],
  },
  htop: {
    command: ['htop', '-d', '1000', '-p', String(process.pid)],
    keys: [
      ['F5', 'f5'],
      ['F2', 'f2'],
      ['Down', 'down'],
      ['Down', 'down'],
      ['Right', 'right'],
      ['Escape', 'escape'],
      ['F1', 'f1'],
    ],
    moving: { text: /[\d.:+SRD]/, rows: 6 },
  },
}

for (const [name, program] of Object.entries(programs)) {
  if (isInstalled(name) && isInstalled('tmux')) await beside(name, program)
  else console.log(`${name}: not compared, since it or tmux isn't installed`)
}
await staying('ignores SIGHUP and SIGTERM', 'trap "" HUP TERM; echo up; while :; do sleep 1; done')
await staying(
  'forks',
  'trap "" HUP; for i in 1 2 3 4 5 6 7 8; do (trap "" HUP TERM; while :; do sleep 0.1 & wait; done) & done; echo up; wait',
)
await staying('has jobs', 'bash -ic "sleep 1000 & nohup sleep 1000 & echo up; sleep 1000"')
await staying('is stopped', 'echo up; kill -STOP $$')
for (let round = 0; round < 20; round++) await staying('dies at once', 'echo up')
await flood('yes | head -c 10000000', 3)
await flood('head -c 5000000 /dev/urandom', 3)
process.exitCode = failures > 0 ? 1 : 0

async function beside(name: string, { command, keys, moving }: Program): Promise<void> {
  const socket = `actty-soak-${process.pid}-${name}`
  const env = { ...process.env, TERM: 'xterm-256color', COLORTERM: 'truecolor', LC_ALL: 'C.UTF-8' }
  const tmux = (...args: string[]) =>
    execFileSync('tmux', ['-u', '-L', socket, '-f', '/dev/null', ...args], { env, encoding: 'utf8' })
  const words = command.map((word) => `'${word}'`).join(' ')
  tmux(
    'new-session',
    '-d',
    '-x',
    String(columns),
    '-y',
    String(rows),
    `TERM=xterm-256color exec ${words}`,
    ';',
    'set',
    '-g',
    'status',
    'off',
  )
  const [file, ...args] = command
  const app = mount(terminalView({ command: file!, args, env }), { columns, rows })
  const mine = new Judge(columns, rows, { graphemes: false })
  const shown = async () => {
    await app.advance(20)
    await mine.write(app.takeBytes())
    return textOf(mine.cells(), moving)
  }
  const theirs = async () => {
    const judge = new Judge(columns, rows, { graphemes: false })
    const lines = tmux('capture-pane', '-p', '-e', '-N').replace(/\n$/, '').split('\n')
    await judge.write(lines.map((line, y) => `\x1b[${y + 1};1H${line}`).join(''))
    return textOf(judge.cells(), moving)
  }
  let differences = 0
  for (const [tmuxKey, press] of [['', ''] as const, ...keys]) {
    if (press !== '') {
      tmux('send-keys', tmuxKey)
      await app.press(press)
    }
    let [a, b] = ['', ' ']
    for (let look = 0; look < 60 && a !== b; look++) {
      await setTimeout(50)
      ;[a, b] = [await shown(), await theirs()]
    }
    if (a === b) continue
    differences++
    const at = a.split('\n').findIndex((line, row) => line !== b.split('\n')[row])
    console.log(`${name} after ${press}: row ${at}\n  pane ${a.split('\n')[at]}\n  tmux ${b.split('\n')[at]}`)
  }
  console.log(`${name}: ${keys.length + 1} screens compared with tmux, ${differences} differ`)
  failures += differences
  await app.unmount()
  tmux('kill-server')
}

/** The cells of a screen as text, with their colors. Tmux says nothing of blanks at the end of a row, and only the ground of others. */
function textOf(cells: readonly (readonly JudgedCell[])[], moving: Program['moving']): string {
  return cells
    .slice(moving?.rows ?? 0)
    .map((row) => {
      const shown = row.map(({ text, bold, inverse, color, background }) => {
        if (text === '') return ''
        const isBlank = text === ' ' || moving?.text.test(text) === true
        return isBlank && !inverse
          ? ` ${background}`
          : `${text}${bold ? 'b' : ''}${inverse ? 'i' : ''}${color},${background}`
      })
      return shown.join(' ').replace(/(?:\s+-?\d+)+$/, '')
    })
    .join('\n')
}

async function staying(what: string, script: string): Promise<void> {
  const actor = createActor(
    pseudoterminal({ command: 'sh', args: ['-c', script], columns, rows, graceTime: 200 }),
  )
  actor.subscribe({ error: () => {} })
  actor.start()
  const { screen } = actor.getSnapshot().context
  while (!screen.text.includes('up')) await setTimeout(5)
  const pid = actor.getSnapshot().context.pid!
  actor.stop()
  while (heldWork(actor).length > 0) await setTimeout(5)
  const left = sessionMembers(pid)
  if (left.length > 0) failures++
  if (left.length > 0 || what !== 'dies at once') console.log(`a child that ${what}: ${left.length} left`)
}

async function flood(script: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    const actor = createActor(pseudoterminal({ command: 'sh', args: ['-c', script], columns, rows }))
    const start = performance.now()
    await new Promise<void>((resolve, reject) => {
      actor.subscribe({ complete: resolve, error: reject })
      actor.start()
    })
    const took = Math.round(performance.now() - start)
    console.log(
      `${script}: ${took} ms, ${actor.getSnapshot().context.version} changes, ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`,
    )
  }
}

function isInstalled(command: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
