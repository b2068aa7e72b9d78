import { createActor } from 'xstate'
import { describe, expect, test } from 'vitest'
import { pseudoterminal, type PseudoterminalOptions } from 'actty/pty'
import { heldWork } from 'actty/machines'
import { sessionMembers } from '../../../src/machines/terminals/session.ts'
import { hasPty } from '../../support/pty.ts'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'

/** A real command on a real pseudo-terminal, by a clock that the test moves. */
function started(options: PseudoterminalOptions) {
  const clock = new VirtualClock(0)
  const actor = createActor(pseudoterminal({ columns: 20, rows: 5, ...options }), { clock })
  actor.subscribe({ error: () => {} })
  actor.start()
  const { screen } = actor.getSnapshot().context
  const until = async (met: () => boolean) => {
    while (!met()) {
      await settle()
      await clock.advance(1)
    }
  }
  return {
    actor,
    clock,
    screen,
    until,
    context: () => actor.getSnapshot().context,
    shows: (text: string) => until(() => screen.text.includes(text)),
    ended: () => until(() => actor.getSnapshot().status !== 'active'),
    over: () => until(() => heldWork(actor).length === 0),
    rows: () => Array.from({ length: screen.rows }, (_, row) => screen.textAt(screen.top + row)),
  }
}

const sh = (script: string, options: Partial<PseudoterminalOptions> = {}): PseudoterminalOptions => ({
  command: 'sh',
  args: ['-c', script],
  ...options,
})

describe.skipIf(!hasPty)('pseudoterminal', () => {
  test('shows what a command writes, and ends with its exit code', async () => {
    const { actor, ended, rows } = started(sh('tty -s && stty size; printf "\\033[2J\\033[3;4Hhere"; exit 3'))
    await ended()
    expect(actor.getSnapshot().output).toMatchObject({ code: 3, signal: null })
    expect(rows()).toEqual(['', '', '   here', '', ''])
  })

  test('ends with a signal', async () => {
    const { actor, ended } = started(sh('kill -KILL $$'))
    await ended()
    expect(actor.getSnapshot().output).toMatchObject({ code: null, signal: 'SIGKILL' })
  })

  test('waits for the size of its pane, and is resized with it', async () => {
    const { actor, shows, ended } = started(
      sh('stty size; read -r _; stty size', { columns: undefined, rows: undefined }),
    )
    expect(actor.getSnapshot().matches({ process: 'sizing' })).toBe(true)
    actor.send({ type: 'placed', columns: 33, rows: 4, focused: true })
    await shows('4 33')
    actor.send({ type: 'placed', columns: 44, rows: 6, focused: true })
    actor.send({ type: 'write', text: '\r' })
    await shows('6 44')
    await ended()
  })

  test('has 80 columns and 24 rows if no pane shows it', async () => {
    const { shows, ended } = started(sh('stty size', { columns: undefined, rows: undefined }))
    await shows('24 80')
    await ended()
  })

  test('answers what the command asks its terminal', async () => {
    const script =
      'stty raw -echo; printf "\\033[c\\033[6n\\033]11;?\\007\\033[?u"; dd bs=1 count=43 2>/dev/null | od -An -c'
    const { screen, ended } = started(sh(script, { columns: 80, rows: 10 }))
    await ended()
    const answers = screen.text.replaceAll(/\s+/g, '')
    expect(answers).toContain('033[?1;2c')
    expect(answers).toContain('033[1;1R')
    expect(answers).toContain('033]11;rgb:0000/0000/0000')
    expect(answers).toContain('033[?0u')
  })

  test('a flood makes an event a frame, and the last of it is shown', async () => {
    const { actor, clock, ended, context, rows } = started(
      sh('yes | head -c 1000000; printf end', { scrollback: 100 }),
    )
    let versions = 0
    actor.subscribe({ next: () => versions++, error: () => {} })
    await ended()
    expect(rows()).toEqual(['y', 'y', 'y', 'y', 'end'])
    expect(context().screen.length).toBe(105)
    expect(versions).toBeLessThan(clock.now() / 16 + 10)
  })

  test('what it wrote last is shown, though it has ended before there was room for that', async () => {
    const { actor, ended, rows } = started(sh('yes x | head -c 90000; printf last'))
    // The clock stands still, so that nothing is shown, and no more is read.
    while (heldWork(actor).length > 0) await settle()
    await ended()
    expect(rows()).toEqual(['x', 'x', 'x', 'x', 'last'])
  })

  test('a command that ignores SIGHUP and SIGTERM, with what it has started, gets SIGKILL after the grace time', async () => {
    const script =
      'trap "" HUP TERM; (trap "" HUP TERM; sleep 1000) & sh -ic "sleep 1000" & echo up; while :; do sleep 1; done'
    const { actor, context, shows, over } = started(sh(script, { graceTime: 50 }))
    await shows('up')
    const pid = context().pid!
    expect(sessionMembers(pid).length).toBeGreaterThan(2)
    actor.stop()
    await over()
    expect(sessionMembers(pid)).toEqual([])
  })

  test('what a command leaves behind ends with it', async () => {
    const { actor, ended, over, context } = started(sh('(trap "" HUP; sleep 1000) & exit 0'))
    await ended()
    await over()
    expect(actor.getSnapshot().output?.code).toBe(0)
    expect(sessionMembers(context().pid!)).toEqual([])
  })

  test('kept open, it can be read and started again', async () => {
    const { actor, until, shows, rows } = started(sh('echo once', { keepOpen: true }))
    await shows('once')
    await until(() => actor.getSnapshot().context.code === 0)
    expect(actor.getSnapshot().status).toBe('active')
    actor.send({ type: 'restart' })
    await until(() => rows().join().includes('once,once'))
    await until(() => actor.getSnapshot().context.code === 0)
    actor.stop()
  })

  test('says what is missing', async () => {
    const { actor, ended } = started({ command: 'no-such-command' })
    await ended()
    expect(actor.getSnapshot().error).toMatchObject({
      message: expect.stringContaining(
        "no-such-command can't be started: no-such-command was not found in PATH",
      ) as string,
    })
  })
})
