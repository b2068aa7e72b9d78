import {
  createActor,
  type Actor,
  type ActorRefFrom,
  type AnyActorLogic,
  type EventFromLogic,
  type InspectionEvent,
} from 'xstate'
import { AppInput } from './app-input.ts'
import type { AppStage, StageEntry } from './app-stage.ts'
import { appMachine } from './app-machine.ts'
import { AppProcess } from './app-process.ts'
import { AppTerminal, type TerminalRef } from './app-terminal.ts'
import { Ending } from './ending.ts'
import { HelpOnDemand } from './help-on-demand.ts'
import { PaletteOnDemand } from './palette-on-demand.ts'
import { MouseOnDemand } from './mouse-on-demand.ts'
import type { AppOptions } from '../app.ts'
import { requireTime } from '../../machines/kit/numbers.ts'
import { systemClock } from '../../machines/kit/clock.ts'
import { messageOf } from '../../machines/kit/message-of.ts'
import { rememberAnswers } from '../../machines/forms/answerable.ts'
import { rememberTerminal, type TerminalActor } from '../../machines/processes/foreground.ts'
import { AppWindow } from '../window/app-window.ts'
import { asWork } from '../../machines/kit/pattern.ts'
import { keyNames, type Component } from '../component.ts'
import { InterruptedError } from '../errors.ts'
import { Frames } from '../frames/frames.ts'
import { Notice } from '../frames/notice.ts'
import { Inspection, wantedInspection } from './inspection.ts'
import { linesFor, linesOf } from './lines-on-demand.ts'
import type { LineApp } from '../lines/line-app.ts'
import type { KeyMap } from '../keys/key-map.ts'
import { RegionContent } from '../region.ts'
import { themeStore, type ThemeStore } from '../theme.ts'
import { SystemWatch } from './system-watch.ts'
import { chooseTerminal, type TerminalChoice } from '../terminal/choose-terminal.ts'
import type { PortListener } from '../terminal/port.ts'
import { fullScreen, inline } from '../terminal/modes.ts'
import { terminalLogic } from '../terminal/terminal.ts'

/** A command would get the terminal of the server. */
const servedTerminal: TerminalActor = {
  send() {},
  refusal: 'it belongs to someone at the other end of a connection, and commands run on this machine',
}

/** Milliseconds from one frame to the next. */
const FRAME_INTERVAL = 16

/** What stopped work has to end, in ms. */
const SHUTDOWN_TIMEOUT = 5_000

/** What the parts ask their app to do. */
export interface PartsOwner {
  print(line: string): void
  copy(text: string | undefined): void
  notify(line: string, time: number): void
  /** Nothing can happen any more, and no key can come. */
  idle(): void
  drawLast(): void
}

