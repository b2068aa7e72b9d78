import {
  createActor,
  type Actor,
  type AnyStateMachine,
  type AnyStateNode,
  type InspectionEvent,
} from 'xstate'
import { afterAll, describe, expect, test } from 'vitest'
import { newSince, takeCensus } from '../../src/app/testing/census.ts'
import { settle, VirtualClock } from '../../src/app/testing/virtual-clock.ts'

type Transition = AnyStateNode['always'] extends readonly (infer T)[] | undefined ? T : never

/** One that runs, on a clock that the test moves. */
export interface Running<M extends AnyStateMachine> {
  readonly actor: Actor<M>
  readonly clock: VirtualClock
  /** The states it went through, as they were seen from outside. */
  readonly states: unknown[]
  /** What it failed with. */
  readonly error: () => unknown
}

interface Stoppable {
  readonly actor: { getSnapshot(): unknown; stop(): unknown }
  readonly clock: VirtualClock
  /** Waits for what may take a while to end. */
  readonly over?: () => Promise<void>
  /** Whether no work goes on. */
  readonly isIdle?: () => boolean
}

/** The charts of a test file: which of their states and transitions its tests have reached. */
export class Charts {
  readonly #reached = new Set<string>()
  readonly #machines: readonly AnyStateMachine[]

  /** After all tests of the file, everything in these charts must have been reached. */
  constructor(...machines: AnyStateMachine[]) {
    this.#machines = machines
    afterAll(() => expect(this.#missing()).toEqual([]))
  }

  /** Starts an actor, and notes where it goes. */
  start<M extends AnyStateMachine>(machine: M, input?: unknown, clock = new VirtualClock(0)): Running<M> {
    const states: unknown[] = []
    const options = { clock, input, inspect: this.observe }
    const actor = createActor<AnyStateMachine>(machine, options) as Actor<M>
    let error: unknown
    actor.subscribe({
      next: (snapshot) => {
        const { value } = snapshot as unknown as { value: unknown }
        if (JSON.stringify(value) !== JSON.stringify(states.at(-1))) states.push(value)
      },
      error: (reason) => (error = reason),
    })
    actor.start()
    return { actor, clock, states, error: () => error }
  }

  /** Notes where actors go: for apps, that are not started here. */
  readonly observe = (event: InspectionEvent): void => {
    if (event.type !== '@xstate.microstep') return
    for (const transition of event._transitions as unknown as Transition[])
      this.#reached.add(nameOf(transition))
  }

  #missing(): string[] {
    return (
      this.#machines
        .flatMap((machine) => nodesOf(machine.root))
        .flatMap(transitionsOf)
        // It throws, so that nothing is seen of it; that it is sent is seen by the state that sends it.
        .filter(({ eventType }) => eventType !== 'fail')
        .map(nameOf)
        .filter((name) => !this.#reached.has(name))
    )
  }
}

/**
 * Tests of a pattern that is stopped in each of its states: it is brought there, stopped, and nothing is to be left: no
 * timer, no listener, no socket, process or file, and no work that goes on.
 */
export function interruptedEverywhere<R extends Stoppable>(
  start: () => R,
  ways: Readonly<Record<string, (running: R) => unknown>>,
): void {
  describe('is stopped without a trace', () => {
    test.each(Object.entries(ways))('in %s', async (state, way) => {
      const before = takeCensus()
      const running = start()
      await way(running)
      expect((running.actor.getSnapshot() as { value: unknown }).value).toEqual(
        state.includes('.') ? { [state.split('.')[0]!]: state.split('.')[1] } : state,
      )
      running.actor.stop()
      await running.over?.()
      await settle()
      expect(running.clock.pending).toBe(0)
      expect(newSince(before)).toEqual([])
      expect(running.isIdle?.() ?? true).toBe(true)
    })
  })
}

function nodesOf(node: AnyStateNode): AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap((child) => nodesOf(child as AnyStateNode))]
}

function transitionsOf(node: AnyStateNode): Transition[] {
  return [...[...node.transitions.values()].flat(), ...(node.always ?? [])] as Transition[]
}

function nameOf(transition: Transition): string {
  const { source, eventType } = transition
  const siblings = (eventType === '' ? source.always : source.transitions.get(eventType as string)) ?? []
  return `${source.id} on ${eventType || 'nothing'} [${siblings.indexOf(transition)}]`
}
