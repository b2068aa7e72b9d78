import type { AnyActorRef } from 'xstate'
import type { Regions } from '../frames/regions.ts'
import { ifLegal } from '../input/bindings.ts'
import type { Command } from '../palette/commands.ts'
import { PALETTE, paletteView } from '../palette/palette.ts'
import type * as PaletteScreen from '../palette/palette-screen.ts'
import { RegionContent } from '../region.ts'

/** The palette. Its chart is made when it is first opened, and what finds and draws commands is loaded then. */
export class PaletteOnDemand {
  loaded: Promise<typeof PaletteScreen> | undefined
  /** Its region, while it is open. */
  cover: RegionContent | undefined
  readonly #regions: () => Regions
  #component: ReturnType<typeof paletteView> | undefined
  #chosen: Command | undefined

  constructor(regions: () => Regions) {
    this.#regions = regions
  }

  get component(): ReturnType<typeof paletteView> {
    return (this.#component ??= paletteView({
      load: () => (this.loaded ??= import('../palette/palette-screen.ts')),
      regions: this.#regions,
      choose: (command) => (this.#chosen = command),
    }))
  }

  /** `root` has it as a child while it is open. */
  follow(root: AnyActorRef): void {
    const { children } = root.getSnapshot() as {
      readonly children: Readonly<Record<string, RegionContent['ref'] | undefined>>
    }
    const ref = children[PALETTE]
    if (ref !== this.cover?.ref) this.cover = ref && new RegionContent(ref, this.component, undefined)
  }

  /** Sends the event that was chosen, now that the palette is closed, if its actor still takes it. */
  run(): void {
    const chosen = this.#chosen
    this.#chosen = undefined
    if (chosen !== undefined) chosen.region.send(ifLegal(chosen.event, chosen.region.shown.snapshot))
  }
}
