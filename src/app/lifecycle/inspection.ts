import type { InspectionEvent, Observer } from 'xstate'
import type { Screen } from '../../render/screen.ts'
import type { FrameReport } from '../frames/frames.ts'
import type { AppInspection, AppInspector } from '../inspect/app-inspector.ts'
import type * as InspectDoor from '../inspect/index.ts'
import type { KeyEvent } from '../input/events.ts'
import type { InspectOptions } from '../inspect/inspect-options.ts'
import type { RegionContent } from '../region.ts'
import { InspectionStage } from './inspection-stage.ts'

export { type AppInspector }

/** An observer of XState's inspection events, or a function that gets them. */
export type InspectObserver = Observer<InspectionEvent> | ((event: InspectionEvent) => void)

/**
 * An inspector, made by `inspector()` of `actty/inspect`; `true` for one with the default options; or an observer of XState's inspection
 * events. `false` switches it off, even if ACTTY_INSPECT is set.
 */
export type Inspect = boolean | AppInspector | InspectObserver

/** What an inspector reports to its app. */
export interface InspectionListener {
  /** The address of the page. */
  readonly address: (address: string) => void
  /** A viewer presses a key. */
  readonly take: (event: KeyEvent) => void
  /** The inspector doesn't work. The app goes on. */
  readonly failed: (error: Error) => void
}

/**
 * Opens the inspector, and keeps events until it is loaded. So even if the inspector has to be imported first, it sees the app from its
 * first step.
 */
export class Inspection {
  /** Settled when the inspector is loaded, or has failed. */
  readonly loaded: Promise<void>
  readonly #stage = new InspectionStage()
  readonly #listener: InspectionListener
  #inspector: AppInspection | undefined
  #waiting: ((inspector: AppInspection) => void)[] = []
  #isClosed = false

  constructor(inspector: AppInspector | Promise<AppInspector>, listener: InspectionListener) {
    this.#listener = listener
    this.loaded = Promise.resolve(inspector)
      .then((inspector) => this.#loaded(inspector.open(listener.failed)))
      .catch((error: unknown) => {
        this.#isClosed = true
        this.#waiting = []
        listener.failed(error as Error)
      })
  }

  /** The app's region with the panel that F12 opens. */
  around(app: RegionContent): RegionContent {
    return this.#stage.around(app)
  }

  observe(event: InspectionEvent): void {
    const at = Date.now()
    this.#later((inspector) => inspector.feed.observe(event, at))
  }

  /** Follows an actor or store outside the app's actor system. Returns a function that stops following it. */
  follow({ ref, component }: RegionContent): () => void {
    if (this.#stage.owns(ref)) return () => {}
    let unfollow: (() => void) | undefined
    this.#later((inspector) => (unfollow = inspector.follow(ref, component.name)))
    return () => this.#later(() => unfollow?.())
  }

  frame(report: FrameReport, screen: Screen): void {
    if (report.isMotion) return // twelve times a second, and nothing has happened
    const viewed = report.viewed.filter((path) => !this.#stage.isOwn(path))
    const isPanels = viewed.length === 0 && report.viewed.length > 0
    // If the panel opens or closes, everything is drawn. That belongs to no event.
    if (this.#stage.isMoved(report.viewed)) this.#later((inspector) => inspector.frame(undefined, screen))
    else if (!isPanels) this.#later((inspector) => inspector.frame({ ...report, viewed }, screen))
  }

  close(): void {
    this.#later((inspector) => inspector.close())
    this.#isClosed = true
  }

  #later(tell: (inspector: AppInspection) => void): void {
    if (this.#isClosed) return
    if (this.#inspector === undefined) this.#waiting.push(tell)
    else this.#tell(this.#inspector, tell)
  }

  #loaded(inspector: AppInspection): void {
    this.#inspector = inspector
    const waiting = this.#waiting
    this.#waiting = []
    for (const tell of waiting) this.#tell(inspector, tell)
    this.#stage.show(inspector.panel)
    inspector.takeKeys(this.#listener.take)
    void inspector.address.then(
      (address) => {
        if (address === undefined || this.#isClosed) return
        this.#stage.address = address
        this.#listener.address(address)
      },
      () => {}, // told to `failed`
    )
  }

  /** An error in here must not reach the app: XState stops if an observer throws. */
  #tell(inspector: AppInspection, tell: (inspector: AppInspection) => void): void {
    try {
      tell(inspector)
    } catch (error) {
      this.#isClosed = true
      this.#listener.failed(error as Error)
      inspector.close()
    }
  }
}

interface WantedInspection {
  readonly observer: InspectObserver | undefined
  readonly inspector: AppInspector | Promise<AppInspector> | undefined
}

/** What is wanted, by the option and by ACTTY_INSPECT. */
export function wantedInspection(
  inspect: Inspect | undefined,
  env: Readonly<Record<string, string | undefined>>,
): WantedInspection {
  if (inspect === false) return { observer: undefined, inspector: undefined }
  if (isInspector(inspect)) return { observer: undefined, inspector: inspect }
  const asked = env['ACTTY_INSPECT'] ?? ''
  const isAsked = inspect === true || !['', '0', 'false'].includes(asked)
  const inspector = isAsked ? importInspector(optionsOf(asked)) : undefined
  if (inspect === true || inspect === undefined) return { observer: undefined, inspector }
  if (isObserver(inspect)) return { observer: inspect, inspector }
  throw new TypeError('inspect is true, an inspector() of actty/inspect, or an observer of inspection events')
}

/**
 * By the package's name, which is put together here: what bundles an app doesn't follow it, so that only an app that passes an
 * inspector in has one in its bundle.
 */
async function importInspector(options: InspectOptions): Promise<AppInspector> {
  const name = ['actty', 'inspect'].join('/')
  const door: unknown = await import(/* webpackIgnore: true */ /* @vite-ignore */ name).catch(explainMissing)
  return (door as typeof InspectDoor).inspector(options)
}

function explainMissing(cause: unknown): never {
  if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause
  const fix = `pass it in: run(app, { inspect: inspector() }), with the inspector of 'actty/inspect'`
  throw new Error(`this program was bundled without actty/inspect; ${fix}`, { cause })
}

/** ACTTY_INSPECT is 1, or a port. */
function optionsOf(asked: string): InspectOptions {
  const port = Number(asked)
  return Number.isInteger(port) && port > 1 ? { port } : {}
}

function isInspector(inspect: Inspect | undefined): inspect is AppInspector {
  return typeof (inspect as Partial<AppInspector> | undefined)?.open === 'function'
}

function isObserver(inspect: InspectObserver): boolean {
  return typeof inspect === 'function' || 'next' in inspect || 'complete' in inspect || 'error' in inspect
}
