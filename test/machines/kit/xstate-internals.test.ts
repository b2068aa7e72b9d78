import { createRequire } from 'node:module'
import {
  createActor,
  fromCallback,
  fromEventObservable,
  fromObservable,
  fromPromise,
  fromTransition,
  raise,
  setup,
  spawnChild,
  type AnyActor,
  type AnyActorLogic,
  type AnyStateMachine,
  type InspectionEvent,
  type PromiseActorLogic,
} from 'xstate'
import { describe, test } from 'vitest'
import { asWork, withTransition } from '../../../src/machines/kit/pattern.ts'
import { inertLogic } from '../../../src/machines/kit/inert-logic.ts'
import {
  delayKey,
  delaysOf,
  kindOf,
  limitSteps,
  numberSessions,
  parentOf,
  schedulerOf,
  stopChildren,
  stopChildrenLater,
  stopOrphan,
  tapSystem,
  tellParent,
  transitionsOf,
  watchPromise,
  XSTATE_EVENTS,
} from '../../../src/machines/kit/xstate-internals.ts'
import { settle } from '../../../src/app/testing/virtual-clock.ts'

const { version } = createRequire(import.meta.url)('xstate/package.json') as { version: string }

/** What xstate-internals.ts relies on. If it isn't so, the failure says what to do. */
function xstate(does: string, name: string, check: () => unknown): void {
  test(`${name}: ${does}`, async () => {
    let cause: unknown
    try {
      if ((await check()) === true) return
    } catch (error) {
      cause = error
    }
    throw new Error(
      `XState ${version} breaks what ${name} relies on: that ${does}. ` +
        'Mend it in src/machines/kit/xstate-internals.ts, where alone this is known; ' +
        'until then, "xstate" in the peerDependencies of package.json must not allow this version.',
      { cause },
    )
  })
}

/** A parent with a child, `kid`, of which `ended` tells when it was stopped. */
function family(ended: () => void = () => {}) {
  const kid = fromCallback(() => ended)
  const machine = setup({ actors: { kid } }).createMachine({ invoke: { src: 'kid', id: 'kid' } })
  return { machine, kidOf: (parent: AnyActor) => childOf(parent, 'kid') }
}

function childOf(parent: AnyActor, id: string): AnyActor {
  return (parent.getSnapshot() as { children: Record<string, AnyActor> }).children[id]!
}

describe('actors', () => {
  xstate('a child keeps its parent, and a root has none', 'parentOf', () => {
    const { machine, kidOf } = family()
    const root = createActor(machine).start()
    return parentOf(kidOf(root)) === root && parentOf(root) === undefined
  })

  xstate('a system passes an event on to a parent, as from its child', 'tellParent', () => {
    const { machine, kidOf } = family()
    const sources: unknown[] = []
    const inspect = (event: InspectionEvent) =>
      event.type === '@xstate.event' && event.event.type === 'told'
        ? sources.push(event.sourceRef)
        : undefined
    const root = createActor(machine, { inspect }).start()
    tellParent(kidOf(root), { type: 'told' })
    tellParent(root, { type: 'told' }) // to nobody
    return sources.length === 1 && sources[0] === kidOf(root)
  })

  xstate('the event of that name stops a child, and what it started', 'stopOrphan', () => {
    const ends: string[] = []
    const { machine, kidOf } = family(() => ends.push('grandchild'))
    const grandparent = setup({ actors: { parent: machine } }).createMachine({
      invoke: { src: 'parent', id: 'parent' },
    })
    const root = createActor(grandparent).start()
    const parent = childOf(root, 'parent')
    const kid = kidOf(parent)
    stopOrphan(parent)
    return [parent, kid].every((actor) => statusOf(actor) === 'stopped') && ends.length === 1
  })

  xstate('a transition function is given the way to stop children', 'stopChildren', () => {
    const ends: string[] = []
    const { machine } = family(() => ends.push('kid'))
    const logic = withTransition(asWork(machine), (transition) => (snapshot, event, scope) => {
      if (event.type !== 'end') return transition(snapshot, event, scope)
      stopChildren(snapshot, scope)
      return { status: 'done', output: ends.length } as never
    })
    const actor = createActor(logic).start()
    actor.send({ type: 'end' })
    return actor.getSnapshot().output === 1
  })

  xstate('what a transition defers is done when the actor has its new snapshot', 'stopChildrenLater', () => {
    let seen: unknown
    const { machine } = family(() => (seen = actor.getSnapshot().output))
    const logic = withTransition(asWork(machine), (transition) => (snapshot, event, scope) => {
      if (event.type !== 'end') return transition(snapshot, event, scope)
      stopChildrenLater(snapshot, scope)
      return { status: 'done', output: 'the new one' } as never
    })
    const actor = createActor(logic).start()
    actor.send({ type: 'end' })
    return seen === 'the new one'
  })

  xstate('a machine has an endless `options.maxIterations`, and fails beyond another', 'limitSteps', () => {
    let steps = 0
    const circle = setup({ guards: { goesOn: () => ++steps < 1_000 } }).createMachine({
      initial: 'a',
      states: { a: { on: { go: 'b' } }, b: { always: 'c' }, c: { always: { guard: 'goesOn', target: 'b' } } },
    })
    const before = circle.options.maxIterations
    const actor = createActor(circle)
    limitSteps(actor, 10)
    actor.subscribe({ error: () => {} })
    actor.start().send({ type: 'go' })
    return before === Infinity && steps < 20 && statusOf(actor) === 'error'
  })
})

