import { PassThrough } from 'node:stream'
import { createMachine, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { column, component, keyHelp, run, text } from 'actty'
import { VirtualClock } from 'actty/testing'

const machine = setup({ types: { events: {} as { type: 'quit' } } }).createMachine({
  id: 'page',
  initial: 'busy',
  states: { busy: { after: { 10: 'done' } }, done: { type: 'final' } },
  on: { quit: { target: '.done', description: 'Quit' } },
})

/** Standard output of a process that is piped. */
class Pipe extends PassThrough {
  text = ''

  constructor() {
    super()
    this.on('data', (chunk: Buffer) => (this.text += chunk.toString()))
  }

  get stdout(): NodeJS.WriteStream {
    return this as unknown as NodeJS.WriteStream
  }
}

describe('an app without a terminal', () => {
  test('ends with its last state: it waits for nothing that a terminal would do', async () => {
    const clock = new VirtualClock(0)
    const pipe = new Pipe()
    const page = component({ logic: machine, view: ({ value }) => text(value) })
    const ended = run(page, { clock, stdout: pipe.stdout, env: {} })
    await clock.advance(10)
    await ended
    expect(clock.pending).toBe(0)
    expect(pipe.text).toBe('done\n')
  })

  test('waits for nothing while nothing can happen', async () => {
    const clock = new VirtualClock(0)
    const pipe = new Pipe()
    const idle = component({ logic: createMachine({ id: 'idle' }), view: () => text('') })
    const abort = new AbortController()
    const ended = run(idle, { clock, stdout: pipe.stdout, env: {}, signal: abort.signal })
    await clock.advance(16)
    expect(clock.pending).toBe(0)
    abort.abort(new Error('enough'))
    await expect(ended).rejects.toThrow('enough')
  })

  test('shows no keys, because nobody can press them', async () => {
    const clock = new VirtualClock(0)
    const pipe = new Pipe()
    const page = component({
      logic: machine,
      keys: { q: { type: 'quit' } },
      view: ({ value }) => column([text(value), keyHelp()]),
    })
    const ended = run(page, { clock, stdout: pipe.stdout, env: {} })
    await clock.advance(10)
    await ended
    expect(pipe.text).toBe('done\n')
  })
})
