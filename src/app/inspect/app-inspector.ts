import type { KeyEvent } from '../input/events.ts'
import { isKeyName } from '../input/key-names.ts'
import type { RegionContent } from '../region.ts'
import type { InspectOptions } from './inspect-options.ts'
import { keyEvent } from './key-event.ts'
import { checkedOptions, SystemInspector } from './inspector.ts'
import { Panel } from './panel.ts'

/**
 * Makes an inspector to be passed to an app. It shows every state that the app is in: on a page for the browser, whose address
 * stands in the title and in the help line, and in a panel that F12 opens.
 *
 * ```ts
 * await run(app, { inspect: inspector({ redact: ['password'] }) })
 * ```
 *
 * @throws a TypeError for options that make no sense.
 */
export function inspector(options: InspectOptions = {}): AppInspector {
  return new AppInspector(options)
}

/** An inspector of apps, as `inspector()` makes it. It begins to work when it is passed to one. */
export class AppInspector {
  readonly #options: InspectOptions

  constructor(options: InspectOptions = {}) {
    this.#options = checkedOptions(options)
  }

  /**
   * Begins to inspect an app. What fails later (the disk is full) is told to `failed`.
   * @internal
   */
  open(failed: (error: Error) => void): AppInspection {
    return new AppInspection(this.#options, failed)
  }
}

/** The inspector of one app: that of its actor system, and a panel in the terminal. */
export class AppInspection extends SystemInspector {
  readonly #panel: Panel

  constructor(options: InspectOptions, failed: (error: Error) => void) {
    super(options, failed)
    this.#panel = new Panel(this.feed, options.redact)
    this.address.then(
      (address) => (this.#panel.address = address),
      () => {},
    )
  }

  /** Viewers may press keys, if the app allows it. A key that there isn't is none. */
  takeKeys(take: (event: KeyEvent) => void): void {
    this.feed.press = (key) => {
      if (isKeyName(key)) take(keyEvent(key))
    }
  }

  get panel(): RegionContent {
    return this.#panel.content
  }

  override close(): void {
    super.close()
    this.#panel.close()
  }
}