describe('events', () => {
  const types: string[] = []
  const caught: string[] = []
  const failing = fromPromise(() => Promise.reject(new Error('expected')))
  const machine = setup({
    actors: { good: fromPromise(() => Promise.resolve()), failing, counter: fromTransition((n) => n, 0) },
    delays: { soon: 0 },
    actions: { note: ({ event }) => void caught.push(event.type) },
  }).createMachine({
    id: 'all',
    entry: spawnChild('counter', { id: 'counter', syncSnapshot: true }),
    on: {
      [XSTATE_EVENTS.anyChildDone]: { actions: 'note' },
      [XSTATE_EVENTS.anyChildFailed]: { actions: 'note' },
      [XSTATE_EVENTS.anyChildSnapshot]: { actions: 'note' },
    },
    initial: 'first',
    states: {
      first: {
        invoke: [
          { src: 'good', id: 'good' },
          { src: 'failing', id: 'failing' },
        ],
        after: { soon: 'second' },
      },
      second: { initial: 'end', states: { end: { type: 'final' } } },
    },
  })
  const run = async () => {
    if (types.length > 0) return
    const inspect = (event: InspectionEvent) =>
      event.type === '@xstate.event' ? types.push(event.event.type) : undefined
    const clock = { setTimeout: (work: () => void) => setImmediate(work), clearTimeout: () => {} }
    const actor = createActor(machine, { inspect, clock: clock }).start()
    childOf(actor, 'counter').send({ type: 'any' })
    await settle()
  }
  const called = (name: string) => async () => {
    await run()
    return types.includes(name)
  }
  const E = XSTATE_EVENTS

  xstate('an actor is started by it', 'XSTATE_EVENTS.init', called(E.init))
  xstate('a promise ends by such an event', 'XSTATE_EVENTS.promise', called(`${E.promise}resolve`))
  xstate(
    'it is followed by the delay and the state',
    'XSTATE_EVENTS.after',
    called(`${E.after}soon.all.first`),
  )
  xstate('a child that is done says so', 'XSTATE_EVENTS.childDone', called(`${E.childDone}good`))
  xstate('a child that fails says so', 'XSTATE_EVENTS.childFailed', called(`${E.childFailed}failing`))
  xstate('a child tells of snapshots', 'XSTATE_EVENTS.childSnapshot', called(`${E.childSnapshot}counter`))

  xstate('a state whose inner states are done says so', 'XSTATE_EVENTS.stateDone', () => {
    const { root }: AnyStateMachine = setup({}).createMachine({
      id: 'all',
      initial: 'first',
      states: { first: { initial: 'end', states: { end: { type: 'final' } }, onDone: 'last' }, last: {} },
    })
    return root.states['first']!.ownEvents.includes(`${E.stateDone}all.first`)
  })

  xstate('a chart can take those of any child', 'XSTATE_EVENTS.anyChild…', async () => {
    await run()
    return [`${E.childDone}good`, `${E.childFailed}failing`, `${E.childSnapshot}counter`].every((type) =>
      caught.includes(type),
    )
  })

  xstate('all that it makes itself begin alike, and ours do not', 'XSTATE_EVENTS.own', async () => {
    await run()
    const own = types.filter((type) => type.startsWith(E.own))
    return types.length - own.length === types.filter((type) => type === 'any').length
  })
})

