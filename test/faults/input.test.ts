import { createActor, setup, type ActorRefFrom } from 'xstate'
import { describe, expect, test } from 'vitest'
import { decode } from '../../src/app/input/decoder.ts'
import type { InputEvent } from '../../src/app/input/events.ts'
import { Splitter } from '../../src/app/input/splitter.ts'
import { legacyKeys } from '../../src/app/input/legacy-keys.ts'
import { fullScreen } from '../../src/app/terminal/modes.ts'
import { anyType } from '../../src/app/terminal/terminal-type.ts'
import { terminalLogic } from '../../src/app/terminal/terminal.ts'
import { encodeKey } from '../../src/app/testing/encode-key.ts'
import { MemoryTerminal } from '../../src/app/testing/memory-terminal.ts'
import { VirtualClock } from '../../src/app/testing/virtual-clock.ts'
import { cpuTime } from '../support/cpu-time.ts'
import { fixture, restored, started } from '../support/fixture-app.ts'
import { hasPty, node, Pty } from '../support/pty.ts'

const terminals = [
  'xterm',
  'linux',
  'rxvt-256color',
  'eterm',
  'konsole',
  'gnome',
  'xfce',
  'osx-256color',
  'termux',
]

/** The events of some chunks, and of the silence after them. Text is one event, however it was cut. */
function eventsOf(chunks: readonly Uint8Array[], term = 'xterm'): InputEvent[] {
  const events: InputEvent[] = []
  const splitter = new Splitter((unit) => events.push(...decode(unit, legacyKeys(term))))
  for (const chunk of chunks) splitter.push(chunk)
  splitter.flush()
  return events
}

const bytesOf = (bytes: string) => Buffer.from(bytes, 'utf8')

/** Every key that can be encoded, with every modifier; what the terminals send that terminal-kit knows; reports and replies. */
function everySequence(term: string): string[] {
  const keyboards = [
    ['legacy', 0],
    ['xterm', 0],
    ['kitty', 5],
    ['kitty', 29],
  ] as const
  const names = ['a', 'Z', '5', '/', 'é', '漢', 'enter', 'tab', 'backspace', 'escape', 'space', 'menu']
  const special = ['up', 'down', 'left', 'right', 'home', 'end', 'insert', 'delete', 'pageup', 'pagedown']
  const functions = Array.from({ length: 35 }, (_, i) => `f${i + 1}`)
  const modifiers = ['', 'ctrl+', 'alt+', 'shift+', 'ctrl+alt+', 'ctrl+shift+', 'alt+shift+', 'super+']
  const keys = [...names, ...special, ...functions].flatMap((name) =>
    modifiers.flatMap((modifier) =>
      keyboards.flatMap(([keyboard, flags]) => {
        try {
          return encodeKey(modifier + name, keyboard, flags)
        } catch {
          return [] // it cannot tell that key
        }
      }),
    ),
  )
  const mouse = ['\x1b[<0;1;1M', '\x1b[<35;65535;65535m', '\x1b[M !!', '\x1b[<64;3;4M']
  const replies = [
    '\x1b[?62;22c',
    '\x1b]11;rgb:0000/ffff/0000\x07',
    '\x1bP>|xterm(390)\x1b\\',
    '\x1b[?2026;2$y',
    '\x1b[8;24;80t',
  ]
  const paste = '\x1b[200~a\x1b[A\r\n漢\x1b[201~'
  // An ESC alone is a key only if nothing follows.
  const whole = new Set(keys.filter((sequence) => sequence !== '\x1b'))
  return [...whole, ...legacyKeys(term).keys(), ...mouse, ...replies, '\x1b[I', '\x1b[O', paste]
}

