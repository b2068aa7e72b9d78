import type { AnyActor, AnyActorRef, InspectionEvent } from 'xstate'
import { letGo, type Clock } from '../../machines/kit/clock.ts'
import { messageOf } from '../../machines/kit/message-of.ts'
import { parentOf, XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { AppStage, StageEntry } from '../lifecycle/app-stage.ts'
import type { TerminalApp } from '../lifecycle/terminal-app.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import type { Screen } from '../../render/screen.ts'
import { DueTimes } from './due-times.ts'
import type { KeptFile } from './kept-file.ts'
import { describeUnkeepable, takeFile } from './take-file.ts'
import { Restoring } from './restoring.ts'
import type { StateFile } from './state-file.ts'

/** At most so often it's written what isn't the end of work, in ms. */
const WRITE_INTERVAL = 100

/** How long the screen says that it can't be written, in ms. */
const NOTICE_TIME = 8_000

export interface PersistenceDeps {
  readonly name: string
  readonly file: StateFile
  readonly version: string
  /** What was kept by the run before. */
  readonly kept: KeptFile | undefined
  readonly clock: Clock
  /** What records the app, too. */
  readonly inner: AppStage | undefined
}

/** Keeps an app in a file while it runs, and lets it go on from there. */
export class Persistence implements AppStage {
  readonly #deps: PersistenceDeps
  readonly #restoring: Restoring | undefined
  readonly #dues: DueTimes
  /** The app's own actor, and those below it. */
  readonly #actors = new WeakSet<AnyActorRef>()
  #app: AnyActor | undefined
  #owner: TerminalApp<never> | undefined
  #timer: unknown
  #isSoon = false
  #isOver = false
  #wasWritten = false
  /** Why it isn't written any more. */
  #trouble: string | undefined

  constructor(deps: PersistenceDeps) {
    this.#deps = deps
    const { kept, clock } = deps
    this.#dues = new DueTimes(clock)
    if (kept !== undefined)
      this.#restoring = new Restoring(kept.app, kept.delays, { from: kept.at, to: clock.now() })
  }

  /** The app is put together. Nothing of it has started. */
  begin(app: TerminalApp<never>): void {
    this.#owner = app
    this.#restoring?.begin(this.#app!)
    app.root.subscribe({ complete: () => this.#end(), error: () => this.#end() })
  }

  // What the app tells.

  get canSuspend(): boolean | undefined {
    return this.#deps.inner?.canSuspend
  }

  terminal(choice: TerminalChoice): TerminalChoice {
    return this.#deps.inner?.terminal(choice) ?? choice
  }

  observe(event: InspectionEvent): void {
    this.#watch(event)
    this.#deps.inner?.observe(event)
  }

  enter<Result>(entry: StageEntry, work: () => Result): Result {
    return this.#deps.inner === undefined ? work() : this.#deps.inner.enter(entry, work)
  }

  drew(screen: Screen): void {
    this.#deps.inner?.drew(screen)
  }

  // When it's written.

  #watch(event: InspectionEvent): void {
    const actor = event.actorRef as AnyActor
    if (event.type === '@xstate.actor') this.#created(actor, event)
    else if (event.type === '@xstate.event') {
      // The app's own actor is stopped by what comes of it.
      const isEnd = parentOf(actor) === undefined && endings.has(event.event.type)
      if (isEnd) this.#end()
    } else if (event.type === '@xstate.snapshot' && this.#actors.has(actor)) this.#changed(actor, event)
  }

  #created(actor: AnyActor, event: InspectionEvent): void {
    const parent = parentOf(actor)
    if (parent === undefined) return this.#dues.adopt(actor, this.#deps.kept?.runs ?? 0)
    const isApp = parentOf(parent) === undefined && actor.id === this.#deps.name
    if (!isApp && !this.#actors.has(parent)) return
    this.#actors.add(actor)
    if (isApp) this.#app = actor
    if (this.#owner === undefined) this.#restoring?.observe(event, isApp)
  }

  #changed(
    actor: AnyActor,
    { snapshot, event }: Extract<InspectionEvent, { type: '@xstate.snapshot' }>,
  ): void {
    const { status } = snapshot
    if (actor === this.#app && status === 'done') return this.#done()
    if (actor === this.#app && status === 'error') return this.#end()
    const isFirst = actor === this.#app && !this.#wasWritten
    if (isFirst || (status !== 'active' && event.type !== XSTATE_EVENTS.stop)) this.#writeSoon()
    else this.#writeLater()
  }

  /** As soon as all that follows from it has come to be. */
  #writeSoon(): void {
    if (this.#isSoon) return
    this.#isSoon = true
    queueMicrotask(() => {
      this.#isSoon = false
      this.#write()
    })
  }

  #writeLater(): void {
    if (this.#timer !== undefined || this.#isOver) return
    this.#timer = this.#deps.clock.setTimeout(() => this.#write(), WRITE_INTERVAL)
    letGo(this.#timer)
  }

  /** The app's own actor has ended: there is nothing to go on from. */
  #done(): void {
    this.#isOver = true
    this.#attempt(() => this.#deps.file.remove())
  }

  /** What is kept now is what the next run goes on from. */
  #end(): void {
    if (!this.#isOver) this.#write()
    this.#isOver = true
    this.#deps.clock.clearTimeout(this.#timer)
  }

  #write(): void {
    this.#deps.clock.clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#isOver || this.#app === undefined || !isActive(this.#app)) return
    const { name, version, kept } = this.#deps
    const runs = (kept?.runs ?? 0) + 1
    const { file, unkeepable } = takeFile(this.#app, this.#dues, { name, version, runs })
    if (unkeepable.length > 0) return this.#cannotKeep(describeUnkeepable(unkeepable))
    this.#attempt(() => this.#deps.file.write(`${JSON.stringify(file)}\n`))
  }

  // What goes wrong.

  #cannotKeep(what: string): void {
    if (this.#wasWritten) return this.#tell(what)
    this.#isOver = true
    const error = new TypeError(`${this.#deps.name} can't be kept in ${this.#deps.file.path}: ${what}`)
    this.#owner!.root.send({ type: 'fail', error } as never)
  }

  #attempt(work: () => void): void {
    try {
      work()
      this.#wasWritten = true
      if (this.#trouble !== undefined)
        this.#owner?.notify(`${this.#deps.file.path} is written again`, NOTICE_TIME)
      this.#trouble = undefined
    } catch (error) {
      this.#wasWritten = true
      this.#tell(messageOf(error))
    }
  }

  /** Once for each trouble. The app goes on, and later it's tried again. */
  #tell(trouble: string): void {
    if (trouble === this.#trouble) return
    this.#trouble = trouble
    const told = `${this.#deps.file.path} isn't written any more: ${trouble}`
    this.#owner?.notify(told, NOTICE_TIME)
    process.emitWarning(
      `${told}. If ${this.#deps.name} is run again, it goes on from what was written before.`,
    )
  }
}

function isActive(actor: AnyActor): boolean {
  return (actor.getSnapshot() as { readonly status: string }).status === 'active'
}

/** Events of the root by which the app ends before its actor has. */
const endings = new Set(['interrupt', 'fail', 'quit', 'stop', 'terminal.gone'])