describe('steps', () => {
  const machine = setup({ guards: { never: () => false } }).createMachine({
    id: 'm',
    type: 'parallel',
    states: {
      left: {
        initial: 'a',
        states: { a: { on: { GO: [{ guard: 'never', target: 'b' }, 'b'] } }, b: { always: 'c' }, c: {} },
      },
      right: {
        initial: 'a',
        states: { a: { on: { GO: 'b' } }, b: { entry: raise({ type: 'INNER' }), on: { INNER: 'c' } }, c: {} },
      },
    },
  })
  const steps: { readonly event: string; readonly taken: readonly string[] }[] = []
  createActor(machine, {
    inspect: (event) => {
      if (event.type !== '@xstate.microstep') return
      const taken = transitionsOf(event).map((one) => {
        const { source, eventType } = one
        const place =
          source.always?.includes(one) === true
            ? 'always'
            : source.transitions.get(eventType as string)?.indexOf(one)
        return `${source.path.join('.')} ${place}`
      })
      steps.push({ event: event.event.type, taken })
    },
  })
    .start()
    .send({ type: 'GO' })

  xstate(
    'each step of a macrostep is told, with the event that was taken in it',
    'transitionsOf',
    () => steps.map(({ event }) => event).join() === 'GO,GO,INNER',
  )
  xstate(
    'of a step, the transitions of all regions are told, as the states have them',
    'transitionsOf',
    () =>
      JSON.stringify(steps.map(({ taken }) => taken)) ===
      '[["left.a 1","right.a 0"],["left.b always"],["right.b 0"]]',
  )
})

describe('promises', () => {
  const create = () => Promise.resolve('made')
  const endless = { subscribe: () => ({ unsubscribe() {} }) }

  /** What is made by an actor of a logic, as an app watches it: from the moment that it is there. */
  async function madeBy(logic: AnyActorLogic): Promise<readonly unknown[]> {
    const made: Promise<unknown>[] = []
    const inspect = (event: InspectionEvent) => {
      if (event.type !== '@xstate.actor') return
      watchPromise(event.actorRef as AnyActor, (promise) => made.push(promise))
    }
    createActor(logic, { inspect }).start()
    await settle()
    return Promise.all(made)
  }

  const promise = fromPromise(create)
  const wrapped = withTransition(asWork(promise), (transition) => transition)
  const copied = { ...promise, transition: promise.transition }
  const frozen = Object.freeze({ ...promise })
  for (const [name, logic] of Object.entries({ promise, wrapped, copied, frozen }))
    xstate(`every promise starts by the same code (${name})`, 'watchPromise', async () => {
      const made = await madeBy(logic)
      return made.length === 1 && made[0] === 'made'
    })

  const others = {
    callback: fromCallback(() => {}),
    observable: fromObservable(() => endless as never),
    'event observable': fromEventObservable(() => endless as never),
    transition: fromTransition((n: number) => n, 0),
    machine: setup({}).createMachine({}),
  }
  for (const [name, logic] of Object.entries(others))
    xstate(`other logic starts by other code (${name})`, 'watchPromise', async () => {
      return (await madeBy(logic)).length === 0
    })

  xstate('its start can be replaced before it begins, and it ends as it would', 'watchPromise', async () => {
    const actor = createActor(promise)
    watchPromise(actor, () => {})
    actor.start()
    await settle()
    return actor.getSnapshot().output === 'made'
  })
})

function statusOf(actor: AnyActor): string {
  return (actor.getSnapshot() as { status: string }).status
}

