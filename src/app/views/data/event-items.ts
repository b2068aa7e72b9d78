import type { AnyActorRef } from 'xstate'
import type { MenuItem } from '../../../machines/data/menu-items.ts'
import { appOf } from '../../app-of-system.ts'
import type { AnyComponent } from '../../component.ts'
import type { MountedRegion } from '../../frames/mounted-region.ts'
import { describedIn, keysOff, reasonOf } from '../../help/keys-off.ts'
import { eventOf, pressOf, type Shown, wantedKeys } from '../../input/bindings.ts'
import { legalEvents } from '../../palette/legal-events.ts'

/**
 * Items of a `menu` that are events of a chart. As in the palette, an event has to have a description. One that the actor can't take now is
 * disabled, with the reason that the component's `help` has for its guard. What is chosen is sent to the parent of the menu.
 *
 * ```ts
 * const actions = menuView({ items: (items: readonly MenuItem[]) => items })
 * const machine = setup({ actors: { actions } }).createMachine({
 *   invoke: { src: 'actions', input: ({ self }) => eventItems(self, ['restart', 'stop']) },
 * })
 * ```
 *
 * @param actor - Whose events they are. Its logic is a component, whose keys are shown.
 * @param types - The types of the events, in their order. Without them, all that it can take now, and then those whose keys do nothing now.
 * @throws TypeError if the actor isn't in view, and its logic isn't a component.
 */
export function eventItems<const Type extends string = string>(
  actor: Pick<AnyActorRef, 'getSnapshot'>,
  types?: readonly Type[],
): MenuItem<Type>[] {
  const shown: Shown = { component: componentOf(actor), snapshot: actor.getSnapshot(), place: nowhere }
  const legal = legalEvents(shown).map(({ event, description: title, keys: [key] }) => ({
    event,
    title,
    key,
  }))
  const off = (types ?? offIn(shown)).flatMap((type) => disabledItem(shown, type))
  const items = [...legal, ...off.filter(({ event }) => !legal.some((one) => one.event.type === event.type))]
  const ordered = types?.flatMap((type) => items.filter(({ event }) => event.type === type)) ?? items
  return ordered.map((item, index) => {
    const { type } = item.event
    const same = ordered.slice(0, index).filter(({ event }) => event.type === type).length
    return { ...item, id: (same === 0 ? type : `${type} ${same + 1}`) as Type }
  })
}

/** Outside of a screen. What a key sends that depends on its place is as if it had no cells. */
const nowhere = { columns: 0, rows: 0, overflow: 0, above: 0, focus: { x: 0, y: 0 } }

/** The component that shows it, which has the keys that the user wants, or else the one that it runs. */
function componentOf(actor: Pick<AnyActorRef, 'getSnapshot'>): AnyComponent {
  const { system, logic } = actor as { readonly system?: object; readonly logic?: object }
  const root = system && appOf(system)?.frames.regions.root
  const shown = root && regionOf(root, actor)
  if (shown !== undefined) return shown.content.component
  if (logic !== undefined && 'view' in logic) return logic as AnyComponent
  throw new TypeError(
    "eventItems: this actor isn't in view, and its logic isn't a component. Pass the actor of one",
  )
}

function regionOf(region: MountedRegion, actor: unknown): MountedRegion | undefined {
  if (region.content.ref === actor) return region
  for (const child of region.children) {
    const found = regionOf(child, actor)
    if (found !== undefined) return found
  }
  return undefined
}

/** The types of events whose keys do nothing now. */
function offIn(shown: Shown): string[] {
  const region = { shown, attempt: <T>(_: string, work: () => T) => work() }
  const off = keysOff(region, (key) => eventOf(shown, pressOf(key)) !== undefined)
  return [...new Set(off.map(({ event }) => event.type))]
}

function disabledItem(shown: Shown, type: string) {
  const key = wantedKeys(shown).find(({ event }) => event.type === type)?.key
  const title = (key === undefined ? undefined : shown.component.help?.[key]) ?? describedIn(shown, { type })
  if (title === undefined) return []
  return [{ event: { type }, title, key, disabled: reasonOf(shown, { type }) ?? 'not now' }]
}
