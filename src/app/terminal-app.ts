import { inspect } from 'node:util'
import {
  createActor,
  type Actor,
  type AnyActor,
  type ActorRefFrom,
  type AnyActorLogic,
  type InspectionEvent,
  type OutputFrom,
} from 'xstate'
import { appMachine, type Outcome } from './app-machine.ts'
import type { App, AppOptions } from './app.ts'
import { requireAtLeast } from '../machines/check.ts'
import { systemClock } from '../machines/clock.ts'
import { pathOf } from '../machines/held-work.ts'
import { asWork } from '../machines/pattern.ts'
import { killProcessGroups } from '../machines/process-group.ts'
import type { Component } from './component.ts'
import { dispatch } from './dispatch.ts'
import { inertError, Interrupted } from './errors.ts'
import { Frames, type FrameState } from './frames.ts'
import type { InputEvent } from './input/events.ts'
import { InputReader } from './input/reader.ts'
import { Inspection, wantedInspection } from './inspection.ts'
import { LateOutput } from './late-output.ts'
import { endQuietlyOn, passOn } from './pass-on.ts'
import { RegionContent } from './region.ts'
import { inert } from '../render/inert.ts'
import { nodes } from '../render/builders/children.ts'
import type { Child } from '../render/node.ts'
import { printedPlain } from '../render/printed.ts'
import type { Screen } from '../render/screen.ts'
import { SystemWatch } from './system-watch.ts'
import { chooseTerminal, type TerminalChoice } from './terminal/choose-terminal.ts'
import type { PortListener } from './terminal/port.ts'
import { ProcessGuard } from './terminal/process-guard.ts'
import { fullScreen, inline } from './terminal/modes.ts'
import { terminalLogic } from './terminal/terminal.ts'
import { TtyPort } from './terminal/tty-port.ts'

type TerminalRef = ActorRefFrom<ReturnType<typeof terminalLogic>>

/** Milliseconds from one frame to the next. */
const FRAME_INTERVAL = 16

/** What stopped work has to end, in ms. */
const SHUTDOWN_TIME = 5_000

/** Where a terminal does not know its size. */
const FALLBACK_COLUMNS = 80
const FALLBACK_ROWS = 24

/** An app put together: the actor system, the frames that show it, the input to it, and the process around it. */
export class TerminalApp<L extends AnyActorLogic> implements App<L> {
  readonly actor: ActorRefFrom<L>
  readonly root: Actor<ReturnType<typeof appMachine>>
  readonly result: Promise<OutputFrom<L>>
  readonly #name: string
  readonly #options: AppOptions
  readonly #choice: TerminalChoice
  readonly #isInline: boolean
  readonly #reader: InputReader
  readonly #late = new LateOutput()
  readonly #watch = new SystemWatch((ref, snapshot) => this.#changed(ref, snapshot))
  readonly #terminal: TerminalRef
  readonly #observer: ReturnType<typeof wantedInspection>['observer']
  readonly #inspection: Inspection | undefined
  /** Of the inspector's page. */
  #address: string | undefined
  #frames: Frames | undefined
  #guard: ProcessGuard | undefined
  /** The signal that ends the app, to be passed on when it has ended. */
  #signal: NodeJS.Signals | undefined
  #wasSignalled = false
  #wasStarted = false
  #hasEnded = false
  #hasTerminal = false
  #lastText = ''
  #settle!: { readonly resolve: (output: OutputFrom<L>) => void; readonly reject: (error: unknown) => void }

