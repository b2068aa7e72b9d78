import type { AnyActor, EventObject, InspectionEvent } from 'xstate'
import { pathOf } from '../../machines/kit/held-work.ts'
import { kindOf, numberSessions, parentOf, tapSystem } from '../../machines/kit/xstate-internals.ts'
import type { LeafKind } from '../../machines/kit/inert-logic.ts'
import { isWithinApp } from '../../machines/kit/within-app.ts'
import { isMachineSnapshot, statePath } from '../state-path.ts'
import { openChance, seededRandom, within, type PureWorld } from './chance.ts'

/** A leaf's code that runs in a step: its actor, and its how-many-th call this is. */
export interface LeafCall {
  readonly leaf: AnyActor
  readonly call: number
}

/** An event on its way. `source` is undefined if no actor sends it. */
export interface Sent {
  readonly source: AnyActor | undefined
  readonly target: AnyActor
  readonly event: EventObject
}

/** The name of the app's root, which has no path. */
export const ROOT = '@root'

/** Spreads small numbers over 32 bits. */
const GOLDEN_RATIO = 0x9e3779b1

/** What a recorder or a replayer does with what the stage sees. */
export interface StageTaker {
  /** A new actor that starts something outside of the actor system. Its logic may be replaced now. */
  leaf(leaf: AnyActor, kind: LeafKind | 'other'): void
  /** A leaf answers: by itself, or in a call of its code. Returns false if that isn't to be sent. */
  answered(sent: Sent, call: LeafCall | undefined): boolean
  /** An event comes from outside of all steps and leaves. Returns false if it isn't to be sent. */
  arrived(sent: Sent): boolean
  /** A machine is in another state than before. */
  state(actor: AnyActor, state: string): void
}

/**
 * The one hook into an app's actor system. All that happens is a step or follows from one: an event from outside, an answer of a leaf,
 * a timer. A leaf is an actor that starts something outside of the system, such as a promise. All other code is pure: run again with
 * the same steps, it does the same.
 */
export class Stage {
  /** How many steps have begun. */
  steps = 0
  /** Sends an event without telling the taker. */
  send: ((source: AnyActor | undefined, target: AnyActor, event: EventObject) => void) | undefined
  readonly #taker: StageTaker
  readonly #names = new WeakMap<object, string>()
  /** How many actors had this path. */
  readonly #counts = new Map<string, number>()
  readonly #leaves = new WeakSet()
  readonly #states = new WeakMap<object, string>()
  readonly #world: PureWorld
  readonly #closeChance = openChance()
  readonly #seed: number
  /** The step's random numbers, once it has asked for one. */
  #random: (() => number) | undefined
  #depth = 0
  #call: LeafCall | undefined

  constructor(taker: StageTaker, seed: number, date: () => number) {
    this.#taker = taker
    this.#seed = seed
    this.#world = { random: () => this.#nextRandom(), date }
  }

  get isInStep(): boolean {
    return this.#depth > 0
  }

  /** Whether code of the app runs: a step, or a leaf's own. */
  get isInside(): boolean {
    return this.#depth > 0 || this.#call !== undefined
  }

  /** Whether pure code runs. */
  get isPure(): boolean {
    return this.#depth > 0 && this.#call === undefined
  }

  /** Puts the globals back that pure code was given its chance by. */
  close(): void {
    this.#closeChance()
  }

  nameOf(actor: object): string | undefined {
    return this.#names.get(actor)
  }

  /** Runs pure code: as a step, or as a part of the step that runs. */
  step<Result>(work: () => Result): Result {
    if (this.#depth === 0) {
      this.steps++
      this.#random = undefined
    }
    return this.#in(undefined, this.#world, 1, work)
  }

  /** Runs a leaf's own code. */
  call<Result>(call: LeafCall, work: () => Result): Result {
    return this.#in(call, undefined, 0, work)
  }

  observe(event: InspectionEvent): void {
    if (event.type === '@xstate.actor') this.#created(event.actorRef as AnyActor)
    else if (event.type === '@xstate.snapshot') this.#changed(event.actorRef as AnyActor, event.snapshot)
  }

  #in<Result>(
    call: LeafCall | undefined,
    world: PureWorld | undefined,
    depth: 0 | 1,
    work: () => Result,
  ): Result {
    const before = this.#call
    this.#call = call
    this.#depth += depth
    try {
      return within(world, work)
    } finally {
      this.#depth -= depth
      this.#call = before
    }
  }

  #nextRandom(): number {
    this.#random ??= seededRandom(this.#seed ^ Math.imul(this.steps, GOLDEN_RATIO))
    return this.#random()
  }

  #created(actor: AnyActor): void {
    if (parentOf(actor) === undefined) this.#tap(actor)
    const path = parentOf(actor) === undefined ? ROOT : pathOf(actor)
    const count = (this.#counts.get(path) ?? 0) + 1
    this.#counts.set(path, count)
    this.#names.set(actor, count === 1 ? path : `${path}#${count}`)
    const kind = kindOf(actor.logic as object)
    if (kind === undefined || isWithinApp(actor.logic as object)) return
    this.#leaves.add(actor)
    this.#taker.leaf(actor, kind)
  }

  #changed(actor: AnyActor, snapshot: unknown): void {
    if (!isMachineSnapshot(snapshot)) return
    const state = statePath(snapshot)
    if (this.#states.get(actor) === state) return
    this.#states.set(actor, state)
    this.#taker.state(actor, state)
  }

  #tap(root: AnyActor): void {
    numberSessions(root, 'x:r')
    tapSystem(root, (send) => {
      this.send = send
      return (source, target, event) => {
        const isAnswer = this.#call !== undefined || (source !== undefined && this.#leaves.has(source))
        if (!isAnswer && this.#depth > 0) return send(source, target, event)
        const sent = { source, target, event }
        if (!(isAnswer ? this.#taker.answered(sent, this.#call) : this.#taker.arrived(sent))) return
        this.step(() => send(source, target, event))
      }
    })
  }
}
