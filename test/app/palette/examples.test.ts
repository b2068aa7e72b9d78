import type { AnyMachineSnapshot, EventObject } from 'xstate'
import { expect, onTestFinished, test } from 'vitest'
import { mount } from 'actty/testing'
import { examples } from '../../../examples/index.ts'
import { legalKey } from '../../../src/app/explore/legal-keys.ts'
import type { MountedRegion } from '../../../src/app/frames/mounted-region.ts'
import { Regions } from '../../../src/app/frames/regions.ts'
import { descriptionOf, namesIn } from '../../../src/app/input/bindings.ts'
import { commandsIn } from '../../../src/app/palette/commands.ts'
import { RegionContent } from '../../../src/app/region.ts'
import { pictures } from '../../pictures/pictures.ts'

/** Events with a description that need more than their type. The palette can't make them up. */
const withMore = new Set([
  'select',
  'place',
  'scroll',
  'items',
  'lines',
  'open',
  'badge',
  'boundary',
  'push',
  'start',
  'parent',
  'skip',
])

/** An event, and whose it is: the same actor may be shown by several components. */
function nameOf({ content: { ref } }: MountedRegion, event: EventObject): string {
  return `${(ref as { readonly sessionId?: string }).sessionId ?? 'store'} ${JSON.stringify(event)}`
}

/** Every event with a description that an actor in view can take, by what the charts and the keys say: not by the palette's own code. */
function legalIn(regions: Regions): Set<string> {
  const legal = new Set<string>()
  const visit = (region: MountedRegion) => {
    if (regions.isReached(region)) {
      const { component, ref } = region.content
      const snapshot = ref.getSnapshot() as AnyMachineSnapshot
      const told = new Set<string>()
      for (const key of namesIn(component)) {
        const event = legalKey([region], key)?.event
        if (event === undefined) continue
        told.add(event.type)
        if ((component.help?.[key] ?? descriptionOf(event, snapshot)) !== undefined)
          legal.add(nameOf(region, event))
      }
      const { machine, status } = snapshot as { machine?: AnyMachineSnapshot['machine']; status: string }
      for (const type of status === 'active' ? ((machine?.events ?? []) as string[]) : []) {
        if (told.has(type) || type.includes('*') || type.startsWith('xstate.') || type.endsWith('.change'))
          continue
        let isLegal = false
        try {
          isLegal = snapshot.can({ type }) && descriptionOf({ type }, snapshot) !== undefined
        } catch {
          // A guard that can't do without what is in the event.
        }
        if (isLegal && !withMore.has(type)) legal.add(nameOf(region, { type }))
      }
    }
    region.children.forEach(visit)
  }
  visit(regions.root)
  return legal
}

/** Examples, and the components of the pictures in the docs: patterns, controls and panels, in the states that the pictures show. */
const shown = [
  ...examples.map(({ input, ...example }) => ({ ...example, input: input?.([]), act: undefined })),
  ...pictures
    .filter(({ prepare }) => prepare === undefined)
    .map(({ name, component, act }) => ({
      name: `picture ${name}`,
      component,
      group: undefined,
      input: undefined,
      act,
    })),
]

/** Keys that look like chance, and are the same in every run. Where they may start a program, a few that don't. */
function keysFor(seed: number, isFree: boolean) {
  let state = seed
  const below = (count: number) => (state = (state * 1_664_525 + 1_013_904_223) >>> 0) % count
  return (regions: Regions) => {
    const named = isFree ? regions.keyChain.flatMap(({ content }) => namesIn(content.component)) : ['down']
    const keys = [...named, 'tab', 'escape', 'enter', 'x'].filter(
      (key) => !key.includes(' ') && !isLeaving(key),
    )
    return keys[below(keys.length)]!
  }
}

/** What ends the app, or is for all of it. */
const isLeaving = (key: string) => key === 'q' || key.startsWith('ctrl+')

test.each(shown)(
  'the palette of $name has every legal event, and no other',
  async ({ component, group, input, act }) => {
    const app = mount(component as (typeof examples)[number]['component'], { columns: 80, rows: 24, input })
    onTestFinished(async () => {
      await app.unmount()
    })
    const regions = new Regions(new RegionContent(app.actor, component, undefined), {
      watch: () => () => {},
      arrange: () => {},
    })
    const screen = { columns: 80, rows: 24, background: undefined, theme: 'terminal', windowFocused: true }
    const next = keysFor(component.name.length, group !== 'Programs')
    await act?.(app as never)
    for (let step = 0; step < STEPS && app.snapshot().status === 'active'; step++) {
      regions.refresh({ ...screen, isInline: false })
      const listed = commandsIn(regions)
      for (const { event, region } of listed) {
        const snapshot = region.content.ref.getSnapshot() as AnyMachineSnapshot
        expect('can' in snapshot ? snapshot.can(event) : true, JSON.stringify(event)).toBe(true)
      }
      const names = new Set(listed.map(({ region, event }) => nameOf(region, event)))
      for (const wanted of legalIn(regions)) expect([...names]).toContain(wanted)
      if (
        !(await app.press(next(regions)).then(
          () => true,
          () => false,
        ))
      )
        break // The app has failed, as some are made to.
    }
    regions.unmount()
  },
)

/** How many states of each are looked at. */
const STEPS = 5
