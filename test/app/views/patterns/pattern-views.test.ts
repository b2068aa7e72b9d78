import { fromPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import {
  deadlineView,
  debouncingView,
  fetchingView,
  gatheringView,
  handoffView,
  lines,
  pollingView,
  processingView,
  resourceView,
  retryingView,
  streamingView,
  subprocessView,
  supervisingView,
  text,
  throttlingView,
  tickingView,
} from 'actty'
import {
  deadline,
  debouncing,
  fetching,
  gathering,
  handoff,
  polling,
  processing,
  resource,
  retrying,
  streaming,
  subprocess,
  supervising,
  throttling,
  ticking,
} from 'actty/machines'
import { mount } from 'actty/testing'
import { controlled } from '../../../support/work.ts'

const size = { columns: 40, rows: 3 }
const refused = new Error('refused')

/** What is on the screen, without the rows that are empty. */
const shown = (app: { screen(): string[] }) => app.screen().filter((row) => row !== '')

describe('what patterns look like', () => {
  test('fetching: state, error, and data that stay', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const app = mount(
      fetchingView(fetching(logic), (data) => text(data)),
      { ...size, input: '' },
    )
    expect(shown(app)).toEqual(['loading'])
    await last().answer('the data')
    expect(shown(app)).toEqual(['loaded', 'the data'])
    await app.press('r')
    await last().fail(refused)
    expect(shown(app)).toEqual(['failed refused', 'the data'])
    expect(app.styledScreen()[0]).toBe('<red>failed refused</>')
    await app.press('r', 'c')
    expect(shown(app)).toEqual(['cancelled refused', 'the data'])
    expect(await app.unmount()).toEqual([])
  })

  test('polling: the last answer, and a pause', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const app = mount(
      pollingView(polling(logic, 1_000), (data) => text(data)),
      { ...size, input: '' },
    )
    await last().answer('one')
    expect(shown(app)).toEqual(['answered', 'one'])
    await app.press('p')
    expect(shown(app)).toEqual(['paused', 'one'])
    await app.press('p')
    expect(shown(app)).toEqual(['asking', 'one'])
    expect(await app.unmount()).toEqual([])
  })

  test('debouncing: the answer before, until there is one', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const view = debouncingView(debouncing(logic, 100), (found, isCurrent) => text(`${found} ${isCurrent}`))
    const app = mount(view, { ...size, input: 'a' })
    await app.advance(100)
    await last().answer('found a')
    expect(shown(app)).toEqual(['answered', 'found a true'])
    app.actor.send({ type: 'change', value: 'b' })
    expect(shown(app)).toEqual(['waiting', 'found a false'])
    expect(await app.unmount()).toEqual([])
  })

  test('ticking: the time', async () => {
    const app = mount(
      tickingView(ticking(1_000), (time) => new Date(time).toISOString()),
      size,
    )
    await app.advance(3_000)
    expect(shown(app)).toEqual(['2000-01-01T00:00:03.000Z'])
    expect(await app.unmount()).toEqual([])
  })

  test('processing: bar, numbers, rate and time left', async () => {
    const { logic, runs } = controlled<string>({ heeds: true })
    const app = mount(processingView(processing(logic, { concurrency: 1 })), {
      ...size,
      input: { items: ['a', 'b', 'c', 'd'] },
    })
    await app.advance(1_000)
    await runs[0]!.answer('done')
    expect(shown(app)).toEqual([
      '█████████░░░░░░░░░░░░░░░░░░░░░░░░░░░ 1/4',
      'working.running  1.0/s  3 s left',
    ])
    await app.press('p')
    await runs[1]!.fail(refused)
    expect(shown(app)[1]).toBe('working.pause  2.0/s  1 s left  1 failed')
    await app.press('c')
    expect(await app.unmount()).toEqual([])
  })

  test('gathering: a row for each part', async () => {
    const [cpu, disk] = [controlled<string>({ heeds: true }), controlled<string>({ heeds: true })]
    const view = gatheringView(gathering({ cpu: cpu.logic, disk: disk.logic }), { cpu: (load) => text(load) })
    const app = mount(view, { ...size, input: { cpu: 'of all', disk: '/' } })
    expect(shown(app)).toEqual(['cpu: running', 'disk: running'])
    await cpu.last().answer('3 %')
    expect(shown(app)).toEqual(['cpu: 3 %', 'disk: running'])
    await disk.last().fail(refused)
    expect(shown(app)).toEqual(['cpu: 3 %', 'disk: failed refused'])
    expect(await app.unmount()).toEqual([])
  })

  test('retrying: every frame of an attempt, a wait and another attempt', async () => {
    const { logic, last } = controlled<string>({ heeds: true })
    const view = retryingView(retrying(logic, { attempts: 5, delay: 2_500, jitter: 0 }))
    const app = mount(view, { ...size, input: '' })
    const { result } = app
    await last().fail(refused)
    await app.advance(2_500)
    await last().answer('done')
    expect(await result).toBe('done')
    expect(app.frames.map(({ screen }) => screen.filter((row) => row !== ''))).toEqual([
      ['attempting attempt 1 of 5'],
      ['waiting attempt 1 of 5 next in 3 s', 'refused'],
      ['waiting attempt 1 of 5 next in 2 s', 'refused'],
      ['waiting attempt 1 of 5 next in 1 s', 'refused'],
      ['attempting attempt 2 of 5', 'refused'],
      ['done attempt 2 of 5'],
    ])
    expect(await app.unmount()).toEqual([])
  })

  test('deadline and supervising: the state, and why', async () => {
    const slow = controlled<string>({ heeds: true })
    const late = mount(deadlineView(deadline(slow.logic, 1_000)), { ...size, input: '' })
    const { result } = late
    await late.advance(1_000)
    await expect(result).rejects.toThrow('timed out after 1000 ms')
    expect(shown(late)).toEqual(['timedOut timed out after 1000 ms'])
    const flaky = controlled<string>({ heeds: true })
    const app = mount(supervisingView(supervising(flaky.logic)), { ...size, input: '' })
    await flaky.last().fail(refused)
    await app.advance(0)
    expect(shown(app)).toEqual(['running 1 restarts refused'])
    await app.press('r')
    expect(shown(app)).toEqual(['running 2 restarts refused'])
    expect([await late.unmount(), await app.unmount()]).toEqual([[], []])
  })

  test('streaming: the last items, and a pause', async () => {
    let push: (item: string) => void = () => {}
    const source = () => (take: (item: string) => void) => {
      push = take
      return () => {}
    }
    const app = mount(
      streamingView(streaming(source, { keep: 2 }), (item) => item),
      { ...size },
    )
    for (const item of ['one', 'two', 'three']) push(item)
    await app.advance(16)
    expect(shown(app)).toEqual(['flowing 3 items', 'two', 'three'])
    await app.press('p')
    for (const item of ['four', 'five', 'six']) push(item)
    await app.press('p')
    await app.advance(16)
    expect(shown(app)).toEqual(['flowing 5 items 1 lost', 'five', 'six'])
    expect(await app.unmount()).toEqual([])
  })

  test('throttling: the value, and how many came for how many', async () => {
    const app = mount(
      throttlingView(throttling<number>(100), (value) => text(`value ${value}`)),
      size,
    )
    for (let value = 1; value <= 9; value++) app.actor.send({ type: 'push', value })
    await app.advance(100)
    expect(shown(app)).toEqual(['resting 2 delivered of 9', 'value 9'])
    expect(await app.unmount()).toEqual([])
  })

  test('subprocess: what stands after its last line', async () => {
    const script = 'echo first; printf "1%%\\r2%%"; read end'
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', script], stdin: 'open' }))
    const app = mount(view, size)
    await app.until('2%', { step: 16 })
    expect(shown(app)).toEqual(['first', '2%', 'running'])
    await app.press('k')
    await app.until('SIGTERM')
    expect(await app.unmount()).toEqual([])
  })

  test('subprocess: lines, and how it ended', async () => {
    const view = subprocessView(subprocess({ command: 'sh', args: ['-c', 'echo out; echo err >&2; exit 3'] }))
    const app = mount(view, size)
    await app.until('exit code 3')
    expect(shown(app)).toContain('exited exit code 3')
    expect(app.styledScreen()).toContain('<red>err</>')
    expect(await app.unmount()).toEqual([])
  })

  test('handoff and resource: the state, and what it is about', async () => {
    const app = mount(handoffView(handoff({ command: 'sh', args: ['-c', 'sleep 0.1'] })), size)
    const { result } = app
    expect(shown(app)).toEqual([]) // the command has the terminal
    expect(await result).toEqual({ code: 0, signal: null })
    const held = resource({ name: 'it', acquire: () => 'the thing', release: () => 0 })
    const other = mount(
      resourceView(held, (thing) => lines([thing])),
      size,
    )
    await other.until('acquired')
    expect(shown(other)).toEqual(['acquired', 'the thing'])
    await other.press('x')
    await expect(other.result).resolves.toBe(undefined)
    expect([await app.unmount(), await other.unmount()]).toEqual([[], []])
  })

  test('work passes its output on', async () => {
    const app = mount(
      deadlineView(
        deadline(
          fromPromise(() => Promise.resolve('output')),
          10,
        ),
      ),
      size,
    )
    expect(await app.result).toBe('output')
    await app.unmount()
  })
})