/** The parts of an app, put together: the actor system, the frames that show it, the input to it, and the process around it. */
export class AppParts<L extends AnyActorLogic> {
  readonly actor: ActorRefFrom<L>
  readonly root: Actor<ReturnType<typeof appMachine>>
  readonly choice: TerminalChoice
  readonly quitKeys: readonly string[]
  readonly theme: ThemeStore
  readonly notice: Notice
  readonly ending: Ending
  readonly input: AppInput
  readonly process: AppProcess
  readonly watch = new SystemWatch((ref, snapshot) => this.#changed(ref, snapshot))
  readonly terminal: AppTerminal
  readonly inspection: Inspection | undefined
  /** Of the inspector's page. */
  address: string | undefined
  readonly window: AppWindow
  readonly help = new HelpOnDemand()
  readonly palette = new PaletteOnDemand(() => this.frames.regions)
  readonly mouse: MouseOnDemand
  /** What says and reads lines, if this isn't a screen. */
  readonly lines: LineApp | undefined
  readonly #isInline: boolean
  readonly #stage: AppStage | undefined
  readonly #observer: ReturnType<typeof wantedInspection>['observer']
  /** Actors have snapshots before there are frames. */
  readonly #frames: Frames | undefined

  constructor(
    component: Component<L>,
    options: AppOptions & { readonly input?: unknown },
    owner: PartsOwner,
    stage: AppStage | undefined,
  ) {
    const {
      clock = systemClock,
      logger = (...args) => this.process.log(...args),
      onFrame,
      frameInterval = FRAME_INTERVAL,
      maxShutdownTime = SHUTDOWN_TIMEOUT,
    } = options
    requireTime('frameInterval', frameInterval)
    requireTime('maxShutdownTime', maxShutdownTime)
    const { keyMap } = options as { readonly keyMap?: KeyMap }
    this.quitKeys = keyNames(keyMap?.quit ?? options.quit ?? component.quit, `${component.name}, quit`)
    this.#stage = stage
    const choice = chooseTerminal(options, linesFor(component, options))
    this.choice = stage?.terminal(choice) ?? choice
    this.#isInline = isInlineScreen(options)
    this.process = new AppProcess(this.choice, {
      interrupted: (reason) => this.interrupt(reason),
      forced: () => this.root.send({ type: 'force' }),
      idle: () => owner.idle(),
      terminal: (event) => this.terminal.send(event),
      isHandedOff: () => this.terminal.is('handedOff'),
      // Other output appears above an inline app.
      print: this.#isInline ? (line) => owner.print(line) : undefined,
    })
    const failed = (error: unknown) => this.root.send({ type: 'fail', error })
    const { port, legacyKeys, depth, glyphs, motion, pictures } = this.choice
    this.notice = new Notice(clock, () => this.frames.request())
    this.ending = new Ending(clock, this.notice)
    this.theme = themeStore(options.theme ?? 'terminal', depth)
    this.input = new AppInput({
      clock,
      legacyKeys,
      enter: (entry, take) => this.enter(entry, take),
      quitKeys: this.quitKeys,
      frames: () => this.frames,
      isRunning: () => this.root.getSnapshot().matches('running'),
      terminal: (event) => this.terminal.send(event),
      quit: () => this.quit(),
      interrupt: () => this.process.interruptByKey(),
      mouse: () => this.mouse.used,
      copy: (text) => owner.copy(text),
      suspend: () => this.#suspend(),
      showKeys: () => this.root.send({ type: 'showKeys' }),
      showPalette: () => this.root.send({ type: 'showPalette' }),
      failed,
    })
    const { observer, inspector } = wantedInspection(options.inspect, options.env ?? process.env)
    this.#observer = observer
    if (inspector !== undefined)
      this.inspection = new Inspection(inspector, {
        address: (address) => this.#inspectedAt(address),
        take: (event) => this.input.takeSeen(event),
        failed: (error) => logger(`the inspector does not work: ${error.message}`),
      })
    this.mouse = new MouseOnDemand({
      clock,
      terminal: () => this.terminal,
      frames: () => this.frames,
      isInline: this.#isInline,
      option: options.clipboard ?? 'osc52',
      strings: this.choice.type.strings,
      flash: (line, time) => owner.notify(line, time),
      failed,
    })
    this.window = new AppWindow({
      name: component.name,
      logic: component.logic,
      notifications: this.choice.type.notifications,
      isFocused: () => this.terminal.context.focused,
      show: (window) => this.terminal.send({ type: 'window', ...window }),
      write: (bytes) => this.terminal.write(bytes),
      failed,
    })
    const machine = appMachine({
      name: component.name,
      logic: asWork(component.logic),
      terminal: terminalLogic({
        port,
        listener: this.#portListener(),
        modes: this.#isInline ? inline : fullScreen,
        type: this.choice.type,
        depth,
        leave: () => this.frames.leave(),
        stopProcess: () => this.process.stopProcess(),
      }),
      help: () => this.help.component,
      palette: () => this.palette.component,
      runCommand: () => this.palette.run(),
      drawLast: () => owner.drawLast(),
      drawNotice: () => this.ending.tell(this.root),
      endNotice: () => {
        if (this.notice.hide()) this.frames.flush()
      },
      stopOrphans: () => this.watch.stopOrphans(),
      maxShutdownTime,
      hangUp: new InterruptedError('SIGHUP'),
      report: (error) => logger(messageOf(error)),
    })
    this.root = createActor(machine, {
      input: { input: options.input },
      clock,
      logger,
      inspect: (event) => this.#observe(event),
    })
    const { children } = this.root.getSnapshot()
    this.actor = children[component.name] as unknown as ActorRefFrom<L>
    const terminal = children['actty.terminal'] as unknown as TerminalRef
    this.terminal = new AppTerminal(terminal, this.choice, this.theme)
    rememberTerminal(this.root.system, this.choice.isServed ? servedTerminal : terminal)
    const { port: keys, lines } = this.choice
    rememberAnswers(this.root.system, lines === undefined ? keys.hasKeys : lines.stdin !== null)
    const rebound = keyMap?.rebound
    const shown = rebound?.(component) ?? component
    const content = new RegionContent(this.actor, shown, undefined)
    this.#frames = new Frames({
      root: this.inspection?.around(content) ?? content,
      app: content.ref,
      watch: (content) => this.#watchOutside(content),
      rebound,
      quitKeys: this.quitKeys,
      isHelpOn: options.help !== false,
      port,
      clock,
      interval: frameInterval,
      depth,
      glyphs,
      moves: motion,
      pictures,
      isInline: this.#isInline,
      state: () => this.terminal.frameState(this.help.cover ?? this.palette.cover),
      notice: this.notice,
      arranged: () => this.mouse.used?.arranged(),
      refreshed: (regions) => {
        this.mouse.use(regions.usesHover ? 'anyMotion' : regions.usesMouse ? 'mouse' : undefined)
        this.terminal.useMode('everyKey', this.terminal.hasMode('kittyKeyboard') && !regions.takesText)
      },
      drawn: (report) => {
        this.choice.helper?.startSoon()
        this.inspection?.frame(report, this.frames.screen)
        stage?.drew(this.frames.screen)
        onFrame?.(report)
      },
      failed,
    })
    this.#frames.regions.paletteKey = paletteKeyOf(options)
    this.lines = linesOf(this, options)
  }

  /** What draws the screen. */
  get frames(): Frames {
    return this.#frames!
  }

  /** Lets a recorder see what comes in, before it is done. */
  enter<Result>(entry: StageEntry, work: () => Result): Result {
    return this.#stage === undefined ? work() : this.#stage.enter(entry, work)
  }

  /** Ends the app for a reason, once those of its actors have ended that do so in order. */
  interrupt(reason: unknown): void {
    this.#endInOrder({ type: 'interrupt', reason })
  }

  /** Leaves the app, in the same order. */
  quit(): void {
    this.#endInOrder({ type: 'quit' })
  }

  #endInOrder(how: EventFromLogic<ReturnType<typeof appMachine>>): void {
    const end = () => {
      if (this.root.getSnapshot().status === 'active') this.root.send(how)
    }
    const ending = this.watch.endInOrder()
    if (ending === undefined) end()
    else void ending.then(end)
  }

  #observe(event: InspectionEvent): void {
    this.watch.observe(event)
    this.#stage?.observe(event)
    this.inspection?.observe(event)
    const observer = this.#observer
    if (typeof observer === 'function') observer(event)
    else observer?.next?.(event)
  }

  #changed(ref: unknown, snapshot: unknown): void {
    if (ref === this.terminal.ref) this.#followTerminal()
    if (ref === this.actor) this.window.follow(snapshot)
    this.input.changed()
    this.lines?.changed(ref as object, snapshot, ref === this.actor)
    if (ref === this.root) {
      this.help.follow(this.root)
      this.palette.follow(this.root)
    }
    if (ref === this.root || ref === this.terminal.ref) this.#frames?.request()
    else this.#frames?.changed(ref, snapshot)
  }

  #followTerminal(): void {
    const { background: tone, told } = this.terminal.context
    this.theme.send({ type: 'terminalTold', tone, told })
  }

  /** The actors of other systems, and stores, are not seen by the system's inspection. */
  #watchOutside(content: RegionContent): () => void {
    const { ref } = content
    if ('system' in ref && ref.system === this.root.system) return () => {}
    const entry = { type: 'outside', name: content.component.name } as const
    const next = () => this.enter(entry, () => this.#frames?.request())
    const subscription = ref.subscribe({ next, error: () => {} })
    const unfollow = this.inspection?.follow(content)
    return () => {
      subscription.unsubscribe()
      unfollow?.()
    }
  }

  #inspectedAt(address: string): void {
    this.address = address
    this.window.inspectedAt(address)
    // Without a screen there is no title and no help line.
    if (this.choice.print !== undefined) process.stderr.write(`inspect: ${address}\n`)
  }

  #portListener(): PortListener {
    return {
      bytes: (chunk) => this.input.read(chunk),
      resized: () => this.terminal.send({ type: 'resized' }),
      drained: () => {
        this.frames.drained()
        if (this.terminal.is('closing')) this.terminal.send({ type: 'drained' })
      },
      gone: () => {
        this.process.hungUp()
        this.terminal.send({ type: 'gone' })
      },
    }
  }

  #suspend(): void {
    if (this.#stage?.canSuspend ?? this.process.canSuspend) this.terminal.send({ type: 'suspend' })
  }
}

function paletteKeyOf({ palette = 'ctrl+p' }: AppOptions): string | undefined {
  return palette === false ? undefined : keyNames(palette, 'palette')[0]
}

const screens: readonly unknown[] = ['full', 'inline', 'lines']

function isInlineScreen({ screen = 'full' }: AppOptions): boolean {
  if (screens.includes(screen)) return screen === 'inline'
  throw new TypeError(`screen is ${screens.join(' or ')}, not ${screen}`)
}
