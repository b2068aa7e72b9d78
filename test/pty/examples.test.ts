import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { examples } from '../../examples/index.ts'
import { Judge } from '../support/judge.ts'
import { hasPty, node, Pty, type PtyOptions } from '../support/pty.ts'

const example = (name: string, options?: PtyOptions, before = '') =>
  new Pty(
    `trap : INT; before=$(stty -g); ${before}${node('examples/main.ts')} ${name}; echo "status $?"; [ "$before" = "$(stty -g)" ] && echo "settings as before"`,
    options,
  )

/** It was left in order, and everything is as it was. */
async function left(pty: Pty): Promise<string> {
  const screen = await pty.end()
  expect(screen).toContain('status 0')
  expect(screen).toContain('settings as before')
  expect(pty.judge.isAlternate).toBe(false)
  return screen
}

describe.skipIf(!hasPty)('every example', () => {
  const names = ['', 'hello', ...examples.map(({ name }) => name)]

  test.each(names)('is shown in 20 columns and 5 rows, and left by keys: %j', async (name) => {
    const pty = example(name, { columns: 20, rows: 5 })
    await pty.until(() => pty.judge.isAlternate && pty.judge.lines().some((line) => line !== ''))
    if (name === 'search' || name === 'composer') {
      // Out of the text field, which has the cursor.
      await pty.until(() => pty.judge.cursor !== undefined)
      pty.write('\x1b')
      await pty.until(() => pty.judge.cursor === undefined)
    }
    if (name === 'terminal') pty.write('\x01') // out of the pane
    pty.write(name === 'questions' || name === 'deploy' || name === 'form' ? '\x11' : 'q')
    if (name === 'cleanup') {
      await pty.until('End all')
      pty.write('y')
    }
    await left(pty)
    expect(pty.judge.state).toEqual(new Judge(20, 5).state)
    await pty.until(() => pty.descendants().length === 0)
  })

  test('is played to its end where it is piped, all in one process', async () => {
    const pty = new Pty(`{ ${node('examples/main.ts')}; echo "status $?"; } | cat`, { rows: 60 })
    await pty.until(/status \d/, 120_000)
    const output = pty.output
    expect(await pty.end()).toContain('status 0')
    for (const { name } of examples) expect(output).toContain(`== ${name}: `)
    expect(output).not.toContain('\x1b')
    await pty.until(() => pty.descendants().length === 0)
  }, 150_000)
})

describe.skipIf(!hasPty)('the example shell', () => {
  test('gives the terminal to a command, waits for Enter, and comes back as it was', async () => {
    const pty = example('shell sh -- -c "echo the command; stty -a | grep -c \' icanon\'"')
    await pty.until('Run it')
    pty.write('!')
    await pty.until('the command')
    await pty.until('Press Enter to continue')
    expect(pty.judge.isAlternate).toBe(false)
    expect(pty.judge.lines()).toContain('1')
    pty.write('\r')
    await pty.until('Last time: exit code 0')
    expect(pty.judge.isAlternate).toBe(true)
    pty.write('q')
    await left(pty)
  })

  test('loses no key: those that are typed meanwhile are for the command', async () => {
    const pty = example(`shell sh -- -c 'echo re""ady; read a; echo "got $a"'`)
    await pty.until('Run it')
    pty.write('!')
    await pty.until('ready')
    pty.write('qq!\r')
    await pty.until('got qq!')
    pty.write('\r')
    await pty.until('Last time: exit code 0')
    pty.write('q')
    await left(pty)
  })

  test('survives ctrl+c, which is for the command', async () => {
    const pty = example(`shell sh -- -c 'echo re""ady; exec sleep 100'`)
    await pty.until('Run it')
    pty.write('!')
    await pty.until('ready')
    pty.write('\x03')
    await pty.until('Press Enter to continue')
    pty.write('\r')
    await pty.until('Last time: ended by SIGINT')
    pty.write('q')
    await left(pty)
  })

  test.each([
    ['standard input', ''],
    ['the controlling terminal', 'echo data | '],
  ])(
    'has its settings again after a command that left others and was killed: keys from %s',
    async (_, before) => {
      const pty = example(`shell sh -- -c "stty raw -echo < /dev/tty; kill -9 \\$\\$"`, undefined, before)
      await pty.until('Run it')
      pty.write('!')
      await pty.until('Press Enter to continue')
      pty.write('\n')
      await pty.until('Last time: ended by SIGKILL')
      pty.write('q')
      await left(pty)
    },
  )
})

describe.skipIf(!hasPty)('the example editor', () => {
  test('applies the text of the editor, and nothing if the editor fails', async () => {
    const pty = example('editor', {
      env: {
        VISUAL: `sh -c 'printf "verdict? "; read verdict; echo "$verdict" > "$0"; test "$verdict" = good'`,
      },
    })
    await pty.until('not edited yet')
    pty.write('e')
    await pty.until('verdict?')
    pty.write('bad\r')
    await pty.until('not saved: the editor ended with exit code 1')
    expect(pty.judge.lines().join('\n')).toContain('Press e to edit these notes')
    pty.write('e')
    await pty.until(() => pty.output.split('verdict?').length === 3)
    pty.write('good\r')
    await pty.until('✓ saved')
    expect(pty.judge.lines().join('\n')).toContain('│ good')
    pty.write('q')
    await left(pty)
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('edit-'))).toEqual([])
  })
})

describe.skipIf(!hasPty)('the example cleanup', () => {
  test.each([
    ['qy', 'status 0'],
    ['\x03', 'status 130'],
    ['q\x03', 'status 130'],
  ])('left by %j leaves nothing, not even a process that ignores TERM', async (keys, status) => {
    const pty = example('cleanup')
    await pty.until('ignores TERM')
    await pty.until('cleanup-')
    const folder = /cleanup-\w+/.exec(pty.judge.lines().join('\n'))![0]
    pty.write(keys[0]!)
    if (keys.length > 1) {
      await pty.until('End all?')
      pty.write(keys[1]!)
    }
    expect(await pty.end()).toContain(status)
    expect(readdirSync(tmpdir())).not.toContain(folder)
  })
})

describe.skipIf(!hasPty)('the example stream', () => {
  test('follows ten thousand lines a second', async () => {
    const pty = example('stream')
    await pty.until(/line [1-9]\d\d\d\d/)
    pty.write('q')
    await left(pty)
  })
})