  constructor(component: Component<L>, options: AppOptions & { readonly input?: unknown }) {
    const {
      clock = systemClock,
      logger = this.#late.log,
      onFrame,
      frameInterval = FRAME_INTERVAL,
      shutdownTime = SHUTDOWN_TIME,
    } = options
    requireAtLeast(0, frameInterval, 'frameInterval')
    requireAtLeast(0, shutdownTime, 'shutdownTime')
    this.#name = component.name
    this.#options = options
    this.#choice = chooseTerminal(options)
    this.#isInline = isInlineScreen(options)
    requireKeys(component, this.#choice)
    const { port, legacyKeys, depth } = this.#choice
    this.#reader = new InputReader(clock, legacyKeys, (event) => this.#input(event))
    this.result = new Promise((resolve, reject) => (this.#settle = { resolve, reject }))
    this.result.catch(() => {}) // who asks is told; nobody has to ask

    const { observer, options: inspectOptions } = wantedInspection(
      options.inspect,
      options.env ?? process.env,
    )
    this.#observer = observer
    if (inspectOptions !== undefined)
      this.#inspection = new Inspection(inspectOptions, {
        address: (address) => this.#inspectedAt(address),
        failed: (error) => logger(`the inspector does not work: ${error.message}`),
      })
    const machine = appMachine({
      name: component.name,
      logic: asWork(component.logic),
      terminal: terminalLogic({
        port,
        listener: this.#portListener(),
        modes: this.#isInline ? inline : fullScreen,
        leave: () => this.#frames?.leave() ?? ['', ''],
        stopProcess: () => this.#guard?.stopProcess(),
      }),
      drawLast: () => this.#drawLast(),
      stopOrphans: () => this.#watch.stopOrphans(),
      shutdownTime,
      hangUp: new Interrupted('SIGHUP'),
      report: (error) => logger(error instanceof Error ? error.message : error),
    })
    this.root = createActor(machine, {
      input: { input: options.input },
      clock,
      logger,
      inspect: (event) => this.#observe(event),
    })
    const { children } = this.root.getSnapshot()
    this.actor = children[component.name] as unknown as ActorRefFrom<L>
    this.#terminal = children['actty.terminal'] as unknown as TerminalRef
    const content = new RegionContent(this.actor, component, undefined)
    this.#frames = new Frames({
      root: this.#inspection?.around(content) ?? content,
      watch: (content) => this.#watchOutside(content),
      port,
      clock,
      interval: frameInterval,
      depth,
      isInline: this.#isInline,
      state: () => this.#frameState(),
      refreshed: ({ usesMouse }) => this.#useMouse(usesMouse),
      drawn: (report) => {
        this.#choice.helper?.startSoon()
        this.#inspection?.frame(report)
        onFrame?.(report)
      },
      failed: (error) => this.root.send({ type: 'fail', error }),
    })
  }

  start(): this {
    if (this.#wasStarted)
      throw new Error(`${this.#name} cannot start again: an app runs once; create another`)
    this.#takeTerminal()
    this.#wasStarted = true
    if (this.#choice.ownsProcess) this.#guard = this.#guardProcess()
    const { signal } = this.#options
    const abort = () => this.root.send({ type: 'interrupt', reason: signal?.reason })
    this.root.subscribe({
      complete: () => {
        signal?.removeEventListener('abort', abort)
        this.#ended(this.root.getSnapshot().output!)
      },
      error: (error) => this.#ended({ error }),
    })
    try {
      this.root.start()
    } catch (error) {
      this.#ended({ error })
      throw error
    }
    if (signal?.aborted) abort()
    else signal?.addEventListener('abort', abort)
    return this
  }

  async stop(): Promise<void> {
    if (!this.#wasStarted) {
      this.#wasStarted = true
      this.#inspection?.close()
      this.#settle.resolve(undefined as OutputFrom<L>)
    } else if (this.root.getSnapshot().status === 'active') this.root.send({ type: 'stop' })
    await this.result.catch(() => {})
  }

  print(content: Child): void {
    const printable = typeof content === 'string' ? content : nodes([content])[0]
    if (printable === undefined) return
    const isOnScreen = this.#choice.print === undefined && !this.#hasEnded
    if (isOnScreen) this.#frames?.print(printable)
    else this.#write(printedPlain(printable, this.#frameState().columns))
  }

  /** Draws now what is to be drawn soon. */
  flush(): void {
    this.#frames?.flush()
  }

  /** What it fails with, from the moment it fails: an interrupt is none, nor what aborts it. */
  get failure(): Error | undefined {
    const { outcome } = this.root.getSnapshot().context
    if (outcome === undefined || 'output' in outcome) return undefined
    const isMeant = outcome.error instanceof Interrupted || this.#options.signal?.aborted === true
    if (isMeant) return undefined
    const error = this.#watch.explain(outcome.error)
    return error instanceof Error ? error : new Error(String(error), { cause: error })
  }

  /** The cells of the last frame. */
  get screen(): Screen {
    return this.#frames!.screen
  }

  /** The paths of the actors that were started and have not ended. */
  get living(): readonly string[] {
    return [...this.#watch.living].map((ref) => pathOf(ref as AnyActor))
  }

  // What happens in the actor system.

  #observe(event: InspectionEvent): void {
    this.#watch.observe(event)
    this.#inspection?.observe(event)
    const observer = this.#observer
    if (typeof observer === 'function') observer(event)
    else observer?.next?.(event)
  }

  #changed(ref: unknown, snapshot: unknown): void {
    if (ref === this.root || ref === this.#terminal) this.#frames?.request()
    else this.#frames?.changed(ref, snapshot)
  }

  /** The actors of other systems, and stores, are not seen by the system's inspection. */
  #watchOutside(content: RegionContent): () => void {
    const { ref } = content
    if ('system' in ref && ref.system === this.root.system) return () => {}
    const subscription = ref.subscribe({ next: () => this.#frames?.request(), error: () => {} })
    const unfollow = this.#inspection?.follow(content)
    return () => {
      subscription.unsubscribe()
      unfollow?.()
    }
  }

  #inspectedAt(address: string): void {
    this.#address = address
    this.#terminal.send({ type: 'title', title: `${this.#name} · ${address}` })
    // Where there is no screen there is no title and no help.
    if (this.#choice.print !== undefined) process.stderr.write(`inspect: ${address}\n`)
  }

  // Frames.

  #frameState(): FrameState {
    const terminal = this.#terminal.getSnapshot()
    const { columns, rows, generation, background } = terminal.context
    return {
      open: terminal.matches('open'),
      columns: columns > 0 ? columns : FALLBACK_COLUMNS,
      rows: rows > 0 ? rows : FALLBACK_ROWS,
      generation,
      background,
      tabbedTo: this.root.getSnapshot().context.tabbedTo,
    }
  }

  #useMouse(wanted: boolean): void {
    // Inline, nobody knows which rows are ours: a click on one could not be told from a click on another.
    if (this.#isInline) return
    const { extras } = this.#terminal.getSnapshot().context
    if (extras.includes('mouse') !== wanted) this.#terminal.send({ type: 'mouse', wanted })
  }

  #drawLast(): void {
    if (this.#choice.print === undefined) {
      this.#frames?.request() // an actor's last snapshot is told of after its parent knows that it is done
      return this.#frames?.flush()
    }
    try {
      this.#lastText = this.#frames?.text() ?? ''
    } catch (error) {
      this.root.send({ type: 'fail', error })
    }
  }

  // Input.

  #portListener(): PortListener {
    return {
      bytes: (chunk) => this.#reader.push(chunk),
      resized: () => this.#terminal.send({ type: 'resized' }),
      drained: () => {
        this.#frames?.drained()
        if (this.#terminal.getSnapshot().matches('closing')) this.#terminal.send({ type: 'drained' })
      },
      gone: () => {
        if (this.#choice.ownsProcess) this.#signal ??= 'SIGHUP'
        this.#terminal.send({ type: 'gone' })
      },
    }
  }

  #input(event: InputEvent): void {
    if (event.type === 'reply' || event.type === 'focus') this.#terminal.send(event)
    else if (this.root.getSnapshot().matches('running')) this.#dispatch(event)
  }

  #dispatch(event: InputEvent): void {
    const frames = this.#frames!
    try {
      frames.refresh() // what the last key did may have moved the focus
      dispatch(event, frames.regions, {
        focus: ({ path }) => this.root.send({ type: 'focus', region: path }),
        interrupt: () => this.root.send({ type: 'interrupt', reason: new Interrupted('SIGINT') }),
        suspend: () => this.#guard && this.#terminal.send({ type: 'suspend' }),
      })
    } catch (error) {
      this.root.send({ type: 'fail', error })
    }
  }

  // The process, and the end.

  #guardProcess(): ProcessGuard {
    const terminal = this.#terminal
    return new ProcessGuard({
      signal: (signal) => this.#signalled(signal),
      exit: () => this.#exit(),
      failing: (error) => this.#failing(error),
      suspend: () => terminal.send({ type: 'suspend' }),
      continued: () => terminal.send({ type: 'continued' }),
      notStopped: () => terminal.send({ type: 'resume' }),
      // Without a terminal no key can come: what the app shows now is what it will always show.
      idle: () => this.#choice.print && this.root.send({ type: 'stop' }),
    })
  }

  #signalled(signal: NodeJS.Signals): void {
    // The program that has the terminal gets what its keys mean, and so do we.
    const isForOther = this.#terminal.getSnapshot().matches('handedOff')
    if (isForOther && (signal === 'SIGINT' || signal === 'SIGQUIT')) return
    const again = this.#wasSignalled
    this.#wasSignalled = true
    this.#signal = signal
    if (!again) return this.root.send({ type: 'interrupt', reason: new Interrupted(signal) })
    this.#exit()
    this.#guard?.release()
    killProcessGroups()
    passOn(signal)
  }

  /** The process ends now. Whatever the terminal's actor is in the middle of, its port gives the terminal back. */
  #exit(): void {
    this.#terminal.send({ type: 'exit' })
    this.#choice.port.close()
    this.#choice.helper?.endNow()
    this.#late.show(true)
  }

  /** Node prints what nobody catches as it is. */
  #failing(error: unknown): void {
    inertError(error)
    if (error instanceof Error || process.listenerCount('uncaughtException') > 0) return
    this.#exit()
    process.stderr.write(`Uncaught ${inert(inspect(error))}\n`)
    process.exit(1)
  }

  /** Writes to standard output, which is no screen, or none any more. */
  #write(text: string): void {
    const { print = printToStdout } = this.#choice
    if (text !== '') print(text)
  }

  #takeTerminal(): void {
    const { port } = this.#choice
    if (!(port instanceof TtyPort)) return
    if (appOnTerminal !== undefined)
      throw new Error(
        `${this.#name} cannot start: ${appOnTerminal} runs on this terminal. Stop it first, or show both as regions of one app`,
      )
    appOnTerminal = this.#name
    this.#hasTerminal = true
    // Inline, there is a place above the app for what others write.
    this.#late.capture(port.fd, this.#isInline ? ({ text }) => this.print(text) : undefined)
  }

  #ended(outcome: Outcome): void {
    const { port, helper, print } = this.#choice
    if (this.#hasTerminal) appOnTerminal = undefined
    this.#late.release()
    this.#hasEnded = true
    port.close() // as it is, unless the terminal's actor has failed
    const [, printedLate] = this.#frames?.leave() ?? ['', '']
    this.#write(printedLate)
    this.#frames?.stop()
    this.#reader.stop()
    this.#guard?.release()
    if (print !== undefined && this.#lastText !== '') this.#write(`${this.#lastText}\n`)
    // XState tells of the root's last snapshot after this, and before whoever waits for the result goes on.
    queueMicrotask(() => this.#inspection?.close())
    if (this.#address !== undefined && this.#hasTerminal)
      process.stderr.write(`inspected: ${this.#address}\n`)
    this.#late.show(this.#signal !== undefined)
    if (helper === undefined) this.#tell(outcome)
    else void helper.end().then(() => this.#tell(outcome))
  }

  #tell(outcome: Outcome): void {
    const signal = this.#signal
    // Whoever waits for the app has a turn of the event loop to say goodbye.
    if (signal !== undefined) setImmediate(() => passOn(signal))
    if ('output' in outcome) return this.#settle.resolve(outcome.output as OutputFrom<L>)
    const error = this.#watch.explain(outcome.error)
    if (error instanceof Interrupted && this.#choice.ownsProcess)
      endQuietlyOn(error, signal === undefined ? 'key' : 'signal')
    this.#settle.reject(inertError(error))
  }
}

function printToStdout(text: string): void {
  process.stdout.write(text)
}

const screens: readonly unknown[] = ['full', 'inline']

function isInlineScreen({ screen = 'full' }: AppOptions): boolean {
  if (screens.includes(screen)) return screen === 'inline'
  throw new TypeError(`screen is ${screens.join(' or ')}, not ${screen}`)
}

/** The name of the app that has this process's terminal. */
let appOnTerminal: string | undefined

/** Without keys, an app that is left by a key could not be left. */
function requireKeys(component: Component<AnyActorLogic>, { port, print }: TerminalChoice): void {
  if (component.keys === undefined || port.hasKeys || print !== undefined) return
  throw new Error(
    `${component.name} needs keys, but standard input is not a terminal and the process has none of its own: ` +
      `run it from a terminal, or give it a component without keys`,
  )
}
