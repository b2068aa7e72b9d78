import { focusChain } from '../input/focus.ts'
import type { MountedRegion } from '../frames/mounted-region.ts'
import type { Regions } from '../frames/regions.ts'
import { sameEvent } from '../input/key-groups.ts'
import { legalEvents, type LegalEvent } from './legal-events.ts'

/** An event that an actor in view can take now. */
export interface Command extends LegalEvent {
  /** The component that takes it. */
  readonly name: string
  readonly region: MountedRegion
}

/**
 * Every event with a description that an actor in view can take now, those of the focus first. A key tells what is in its event. An event
 * without a key is one that needs nothing but its type.
 */
export function commandsIn(regions: Regions): Command[] {
  const chain = focusChain(regions.root)
  const inView = [...chain, ...regionsIn(regions.root).filter((region) => !chain.includes(region))]
  const found: Command[] = []
  for (const region of inView) {
    if (!regions.isReached(region)) continue
    const { name } = region.content.component
    for (const legal of region.attempt('the commands of', () => legalEvents(region.shown))) {
      const command = { ...legal, name, region }
      const same = found.findIndex(
        (one) => one.region.content.ref === region.content.ref && sameEvent(one.event, command.event),
      )
      if (same < 0) found.push(command)
      else found[same] = joined(found[same]!, command)
    }
  }
  return found
}

function joined(a: Command, { keys }: Command): Command {
  return { ...a, keys: [...new Set([...a.keys, ...keys])] }
}

function regionsIn(region: MountedRegion): MountedRegion[] {
  return [region, ...region.children.flatMap(regionsIn)]
}
