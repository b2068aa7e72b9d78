import { createActor, fromCallback, setup, type ActorRefFrom } from 'xstate'
import { describe, expect, test } from 'vitest'
import { fullScreen } from '../../../src/app/terminal/modes.ts'
import { anyType } from '../../../src/app/terminal/terminal-type.ts'
import { terminalLogic } from '../../../src/app/terminal/terminal.ts'
import type { TerminalEvent } from '../../../src/app/terminal/terminal-context.ts'
import { MemoryTerminal } from '../../../src/app/testing/memory-terminal.ts'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Judge } from '../../support/judge.ts'

function terminalOf({ hasKeys = true } = {}) {
  const port = Object.assign(new MemoryTerminal(80, 24), { hasKeys })
  const clock = new VirtualClock(0)
  const stops: string[] = []
  const terminal = terminalLogic({
    port,
    listener: { bytes() {}, resized() {}, drained() {}, gone() {} },
    modes: fullScreen,
    type: anyType,
    depth: 'truecolor',
    leave: () => ['', ''],
    stopProcess: () => stops.push('stopped'),
  })
  const parent = setup({ actors: { terminal } }).createMachine({
    invoke: { src: 'terminal', id: 'terminal' },
  })
  const actor = createActor(parent, { clock }).start().getSnapshot().children['terminal'] as ActorRefFrom<
    typeof terminal
  >
  const send = (...events: TerminalEvent[]) => events.forEach((event) => actor.send(event))
  return { actor, port, clock, send, stops, state: () => actor.getSnapshot().value }
}

/** An actor that wants the terminal for itself. */
const guestOf = () => {
  const granted: string[] = []
  const logic = fromCallback<{ type: string }>(({ receive }) => receive(({ type }) => granted.push(type)))
  return { ref: createActor(logic).start(), granted }
}
const guest = guestOf().ref

const background: TerminalEvent = { type: 'reply', sequence: '\x1b]11;rgb:0000/0000/0000\x1b\\' }
const answer: TerminalEvent = { type: 'reply', sequence: '\x1b[?62c' }
const answers = [background, answer]

const events: readonly TerminalEvent[] = [
  { type: 'open' },
  { type: 'close' },
  { type: 'resized' },
  { type: 'drained' },
  { type: 'gone' },
  ...answers,
  { type: 'unanswered' },
  { type: 'reply', sequence: '\x1b[?1u' },
  { type: 'focus', focused: false },
  { type: 'mode', mode: 'mouse', wanted: true },
  { type: 'mode', mode: 'mouse', wanted: false },
  { type: 'window', title: 'a title', progress: '3' },
  { type: 'suspend' },
  { type: 'resume' },
  { type: 'continued' },
  { type: 'handOff', by: guest },
  { type: 'takeBack', by: guest },
  { type: 'exit' },
]

/** Whether a terminal that was sent these bytes is as one that was sent none. */
async function isUntouched(bytes: string): Promise<boolean> {
  const judge = new Judge(80, 24)
  const fresh = JSON.stringify(judge.state)
  await judge.write(bytes)
  return JSON.stringify(judge.state) === fresh
}

