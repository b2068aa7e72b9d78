import {
  createActor,
  fromTransition,
  initialTransition,
  transition,
  type AnyEventObject,
  type AnyActorRef,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate'
import { expect, test } from 'vitest'
import { component, listView, tailingView, streamingView, subprocessView, type AnyComponent } from 'actty'
import { heldWork, LineRing, list, streaming, subprocess, type Line } from 'actty/machines'
import { mount } from 'actty/testing'
import { contents } from '../../support/rows.ts'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { fc } from '../../support/property.ts'

/*
 * A frame is a function of its snapshot, and a snapshot of the events before it. Each test runs a component with all that
 * it needs, and draws each snapshot when it is new. Then it draws the same snapshots again, and gives the same events to
 * two others that run only the transitions. All frames have to be the same.
 */

interface Step {
  readonly event: AnyEventObject
  readonly snapshot: AnyMachineSnapshot
  readonly frame: readonly string[]
}

/** Draws snapshots by the view of a component, each as a frame after the one before. Below `rows` are other actors' regions. */
function drawing({ view }: AnyComponent, rows: number) {
  const logic = fromTransition((_: Shown, { shown }: Shown & { readonly type: 'show' }) => ({ shown }), {
    shown: undefined as AnyMachineSnapshot | undefined,
  })
  const app = mount(
    component({
      logic,
      view: ({ context: { shown } }, info) => (shown === undefined ? undefined : view(shown, info)),
    }),
    { columns: 30, rows: 8 },
  )
  const draw: Draw = (shown) => {
    app.actor.send({ type: 'show', shown })
    return contents(app.screen().slice(0, rows))
  }
  return { draw, close: () => app.unmount() }
}

type Draw = (snapshot: AnyMachineSnapshot) => readonly string[]

interface Shown {
  readonly shown: AnyMachineSnapshot | undefined
}

/** Runs it, and notes every event that comes to it and what is drawn then. */
function recorded(shown: AnyComponent, input?: unknown, rows = 8) {
  const logic = shown.logic as AnyStateMachine
  const steps: Step[] = []
  const { draw, close } = drawing(shown, rows)
  const noting = Object.create(logic, {
    transition: {
      value: (...args: Parameters<typeof logic.transition>) => {
        const snapshot = logic.transition(...args) as AnyMachineSnapshot
        steps.push({ event: args[1] as AnyEventObject, snapshot, frame: draw(snapshot) })
        return snapshot
      },
    },
  }) as AnyStateMachine
  const clock = new VirtualClock(0)
  const actor = createActor(noting, { clock, input })
  actor.subscribe({ error: () => {} })
  actor.start()
  const end = async () => {
    actor.stop()
    while (heldWork(actor).length > 0) await clock.advance(1)
    expectReplayed(logic, steps, input, draw)
    await close()
    return steps
  }
  return { actor, clock, steps, end }
}

function expectReplayed(logic: AnyStateMachine, steps: readonly Step[], input: unknown, draw: Draw): void {
  const frames = steps.map(({ frame }) => frame)
  expect(steps.map(({ snapshot }) => draw(snapshot))).toEqual(frames)
  const two = [0, 1].map(() => initialTransition(logic, input)[0])
  const replayed = steps.map(({ event }) =>
    two.map((before, at) => draw((two[at] = transition(logic, before, event)[0]))),
  )
  expect(replayed).toEqual(frames.map((frame) => [frame, frame]))
}

test('a stream is drawn as its events say, whenever it is drawn', async () => {
  const step = fc.oneof(
    fc.record({ put: fc.integer({ min: 1, max: 15 }) }),
    fc.record({ wait: fc.integer({ min: 0, max: 20 }) }),
    fc.constantFrom('pause' as const, 'resume' as const),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.boolean(), async (made, isPulled) => {
      let push: (line: string) => void = () => {}
      let wake = () => {}
      const waiting: string[] = []
      const pulled = async function* ({ signal }: { signal: AbortSignal }) {
        signal.addEventListener('abort', () => wake())
        for (;;) {
          yield* waiting.splice(0)
          if (signal.aborted) return
          await new Promise<void>((resolve) => (wake = resolve))
        }
      }
      const pushing = () => (take: typeof push) => {
        push = take
        return () => {}
      }
      const shown = streamingView(
        streaming<string>(isPulled ? pulled : pushing, { maxItems: 9 }),
        (line) => line,
      )
      const { actor, clock, end } = recorded(shown)
      let number = 0
      for (const step of made) {
        if (typeof step === 'string') actor.send({ type: step })
        else if ('wait' in step) await clock.advance(step.wait)
        else
          for (let i = 0; i < step.put; i++) {
            const line = `line ${number++}`
            if (isPulled) waiting.push(line)
            else push(line)
          }
        wake()
        await settle()
      }
      await end()
    }),
    { numRuns: 20 },
  )
})

test('a stream shows no line before its event', async () => {
  let push: (line: string) => void = () => {}
  const source = () => (take: typeof push) => {
    push = take
    return () => {}
  }
  const app = mount(
    streamingView(streaming<string>(source), (line) => line),
    { columns: 20, rows: 3 },
  )
  push('first')
  await app.press('p')
  await app.resize(20, 4)
  expect(app.screen().join()).not.toContain('first')
  await app.advance(16)
  expect(app.screen().join()).toContain('first')
  expect(await app.unmount()).toEqual([])
})

test('a command is drawn as its events say, whenever it is drawn', async () => {
  const script =
    'for i in 1 2 3 4 5 6 7 8; do echo "line $i"; echo "odd $i" >&2; printf "half"; sleep 0.01; done'
  const shown = subprocessView(subprocess({ command: 'sh', args: ['-c', script], maxLines: 6 }))
  const { actor, clock, steps, end } = recorded(shown)
  while (actor.getSnapshot().status === 'active') await clock.advance(4)
  await end()
  expect(steps.filter(({ event }) => event.type === 'process.output').length).toBeGreaterThan(1)
  expect(steps.at(-1)!.frame.join()).toContain('line 8')
})

test('a log is drawn as its events say, even if two rings follow one', async () => {
  const shown = tailingView<LineRing>()
  const { actor, end } = recorded(shown, { lines: undefined })
  const linesOf = (text: string): Line[] => [...text].map((letter) => ({ text: letter, source: 'any' }))
  const first = new LineRing(12).concat(linesOf('abcdefghij'))
  const one = first.concat(linesOf('klm'))
  const other = first.concat(linesOf('xyz'))
  for (const lines of [first, one, other, first, other.concat(linesOf('!'))]) {
    actor.send({ type: 'lines', lines })
    actor.send({ type: 'scroll', by: -1, rows: 8 })
  }
  const steps = await end()
  expect(steps.at(-1)!.frame).toEqual([...'cdefghij'])
})

test('a list that is filtered is drawn as its events say, slice by slice', async () => {
  const items = { length: 45_000, at: (index: number) => `row ${index}` }
  const shown = listView(list<string>())
  const { actor, clock, steps, end } = recorded(shown, { items }, 7)
  const write = (value: string) =>
    (actor.getSnapshot().children as Record<string, AnyActorRef>)['filter']!.send({ type: 'set', value })
  actor.send({ type: 'filter' })
  write('7')
  await clock.advance(0)
  write('77')
  actor.send({ type: 'move', by: 3, rows: 7 })
  write('1')
  actor.send({ type: 'last', rows: 7 })
  await clock.advance(0)
  await end()
  expect(steps.filter(({ event }) => event.type === 'matching.progress')).toHaveLength(9)
})
