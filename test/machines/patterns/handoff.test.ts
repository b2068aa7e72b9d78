import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { createActor, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text } from 'actty'
import { CancelledError, editing, ExitError, handoff, heldWork, type HandoffOptions } from 'actty/machines'
import { mount } from 'actty/testing'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { Charts, interruptedEverywhere } from '../../support/chart.ts'
import { gone, isAlive } from '../../support/pty.ts'
import { scratch } from '../../support/scratch.ts'

const charts = new Charts(handoff({ command: 'true' }))

const sh = (script: string, options: Partial<HandoffOptions> = {}): HandoffOptions => ({
  command: 'sh',
  args: ['-c', script],
  ...options,
})

/** A command in a system without a terminal. */
function started(options: HandoffOptions = sh('sleep 100')) {
  const running = charts.start(handoff(options))
  const until = async (met: () => boolean) => {
    while (!met()) {
      await settle()
      running.clock.runDue()
    }
  }
  const ended = () => until(() => running.actor.getSnapshot().status !== 'active')
  const over = () => until(() => heldWork(running.actor).length === 0)
  return { ...running, until, ended, over }
}

/** Two commands that want the terminal of one app. */
function queue(first: HandoffOptions, second: HandoffOptions) {
  const machine = setup({
    types: { events: {} as { type: 'cancelSecond' } },
    actors: { first: handoff(first), second: handoff(second) },
  }).createMachine({
    id: 'queue',
    invoke: [
      { src: 'first', id: 'first', onDone: {} },
      { src: 'second', id: 'second', onDone: {}, onError: {} },
    ],
    on: {
      cancelSecond: {
        actions: ({ self }) => self.getSnapshot().children['second']!.send({ type: 'cancel' }),
      },
    },
  })
  const app = mount(
    component({ logic: machine, keys: { c: { type: 'cancelSecond' } }, view: () => text('the app') }),
    { inspect: charts.observe },
  )
  const states = () =>
    ['first', 'second'].map((id) => {
      const snapshot = app.snapshot().children[id as 'first']?.getSnapshot()
      return snapshot?.status === 'active' ? snapshot.value : (snapshot?.status ?? 'gone')
    })
  return { app, states }
}

describe('handoff', () => {
  test('runs a command, and says how it ended', async () => {
    const well = started(sh('exit 3'))
    await well.ended()
    expect(well.actor.getSnapshot().output).toEqual({ code: 3, signal: null })
    expect(well.states).toEqual(['queued', 'running', 'done'])
    const killed = started(sh('kill -TERM $$'))
    await killed.ended()
    expect(killed.actor.getSnapshot().output).toEqual({ code: null, signal: 'SIGTERM' })
  })

  test("fails if it can't be started, and with check if it ends badly", async () => {
    const missing = started({ command: '/no/such/command' })
    await missing.ended()
    expect(missing.error()).toMatchObject({ code: 'ENOENT' })
    const bad = started(sh('exit 2', { check: true }))
    await bad.ended()
    expect(bad.error()).toBeInstanceOf(ExitError)
    expect(bad.error()).toMatchObject({
      message: 'ended with exit code 2: sh -c exit 2',
      output: { code: 2 },
    })
  })

  test('is ended when it is cancelled, and made to when it does not listen', async () => {
    const { actor, clock, ended, error } = started(sh("trap '' TERM; while :; do sleep 0.05; done"))
    await settle()
    actor.send({ type: 'cancel' })
    await clock.advance(2_000)
    await ended()
    expect(error()).toBeInstanceOf(CancelledError)
  })

  test('ends what its command has started, too', async () => {
    const file = scratch()
    const { actor, until, over } = started(sh(`sleep 1000 & echo $! > ${file}; wait`))
    await until(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n'))
    const pid = Number(readFileSync(file, 'utf8'))
    expect(isAlive(pid)).toBe(true)
    actor.stop()
    await over()
    expect(await gone(pid, 1_000)).toBe(true)
  })

  test('ends its command when it is stopped', async () => {
    const { actor, over } = started()
    actor.stop()
    await over()
    expect(heldWork(actor)).toEqual([])
  })

  test('has the terminal alone, one command after the other, and then the app has it again', async () => {
    const { app, states } = queue(sh('sleep 0.2'), sh('exit 0'))
    await app.until(() => states()[0] === 'running')
    expect(states()).toEqual(['running', 'queued'])
    expect(app.terminal.isOpen).toBe(false)
    await app.until(() => states()[1] === 'done')
    await app.until(() => app.terminal.isOpen)
    expect(app.screen()[0]).toBe('the app')
    expect(await app.unmount()).toEqual([])
  })

  test('leaves the queue when it is cancelled there', async () => {
    const ran = `${tmpdir()}/actty-ran-${process.pid}`
    const { app, states } = queue(sh('sleep 0.2'), sh(`touch ${ran}`))
    await app.until(() => states()[0] === 'running')
    app.actor.send({ type: 'cancelSecond' })
    await app.until(() => states()[0] === 'done')
    expect(states()[1]).toBe('error')
    await app.until(() => app.terminal.isOpen)
    expect(existsSync(ran)).toBe(false)
    expect(await app.unmount()).toEqual([])
  })
})

describe('editing', () => {
  const drafts = () => readdirSync(tmpdir()).filter((name) => name.startsWith('edit-'))

  async function edited(editor: string, before = 'before') {
    const clock = new VirtualClock(0)
    const actor = createActor(editing({ editor, suffix: '.md' }), { clock, input: before }).start()
    while (actor.getSnapshot().status === 'active') {
      await settle()
      clock.runDue()
    }
    return actor.getSnapshot().output
  }

  test('returns the new text', async () => {
    const before = drafts()
    expect(await edited('printf " and after" >>')).toMatchObject({
      text: 'before and after',
      applied: true,
      code: 0,
    })
    expect(drafts()).toEqual(before)
  })

  test('changes nothing if the editor ends badly', async () => {
    const script = scratch('editor.sh')
    writeFileSync(script, 'echo changed > "$1"; echo "$1" > "$0.path"; exit 1')
    expect(await edited(`sh ${script}`)).toMatchObject({ text: 'before', applied: false, code: 1 })
    const path = readFileSync(`${script}.path`, 'utf8').trim()
    expect(path).toMatch(/\.md$/)
    expect(existsSync(path)).toBe(false)
    expect(await edited('/no/such/editor')).toMatchObject({ text: 'before', applied: false, code: 127 })
  })

  test('leaves no file when it is stopped', async () => {
    const before = drafts()
    const actor = createActor(editing({ editor: 'sleep 100; :' }), { input: 'text' }).start()
    while (drafts().length === before.length) await settle()
    actor.stop()
    while (heldWork(actor).length > 0) await settle()
    expect(drafts()).toEqual(before)
  })
})

interruptedEverywhere(started, {
  running: () => {},
})
