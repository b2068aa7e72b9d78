import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, run, text, type WindowMeta } from 'actty'
import { mount, MemoryTerminal } from 'actty/testing'
import { terminalType } from '../../../src/app/terminal/terminal-type.ts'

/** Of what type `meta` is. */
const saying: WindowMeta<{ sent: number }> = {}

const upload = setup({
  types: {
    context: {} as { sent: number },
    events: {} as { type: 'send' | 'more' | 'pause' | 'end' | 'again' },
    meta: saying,
  },
}).createMachine({
  id: 'upload',
  context: { sent: 0 },
  initial: 'ready',
  states: {
    ready: { on: { send: 'sending' } },
    sending: {
      meta: { title: 'Sending', progress: ({ context }) => context.sent / 4 },
      initial: 'running',
      on: { more: { actions: assign({ sent: ({ context }) => context.sent + 1 }) }, end: 'sent' },
      states: {
        running: { on: { pause: 'paused' } },
        paused: { meta: { title: ({ context }) => `Paused at ${context.sent}`, notify: 'It waits for you' } },
      },
    },
    sent: {
      meta: { title: 'Sent\x1b]0;evil\x07', notify: ({ context }) => `${context.sent} files;\nsent\x07` },
      on: { again: 'ready' },
    },
  },
})

const uploadView = component({ logic: upload, view: ({ context }) => text(`${context.sent}`) })
const show = () => mount(uploadView, { columns: 20, rows: 2 })
type Mounted = ReturnType<typeof show>

async function send(app: Mounted, ...types: ('send' | 'more' | 'pause' | 'end' | 'again')[]) {
  for (const type of types) app.actor.send({ type })
  await app.advance(0)
}

describe('the title', () => {
  test('is that of the innermost state, and what it was before if no state has one', async () => {
    const app = show()
    await send(app)
    expect(app.title).toBeUndefined()
    await send(app, 'send')
    expect(app.title).toBe('Sending')
    expect(app.takeBytes()).toContain('\x1b[22;2t\x1b]2;Sending\x1b\\')
    await send(app, 'more', 'pause', 'more')
    expect(app.title).toBe('Paused at 2')
    expect(app.takeBytes()).toContain('\x1b]2;Paused at 2\x1b\\')
    await send(app, 'end', 'again')
    expect(app.title).toBeUndefined()
    expect(app.takeBytes()).toContain('\x1b]2;\x1b\\\x1b[23;2t')
    expect(await app.unmount()).toEqual([])
  })

  test('is given back at the end, and is one line without control characters', async () => {
    const app = show()
    await send(app, 'send', 'end')
    expect(app.takeBytes()).toContain('\x1b]2;Sent ]0;evil \x1b\\')
    await app.unmount()
    expect(app.takeBytes()).toContain('\x1b]2;\x1b\\\x1b[23;2t')
  })
})

describe('a notification', () => {
  test('is shown when a state is entered while the window does not have the focus', async () => {
    const app = show()
    await send(app, 'send', 'pause')
    expect(app.notifications).toEqual([])
    await app.focusWindow(false)
    await send(app, 'more')
    expect(app.notifications).toEqual([])
    await send(app, 'end')
    expect(app.notifications).toEqual(['1 files; sent '])
    await app.focusWindow(true)
    await send(app, 'again', 'send', 'pause')
    expect(app.notifications).toHaveLength(1)
    expect(await app.unmount()).toEqual([])
  })

  test('is not shown for the state that the app starts in', async () => {
    const terminal = new MemoryTerminal(20, 2)
    const started = component({
      logic: setup({ types: { meta: saying } }).createMachine({
        id: 'started',
        initial: 'waiting',
        states: { waiting: { meta: { notify: 'never' } } },
      }),
      view: () => text('waiting'),
    })
    terminal.send('\x1b[O')
    const app = mount(started, { terminal })
    await app.advance(0)
    expect(app.notifications).toEqual([])
    await app.unmount()
  })
})

describe('the progress', () => {
  test('is shown by the task bar, and cleared when no state has one and at the end', async () => {
    const app = show()
    await send(app, 'send')
    expect(app.takeBytes()).toContain('\x1b]9;4;1;0\x1b\\')
    await send(app, 'more')
    expect(app.takeBytes()).toContain('\x1b]9;4;1;25\x1b\\')
    await send(app, 'end')
    expect(app.takeBytes()).toContain('\x1b]9;4;0\x1b\\')
    await send(app, 'again', 'send')
    app.takeBytes()
    await app.unmount()
    expect(app.takeBytes()).toContain('\x1b]9;4;0\x1b\\')
  })
})

test('a function of a state that throws ends the app with an error', async () => {
  const failing = component({
    logic: setup({ types: { meta: saying } }).createMachine({
      id: 'failing',
      meta: {
        title: () => {
          throw new Error('no title')
        },
      },
    }),
    view: () => text('failing'),
  })
  const terminal = new MemoryTerminal(20, 2)
  await expect(run(failing, { terminal })).rejects.toThrow('no title')
})

test('a view knows whether the window has the focus, and is called for it only if it reads that', async () => {
  let views = 0
  const view = component({
    logic: upload,
    view: (_, { windowFocused }) => {
      views++
      return text(windowFocused ? 'here' : 'away')
    },
  })
  const app = mount(view, { columns: 10, rows: 1 })
  await app.focusWindow(false)
  expect(app.screen()).toEqual(['away'])
  await app.focusWindow(true)
  expect(app.screen()).toEqual(['here'])
  expect(views).toBe(3)
  await app.unmount()
})

describe('what terminals get', () => {
  const of = (env: Record<string, string>) => {
    const { notifications, modes, strings } = terminalType(env)
    return [notifications, modes.has('title'), modes.has('progress'), strings]
  }

  test.each([
    [{ TERM: 'xterm-kitty' }, [99, true, false, 'direct']],
    [{ TERM: 'xterm-ghostty' }, [777, true, true, 'direct']],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'iTerm.app' }, [9, true, false, 'direct']],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'WezTerm' }, [777, true, false, 'direct']],
    [{ TERM: 'foot' }, [777, true, false, 'direct']],
    [{ TERM: 'xterm-256color', WT_SESSION: '1' }, ['bell', true, true, 'direct']],
    [{ TERM: 'xterm-256color' }, ['bell', true, false, 'direct']],
    [{ TERM: 'tmux-256color', TERM_PROGRAM: 'iTerm.app' }, ['bell', true, false, 'tmux']],
    [{ TERM: 'screen-256color', TMUX: '/tmp/tmux' }, ['bell', true, false, 'tmux']],
    [{ TERM: 'screen-256color' }, ['bell', true, false, 'screen']],
    [{ TERM: 'xterm', STY: '1.pts' }, ['bell', true, false, 'screen']],
    [{ TERM: 'vt100' }, ['bell', false, false, 'none']],
    [{ TERM: 'linux' }, ['bell', false, false, 'none']],
    [{ TERM: 'xterm-ghostty', ACTTY_WINDOW: '0' }, ['none', false, false, 'direct']],
  ])('%o', (env, expected) => {
    expect(of(env)).toEqual(expected)
  })
})
