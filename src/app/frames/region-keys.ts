import type { EventObject } from 'xstate'
import { boundTo, descriptionOf, ifLegal, namesIn, pressOf, type Shown } from '../input/bindings.ts'
import { sameEvent, type KeyDescription } from '../input/key-groups.ts'
import type { MountedRegion } from './mounted-region.ts'

/** What a key does in a state. */
interface Answer {
  readonly wanted: EventObject
  readonly isLegal: boolean
  readonly description: string | undefined
}

/** Answers of a region, for one snapshot. Guards are asked again only for another snapshot, or if a key sends another event. */
class RegionKeys {
  #snapshot: unknown
  #component: unknown
  readonly #answers = new Map<string, Answer>()

  answer(shown: Shown, key: string): Answer | undefined {
    const { component, snapshot } = shown
    if (snapshot !== this.#snapshot || component !== this.#component) this.#answers.clear()
    this.#snapshot = snapshot
    this.#component = component
    const wanted = boundTo(shown, pressOf(key))
    if (wanted === undefined) return undefined
    const known = this.#answers.get(key)
    if (known !== undefined && sameEvent(known.wanted, wanted)) return known
    const isLegal = ifLegal(wanted, snapshot) !== undefined
    const description = isLegal ? (component.help?.[key] ?? descriptionOf(wanted, snapshot)) : undefined
    const answer = { wanted, isLegal, description }
    this.#answers.set(key, answer)
    return answer
  }
}

const remembered = new WeakMap<MountedRegion, RegionKeys>()

/** The keys of a region that do something now and say what. */
export function keysOf(region: MountedRegion): KeyDescription[] {
  const { shown } = region
  const keys = rememberedOf(region)
  return region.attempt('the keys of', () =>
    namesIn(shown.component).flatMap((key) => {
      const answer = keys.answer(shown, key)
      if (answer?.description === undefined) return []
      return { key, description: answer.description, event: answer.wanted }
    }),
  )
}

/** Whether a key does something in a region now. */
export function takes(region: MountedRegion, key: string): boolean {
  const keys = rememberedOf(region)
  return region.attempt('the keys of', () => keys.answer(region.shown, key)?.isLegal === true)
}

function rememberedOf(region: MountedRegion): RegionKeys {
  const known = remembered.get(region)
  if (known !== undefined) return known
  const made = new RegionKeys()
  remembered.set(region, made)
  return made
}
