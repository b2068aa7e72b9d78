import type { Regions } from '../frames/regions.ts'
import { takes } from '../frames/region-keys.ts'
import { binds } from './bindings.ts'

/** Keys that show all keys: the second is for when a text field takes the first. */
const helpKeys = ['?', 'f1']

/** The first key that shows all keys now, unless a component on the way has a use of its own for `?`. */
export function helpKey(regions: Regions): string | undefined {
  if (!regions.offersKeys) return undefined
  const { keyChain } = regions
  if (keyChain.some(({ content }) => binds(content.component, '?'))) return undefined
  return helpKeys.find((key) => !keyChain.some((region) => takes(region, key)))
}

/** Whether a key that no region takes shows all keys. */
export function isHelpKey(key: string, regions: Regions): boolean {
  return helpKeys.includes(key) && helpKey(regions) !== undefined
}
