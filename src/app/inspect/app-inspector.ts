import type { InspectOptions } from '../lifecycle/inspection-options.ts'
import type { RegionContent } from '../region.ts'
import { SystemInspector } from './inspector.ts'
import { Panel } from './panel.ts'

/** The inspector of an app: that of its actor system, and a panel in the terminal. */
export class AppInspector extends SystemInspector {
  readonly #panel: Panel

  constructor(options: InspectOptions, failed: (error: Error) => void) {
    super(options, failed)
    this.#panel = new Panel(this.feed, options.redact)
    this.address.then(
      (address) => (this.#panel.address = address),
      () => {},
    )
  }

  get panel(): RegionContent {
    return this.#panel.content
  }

  override close(): void {
    super.close()
    this.#panel.close()
  }
}
