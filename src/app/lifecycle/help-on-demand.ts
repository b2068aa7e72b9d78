import type { AnyActorRef } from 'xstate'
import { helpView } from '../help/help.ts'
import type * as HelpScreen from '../help/help-screen.ts'
import { RegionContent } from '../region.ts'
import { HELP } from './app-machine.ts'

/** The screen with all keys. Its chart is made when it is first opened, and what draws it is loaded then. */
export class HelpOnDemand {
  loaded: Promise<typeof HelpScreen> | undefined
  /** Its region, while it is open. */
  cover: RegionContent | undefined
  #component: ReturnType<typeof helpView> | undefined

  get component(): ReturnType<typeof helpView> {
    return (this.#component ??= helpView(() => (this.loaded ??= import('../help/help-screen.ts'))))
  }

  /** `root` has it as a child while it is open. */
  follow(root: AnyActorRef): void {
    const { children } = root.getSnapshot() as {
      readonly children: Readonly<Record<string, RegionContent['ref'] | undefined>>
    }
    const ref = children[HELP]
    if (ref !== this.cover?.ref) this.cover = ref && new RegionContent(ref, this.component, undefined)
  }
}
