import type { AnyActorRef } from 'xstate'
import { helpView } from '../help/help.ts'
import type * as HelpScreen from '../help/help-screen.ts'
import { RegionContent } from '../region.ts'
import { HELP } from './app-machine.ts'

/** The screen with all keys. What it needs is loaded when it is first opened. */
export class HelpOnDemand {
  loaded: Promise<typeof HelpScreen> | undefined
  readonly component: ReturnType<typeof helpView> = helpView(
    () => (this.loaded ??= import('../help/help-screen.ts')),
  )
  /** Its region, while it is open. */
  cover: RegionContent | undefined

  /** `root` has it as a child while it is open. */
  follow(root: AnyActorRef): void {
    const { children } = root.getSnapshot() as {
      readonly children: Readonly<Record<string, RegionContent['ref'] | undefined>>
    }
    const ref = children[HELP]
    if (ref !== this.cover?.ref) this.cover = ref && new RegionContent(ref, this.component, undefined)
  }
}