describe('what is recorded', () => {
  const leaves = {
    promise: fromPromise(() => Promise.resolve()),
    callback: fromCallback(() => {}),
    observable: fromObservable(() => ({ subscribe: () => ({ unsubscribe() {} }) })),
    eventObservable: fromEventObservable(() => ({ subscribe: () => ({ unsubscribe() {} }) })),
  }
  for (const [kind, logic] of Object.entries(leaves)) {
    xstate(`all logic of a kind starts by the same code (${kind})`, 'kindOf', () => kindOf(logic) === kind)
    xstate(`so does logic that is wrapped (${kind})`, 'kindOf', () => {
      return kindOf(withTransition(asWork(logic), (transition) => transition)) === kind
    })
  }
  for (const [kind, logic] of Object.entries(inertLogic))
    xstate(`its start can be that of another, and it still stops (${kind})`, 'inertLogic', () => {
      const started: unknown[] = []
      const real = { ...logic, start: (...args: unknown[]) => started.push(args) }
      const machine = setup({
        actors: { leaf: real as unknown as PromiseActorLogic<unknown> },
      }).createMachine({
        initial: 'on',
        states: { on: { invoke: { src: 'leaf', id: 'leaf' }, on: { off: 'off' } }, off: {} },
      })
      const inspect = (event: InspectionEvent) => {
        if (event.type !== '@xstate.actor' || parentOf(event.actorRef) === undefined) return
        Object.assign(event.actorRef, { logic: { ...real, start: logic.start } })
      }
      const actor = createActor(machine, { inspect }).start()
      const leaf = childOf(actor, 'leaf')
      actor.send({ type: 'off' })
      return started.length === 0 && statusOf(leaf) === 'stopped'
    })

  xstate('machines and reducers start nothing', 'kindOf', () => {
    const logics = [setup({}).createMachine({}), fromTransition((n: number) => n, 0)]
    return logics.every((logic) => kindOf(logic) === undefined)
  })
  xstate('other logic has a start of its own', 'kindOf', () => kindOf({ start: () => {} }) === 'other')

  xstate('every event of a system is sent by one function', 'tapSystem', async () => {
    const sent: string[] = []
    const work = fromPromise(() => Promise.resolve(1))
    const kid = fromCallback(({ sendBack }) => sendBack({ type: 'told' }))
    const machine = setup({ actors: { work, kid }, delays: { soon: 0 } }).createMachine({
      id: 'm',
      invoke: [
        { src: 'work', id: 'work' },
        { src: 'kid', id: 'kid' },
      ],
      entry: spawnChild('work'),
      after: { soon: {} },
    })
    const inspect = (event: InspectionEvent) => {
      if (event.type !== '@xstate.actor' || parentOf(event.actorRef) !== undefined) return
      numberSessions(event.actorRef as AnyActor, 'x:r')
      tapSystem(event.actorRef as AnyActor, (send) => (source, target, { type }) => {
        sent.push(`${source?.id ?? 'outside'} > ${target.id}: ${type}`)
        send(source, target, { type })
      })
    }
    const actor = createActor(machine, { id: 'm', inspect }).start()
    actor.send({ type: 'asked' })
    await new Promise((resolve) => setTimeout(resolve, 5))
    const spawned = 'x:r1'
    return [
      'outside > m: asked',
      'work > work: xstate.promise.resolve',
      'work > m: xstate.done.actor.work',
      'kid > m: told',
      `${spawned} > ${spawned}: xstate.promise.resolve`,
      'm > m: xstate.after.soon.m',
    ].every((line) => sent.includes(line))
  })
})

describe('delays', () => {
  const machine = setup({}).createMachine({
    id: 'm',
    initial: 'a',
    states: { a: { after: { 1_000: 'b' } }, b: {} },
  })

  xstate('a system notes each delayed event under a key of its source and its id', 'delaysOf', () => {
    const actor = createActor(machine).start()
    const [key, delay] = Object.entries(delaysOf(actor))[0]!
    actor.stop()
    return delayKey(actor, delay.id) === key && delay.source === actor && delay.delay === 1_000
  })

  xstate('what is put in before the start is scheduled by `schedule`', 'schedulerOf', () => {
    const actor = createActor(machine)
    const scheduled: unknown[] = []
    schedulerOf(actor).schedule = (_, __, { type }, delay) => scheduled.push(type, delay)
    const delay = { source: actor, target: actor, event: { type: 'late' }, id: 'late', delay: 5 }
    delaysOf(actor)[delayKey(actor, 'late')] = delay
    actor.start()
    actor.stop()
    return String(scheduled.slice(0, 2)) === 'late,5' && scheduled.includes(1_000)
  })

  xstate('a child without an id has its session id for that', 'numberSessions', () => {
    const kid = fromCallback(() => {})
    const inspect = ({ type, actorRef }: InspectionEvent) => {
      if (type === '@xstate.actor' && parentOf(actorRef) === undefined)
        numberSessions(actorRef as AnyActor, 'r')
    }
    const parent = setup({ actors: { kid } }).createMachine({ entry: spawnChild('kid') })
    const actor = createActor(parent, { inspect }).start()
    return Object.values(actor.getSnapshot().children)[0]!.id === 'r1'
  })
})
