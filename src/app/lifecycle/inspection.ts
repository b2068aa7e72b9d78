import type { InspectionEvent, Observer } from 'xstate'
import type { FrameReport } from '../frames/frames.ts'
import type { AppInspector } from '../inspect/app-inspector.ts'
import { InspectionStage } from './inspection-stage.ts'
import type { Inspect, InspectOptions } from './inspection-options.ts'
import type { RegionContent } from '../region.ts'

type InspectObserver = Observer<InspectionEvent> | ((event: InspectionEvent) => void)

/** What an inspected app is told of its inspector. */
export interface InspectionListener {
  /** The address of the page. */
  readonly address: (address: string) => void
  /** It does not work: the app goes on. */
  readonly failed: (error: Error) => void
}

/**
 * Loads the inspector, and keeps what happens until it is there: what the app does from its first step is seen, and an app
 * that does not inspect loads none of it.
 */
export class Inspection {
  /** Settled when the inspector is there, or will not be. */
  readonly loaded: Promise<void>
  readonly #stage = new InspectionStage()
  readonly #listener: InspectionListener
  #inspector: AppInspector | undefined
  #waiting: ((inspector: AppInspector) => void)[] = []
  #isClosed = false

  constructor(options: InspectOptions, listener: InspectionListener) {
    this.#listener = listener
    this.loaded = import('../inspect/app-inspector.ts')
      .then(({ AppInspector }) => this.#loaded(new AppInspector(options, listener.failed)))
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

  /** A region shows what is not of the app's actor system. Gives the way to say that it does no longer. */
  follow({ ref, component }: RegionContent): () => void {
    if (this.#stage.owns(ref)) return () => {}
    let unfollow: (() => void) | undefined
    this.#later((inspector) => (unfollow = inspector.follow(ref, component.name)))
    return () => this.#later(() => unfollow?.())
  }

  frame(report: FrameReport): void {
    const viewed = report.viewed.filter((path) => !this.#stage.isOwn(path))
    const isPanels = viewed.length === 0 && report.viewed.length > 0
    // Where the panel opens or closes, everything is drawn, and none of that tells of an event.
    if (this.#stage.isMoved(report.viewed)) this.#later((inspector) => inspector.frame(undefined))
    else if (!isPanels) this.#later((inspector) => inspector.frame({ ...report, viewed }))
  }

  close(): void {
    this.#later((inspector) => inspector.close())
    this.#isClosed = true
  }

  #later(tell: (inspector: AppInspector) => void): void {
    if (this.#isClosed) return
    if (this.#inspector === undefined) this.#waiting.push(tell)
    else this.#tell(this.#inspector, tell)
  }

  #loaded(inspector: AppInspector): void {
    this.#inspector = inspector
    const waiting = this.#waiting
    this.#waiting = []
    for (const tell of waiting) this.#tell(inspector, tell)
    this.#stage.show(inspector.panel)
    void inspector.address.then(
      (address) => {
        if (address === undefined || this.#isClosed) return
        this.#stage.address = address
        this.#listener.address(address)
      },
      () => {}, // told to `failed`
    )
  }

  /** Whatever is wrong in here must not be the app's trouble: XState stops where an observer throws. */
  #tell(inspector: AppInspector, tell: (inspector: AppInspector) => void): void {
    try {
      tell(inspector)
    } catch (error) {
      this.#isClosed = true
      this.#listener.failed(error as Error)
      inspector.close()
    }
  }
}

/** What is wanted, by the option and by ACTTY_INSPECT: an observer to tell, and how to inspect. */
export function wantedInspection(
  inspect: Inspect | undefined,
  env: Readonly<Record<string, string | undefined>>,
): { readonly observer: InspectObserver | undefined; readonly options: InspectOptions | undefined } {
  const asked = env['ACTTY_INSPECT'] ?? ''
  const byEnvironment = ['', '0', 'false'].includes(asked) ? undefined : optionsOf(asked)
  if (inspect === false) return { observer: undefined, options: undefined }
  if (inspect === undefined) return { observer: undefined, options: byEnvironment }
  if (inspect === true) return { observer: undefined, options: byEnvironment ?? {} }
  if (isObserver(inspect)) return { observer: inspect, options: byEnvironment }
  return { observer: undefined, options: { ...byEnvironment, ...inspect } }
}

/** ACTTY_INSPECT is 1, or a port. */
function optionsOf(asked: string): InspectOptions {
  const port = Number(asked)
  return Number.isInteger(port) && port > 1 ? { port } : {}
}

function isObserver(inspect: Exclude<Inspect, boolean>): inspect is InspectObserver {
  return typeof inspect === 'function' || 'next' in inspect || 'complete' in inspect || 'error' in inspect
}