describe('the life of a terminal', () => {
  test('opens, and restores what it has changed', async () => {
    const { port, send, state } = terminalOf()
    send({ type: 'open' })
    expect(state()).toBe('open')
    expect(await isUntouched(port.written)).toBe(false)
    send(...answers, { type: 'close' })
    expect(state()).toBe('closed')
    expect(await isUntouched(port.written)).toBe(true)
  })

  test('waits a moment for the answer to its question, which is not for the shell', async () => {
    const { send, state, clock } = terminalOf()
    send({ type: 'open' }, { type: 'close' })
    expect(state()).toBe('closing')
    send(...answers)
    expect(state()).toBe('closed')

    const silent = terminalOf()
    silent.send({ type: 'open' }, { type: 'close' })
    await silent.clock.advance(500)
    expect(silent.state()).toBe('closed')
    expect(clock.pending).toBe(0)
  })

  test('waits for the answer about the background also after the last one, as GNU screen sends them', async () => {
    const { actor, port, send, state, clock } = terminalOf()
    send({ type: 'open' }, answer, { type: 'close' })
    expect([state(), port.isOpen]).toEqual(['closing', true])
    await clock.advance(50)
    send(background)
    expect([state(), port.isOpen]).toEqual(['closed', false])
    expect(actor.getSnapshot().context.background).toBe('dark')
    expect(clock.pending).toBe(0)
  })

  test.each([['suspend'], ['handOff']] as const)('the same before %s', async (type) => {
    const { port, send, clock } = terminalOf()
    send({ type: 'open' }, answer, type === 'handOff' ? { type, by: guest } : { type })
    expect(port.isOpen).toBe(true)
    send(background)
    expect(port.isOpen).toBe(false)

    const silent = terminalOf()
    silent.send({ type: 'open' }, answer, type === 'handOff' ? { type, by: guest } : { type })
    await silent.clock.advance(399)
    expect(silent.port.isOpen).toBe(true)
    await silent.clock.advance(1)
    expect(silent.port.isOpen).toBe(false)
    expect(clock.pending).toBe(0)
  })

  test('is not asked if nobody reads its answers', () => {
    const { port, send, state, clock } = terminalOf({ hasKeys: false })
    send({ type: 'open' })
    expect(port.written).not.toContain('\x1b[c')
    send({ type: 'close' })
    expect(state()).toBe('closed')
    expect(clock.pending).toBe(0)
  })

  test('does not wait for a terminal that is known not to answer', async () => {
    const { send, state, clock } = terminalOf()
    send({ type: 'open' })
    await clock.advance(3_000)
    send({ type: 'close' })
    expect(state()).toBe('closed')
  })

  test('switches on the keyboard of a terminal that has it, and off again', () => {
    const { port, send } = terminalOf()
    send({ type: 'open' }, { type: 'reply', sequence: '\x1b[?0u' }, answer)
    expect(port.written).toContain('\x1b[>5u')
    send({ type: 'close' })
    expect(port.written.indexOf('\x1b[<u')).toBeGreaterThan(port.written.indexOf('\x1b[>5u'))
    expect(port.written.indexOf('\x1b[<u')).toBeLessThan(port.written.indexOf('\x1b[?1049l'))
  })

  test('switches that keyboard off as often as on', () => {
    const { port, send } = terminalOf()
    const yes: TerminalEvent = { type: 'reply', sequence: '\x1b[?0u' }
    send({ type: 'open' }, yes, ...answers, { type: 'suspend' })
    send({ type: 'continued' }, yes, ...answers, { type: 'close' })
    expect(port.written.split('\x1b[>5u')).toHaveLength(3)
    expect(port.written.split('\x1b[<u')).toHaveLength(3)
  })

  test('is given back while the process is stopped, and taken again', async () => {
    const { actor, port, send, state, stops } = terminalOf()
    send({ type: 'open' }, ...answers, { type: 'suspend' })
    expect(state()).toBe('suspended')
    expect(port.isOpen).toBe(false)
    expect(stops).toEqual(['stopped'])
    expect(await isUntouched(port.written)).toBe(true)
    const { generation } = actor.getSnapshot().context
    send({ type: 'continued' })
    expect(state()).toBe('open')
    expect(actor.getSnapshot().context.generation).toBe(generation + 1)
    expect(await isUntouched(port.written)).toBe(false)
    send({ type: 'resume' })
    expect(actor.getSnapshot().context.generation).toBe(generation + 1)
  })

  test('gets its modes again after a stop without a signal', () => {
    const { actor, port, send } = terminalOf()
    send({ type: 'open' }, answer)
    const before = port.written.length
    send({ type: 'continued' })
    expect(port.written.slice(before)).toContain('\x1b[?1049h')
    expect(actor.getSnapshot().context.generation).toBe(2)
  })

  test('reads the size again when it comes back', () => {
    const { actor, port, send } = terminalOf()
    send({ type: 'open' }, ...answers, { type: 'handOff', by: guest })
    expect(port.isOpen).toBe(false)
    port.resize(100, 30)
    send({ type: 'takeBack', by: guest })
    expect(actor.getSnapshot().context).toMatchObject({ columns: 100, rows: 30 })
    expect(port.isOpen).toBe(true)
  })

  test('is handed to one after the other, in the order in which they asked', () => {
    const { send, state } = terminalOf()
    const [first, second, third] = [guestOf(), guestOf(), guestOf()] as const
    const granted = () => [first, second, third].map(({ granted }) => granted.length)
    send({ type: 'open' }, { type: 'handOff', by: first.ref })
    expect(state()).toBe('open') // what it has yet to answer is not for the other
    send(...answers)
    send({ type: 'handOff', by: second.ref }, { type: 'handOff', by: third.ref })
    expect([state(), granted()]).toEqual(['handedOff', [1, 0, 0]])
    send({ type: 'takeBack', by: second.ref }) // it no longer waits for it
    expect([state(), granted()]).toEqual(['handedOff', [1, 0, 0]])
    send({ type: 'takeBack', by: first.ref })
    expect([state(), granted()]).toEqual(['handedOff', [1, 0, 1]])
    send({ type: 'takeBack', by: third.ref })
    expect([state(), granted()]).toEqual(['open', [1, 0, 1]])
  })

  test('after any three events, leaving it leaves nothing behind', async () => {
    for (const first of events)
      for (const second of events)
        for (const third of events) {
          const { port, send, state, clock } = terminalOf()
          send({ type: 'open' }, first, second, third)
          const path = [first, second, third].map(({ type }) => type).join(' ')
          const leaving: TerminalEvent = path.length % 2 === 0 ? { type: 'close' } : { type: 'exit' }
          send(leaving)
          await clock.advance(leaving.type === 'close' ? 1_000 : 0)
          expect(state(), path).toBe('closed')
          expect(port.isOpen, path).toBe(false)
          if (!path.includes('gone')) expect(await isUntouched(port.written), path).toBe(true)
        }
  }, 120_000)
})
