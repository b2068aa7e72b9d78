import type { Regions } from '../frames/regions.ts'
import { binds, eventOf, pressOf } from './bindings.ts'

/** Keys that show all keys: the second is for when a text field takes the first. */
const helpKeys = ['?', 'f1']

/** The first key that shows all keys now, unless a component on the way has a use of its own for `?`. */
export function helpKey(regions: Regions): string | undefined {
  if (!regions.offersKeys) return undefined
  const { keyChain } = regions
  if (keyChain.some(({ content }) => binds(content.component, '?'))) return undefined
  return helpKeys.find((key) =>
    keyChain.every((region) =>
      region.attempt('the keys of', () => eventOf(region.shown, pressOf(key)) === undefined),
    ),
  )
}

/** Whether a key that no region takes shows all keys. */
export function isHelpKey(key: string, regions: Regions): boolean {
  return helpKeys.includes(key) && helpKey(regions) !== undefined
}