describe('faults of input', () => {
  test.each(terminals)(
    '33. every known sequence split at every byte: the same events as whole (%s)',
    (term) => {
      for (const sequence of everySequence(term)) {
        const bytes = bytesOf(`${sequence}k`)
        const whole = eventsOf([bytes], term)
        expect(whole.at(-1), JSON.stringify(sequence)).toMatchObject({ name: 'k' })
        for (let cut = 1; cut < bytes.length; cut++)
          expect(
            eventsOf([bytes.subarray(0, cut), bytes.subarray(cut)], term),
            JSON.stringify(sequence),
          ).toEqual(whole)
        expect(
          eventsOf(
            Array.from(bytes, (byte) => Uint8Array.of(byte)),
            term,
          ),
        ).toEqual(whole)
      }
    },
  )

  test('34. UTF-8 split, lone continuation byte, overlong form: no hang, U+FFFD, the bytes after it kept', () => {
    const cases: [number[], string][] = [
      [[0x80], '\ufffd'],
      [[0x9b, 0x41], '\ufffdA'],
      [[0xc0, 0xaf], '\ufffd\ufffd'],
      [[0xe0, 0x80, 0xaf], '\ufffd\ufffd\ufffd'],
      [[0xf5, 0x80], '\ufffd\ufffd'],
      [[0xed, 0xa0, 0x80], '\ufffd\ufffd\ufffd'],
      [[0xe6, 0xbc], '\ufffd'],
      [[0xf0, 0x9f, 0x98, 0x80], '😀'],
    ]
    for (const [bytes, expected] of cases) {
      const all = Uint8Array.from([...bytes, 0x71])
      const typed = (chunks: Uint8Array[]) =>
        eventsOf(chunks)
          .map((event) => (event.type === 'key' ? event.text : '?'))
          .join('')
      expect(typed([all])).toBe(`${expected}q`)
      for (let cut = 1; cut < all.length; cut++)
        expect(typed([all.subarray(0, cut), all.subarray(cut)])).toBe(`${expected}q`)
    }
  })

  test.skipIf(!hasPty)('35. ESC alone: one event. Alt+key in one chunk: one event', async () => {
    const pty = await started()
    pty.write('\x1b')
    await pty.until('keys <escape>')
    pty.write('\x1bz')
    await pty.until('keys <escape><alt+z>')
    pty.write('\x1b]') // which also begins a command to terminals
    await pty.until('<alt+]>')
    pty.write('z')
    await pty.until('<alt+]>z')
    pty.write('q')
    await restored(pty)
  })

  test.skipIf(!hasPty)(
    '35. a sequence that comes in two parts while the process is busy is not taken for ESC',
    async () => {
      const pty = new Pty(node('test/faults/fixtures/busy-reader.ts'))
      await pty.until('ready')
      pty.write('\x1b')
      await pty.until('busy')
      pty.write('[A')
      await pty.until('read')
      expect(await pty.end()).toContain('read up')
    },
  )

  test.skipIf(!hasPty).each([1, 16])(
    '36. a bracketed paste of %i MB: one event or a stream, the UI live',
    async (megabytes) => {
      const pty = await started()
      const size = megabytes * 1_048_576
      pty.write(`\x1b[200~${'paste \x1b[A\x03q\t'.repeat(size / 12)}\x1b[201~`)
      pty.write('z')
      await pty.until('keys z', 60_000)
      await pty.until(`pasted ${Math.floor(size / 12) * 12} in 1`)
      pty.write('q')
      await restored(pty)
    },
    90_000,
  )

  test('36. bounded memory, linear time', () => {
    const timeOf = (megabytes: number) => {
      const chunk = Buffer.alloc(65_536, 'x')
      let longest = 0
      const splitter = new Splitter((unit) => {
        if (unit.kind === 'paste') longest = Math.max(longest, unit.text.length)
      })
      const start = cpuTime()
      splitter.push(bytesOf('\x1b[200~'))
      for (let i = 0; i < megabytes * 16; i++) splitter.push(chunk)
      splitter.push(bytesOf('\x1b[201~'))
      expect(longest).toBeLessThan(1_200_000)
      return cpuTime() - start
    }
    timeOf(4)
    expect(timeOf(64)).toBeLessThan(64 * 20 * Math.max(1, timeOf(4) / 4))
  })

  test.each([
    ['line feeds', '\n'],
    ['ESC', '\x1b'],
    ['ESC [', '\x1b['],
    ['a CSI without an end', '0'],
    ['parameters', ';'],
    ['a string without an end', '\x1b]x'],
    ['half characters', '\xe6'],
    ['DEL', '\x7f'],
    ['mouse reports', '\x1b[M'],
  ])('36. 1 MB of %s in chunks of any size: no more than seconds', (what, part) => {
    const head = what.startsWith('a CSI') || what === 'parameters' ? '\x1b[' : ''
    const bytes = Buffer.from(head + part.repeat(1_048_576 / part.length), 'latin1')
    for (const size of [bytes.length, 4_096]) {
      const start = cpuTime()
      const splitter = new Splitter((unit) => void decode(unit, legacyKeys('xterm')))
      for (let at = 0; at < bytes.length; at += size) splitter.push(bytes.subarray(at, at + size))
      splitter.flush()
      expect(cpuTime() - start).toBeLessThan(10_000)
    }
  })

  test.each([
    ['\x1b[99;99x', 'unknown'],
    ['\x1b[38;5', 'unknown'],
    ['\x1b]0;never ended', 'unknown'],
    ['\x1bP1$r0m\x1b\\', 'reply'],
    ['\x1b]777;x\x07', 'reply'],
    [`\x1b[${'1;'.repeat(200_000)}m`, 'unknown'],
    [`\x1b]52;c;${'x'.repeat(200_000)}\x07`, 'unknown'],
    ['\x1b[97:99999999;2u', 'key'],
    ['\x1b[1114112u', 'unknown'],
    ['\x1b[55296;1u', 'unknown'],
    ['\x1b[1u', 'unknown'],
    ['\x1b[57500u', 'unknown'],
    [`\x1b[<${'9'.repeat(400)};1;1M`, 'mouse'],
  ])('37. unknown CSI, OSC, DCS: one event, the next key intact (%#)', (sequence, type) => {
    const events = eventsOf([
      bytesOf(sequence),
      ...(/never|38;5$/.test(sequence) ? [bytesOf('\x18')] : []),
      bytesOf('k'),
    ])
    expect(events[0]!.type).toBe(type)
    expect(events.at(-1)).toMatchObject({ name: 'k' })
    expect(events.filter((event) => event.type === 'key' && event.name !== 'ctrl+x')).toHaveLength(
      type === 'key' ? 2 : 1,
    )
  })

  test('37. what a key types holds no control character', () => {
    for (const sequence of ['\x1b[97;1;27u', '\x1b[97;1;7:155:97u', '\x1b[97:27;2u'])
      for (const event of eventsOf([bytesOf(sequence)]))
        expect(event.type === 'key' && /[\0-\x1f\x7f-\x9f]/.test(event.text + event.name)).toBe(false)
  })

  test.skipIf(!hasPty).each([
    ['Dvorak', '\x1b[99::105;5u'],
    ['Cyrillic', '\x1b[1089::99;5u'],
    ['Greek', '\x1b[968::99;133u'],
  ])('52. Ctrl+C on a %s keyboard ends an app in a terminal with the kitty protocol', async (_, ctrlC) => {
    const pty = await started()
    pty.write('\x1b[?0u')
    await pty.until(() => pty.output.includes('\x1b[>5u'))
    pty.write(ctrlC)
    await restored(pty)
    expect(pty.output).toContain('\x1b[<u')
  })

  test.skipIf(!hasPty)(
    '52. a Cyrillic letter is the Latin key of its place, in an app without text',
    async () => {
      const pty = new Pty(node('test/pty/fixtures/two-apps.ts'))
      await pty.until('first')
      pty.write('\x1b[?0u')
      await pty.until(() => pty.output.includes('\x1b[>29u'))
      pty.write('\x1b[57441;2u\x1b[1081::113;;1081u')
      expect(await pty.end()).toContain('third ended with done')
      expect(pty.output.match(/\x1b\[<u/g)).toHaveLength(2)
    },
  )

  test.skipIf(!hasPty).each([
    ['in one write', 0, 'Ada\rLovelace\rByron\r', '', ''],
    ['in three writes', 0, 'Ada\r', 'Lovelace\rByron\r', ''],
    ['between two apps', 300, 'Ada\r', 'Lovelace\rByron\r', ''],
    ['as a paste', 0, 'Ada\r\x1b[200~Lovelace\x1b[201~\rByron\r', '', ''],
    ['from the controlling terminal', 0, 'Ada\rLovelace\r', '', 'echo Byron | '],
  ])(
    '58. what is typed ahead goes to the next app, and what no app uses to the next reader: %s',
    async (_, pause, all, rest, before) => {
      const pty = new Pty(
        `${before}${node('test/faults/fixtures/two-questions.ts', String(pause))}; stty -a | grep -o ' icanon'`,
      )
      await pty.until(() => pty.output.includes('\x1b[?1049h'))
      pty.write(all)
      if (rest !== '') {
        await pty.until(() => pty.output.includes('first Ada'))
        pty.write(rest)
      }
      const screen = await pty.end()
      expect(screen).toContain('first Ada\n')
      expect(screen).toContain('second Lovelace\n')
      expect(screen).toContain('third Byron')
      expect(screen).toContain('icanon')
    },
  )

  test.skipIf(!hasPty)('38. end of file on stdin: a clean end, no spin', async () => {
    const keys = new Pty('tty; sleep 60')
    await keys.until('/dev/')
    // The other side of that terminal must be ours alone: this one's shell inherits it.
    const close = 'for f in $(ls /proc/$$/fd); do [ $f -gt 2 ] && eval "exec $f>&-"; done'
    const pty = await started(`${close}; ${fixture} < ${keys.judge.lines()[0]!}; echo "status $?"`, {
      shell: ['bash', '-c'],
    })
    keys.close()
    expect(await pty.end()).toContain('status 129')
    expect(pty.judge.isAlternate).toBe(false)
    expect(pty.descendants()).toEqual([])
  })

  test('a reply that comes late is waited for, for a short time, even if the app ends before it', async () => {
    const clock = new VirtualClock(0)
    const port = new MemoryTerminal(80, 24)
    port.send = () => {} // it does not answer
    const terminal = terminalLogic({
      port,
      listener: { bytes() {}, resized() {}, drained() {}, gone() {} },
      modes: fullScreen,
      type: anyType,
      depth: 'truecolor',
      leave: () => ['', ''],
      stopProcess() {},
    })
    const parent = setup({ actors: { terminal } }).createMachine({
      invoke: { src: 'terminal', id: 'terminal' },
    })
    const actor = createActor(parent, { clock }).start().getSnapshot().children['terminal'] as ActorRefFrom<
      typeof terminal
    >
    actor.send({ type: 'open' })
    await clock.advance(2_000)
    actor.send({ type: 'close' })
    await clock.advance(300)
    expect(actor.getSnapshot().value).toBe('closing')
    actor.send({ type: 'reply', sequence: '\x1b[?62c' })
    expect(actor.getSnapshot().value).toBe('closing') // GNU screen tells its background after what it is
    actor.send({ type: 'reply', sequence: '\x1b]11;rgb:0000/0000/0000\x1b\\' })
    expect(actor.getSnapshot().value).toBe('closed')
  })

  test.skipIf(!hasPty).each([
    ['while it runs', 'z', 'q'],
    ['when it has just ended', 'q', ''],
  ])('a late reply is swallowed, and is never typed: %s', async (_, before, after) => {
    const left =
      'stty -icanon -echo min 0 time 5; echo "left: [$(dd bs=64 count=1 2> /dev/null | cat -v)]"; stty icanon echo'
    const pty = await started(`${fixture}; ${left}`, { answers: false })
    pty.write(before)
    pty.write('\x1b[?62;4c')
    if (after !== '') {
      await pty.until('keys z')
      expect(pty.judge.lines()[1]).toBe('keys z')
      pty.write(after)
    }
    expect(await pty.end()).toContain('left: []')
  })
})
