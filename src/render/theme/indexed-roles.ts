import { paletteRgb } from '../paint/color.ts'
import { contrast } from './contrast.ts'
import { legiblePairs } from './legible-pairs.ts'
import { distance, oklab, type Lab } from './oklab.ts'
import { colorRoles, groundRoles, type ColorRole, type Roles } from './roles.ts'

/** The cube and the grays of a palette of 256. Its first sixteen differ from one terminal to the next. */
const indexes = Array.from({ length: 240 }, (_, i) => i + 16)

let labs: readonly Lab[] | undefined

/**
 * For each role the index of 256 that is nearest to its color. Grounds come first: of the others, the nearest is taken that still has
 * its contrast on them.
 */
export function indexedRoles(rgb: Roles<number>): Roles<number> {
  const found: Partial<Record<ColorRole, number>> = {}
  for (const role of [...groundRoles, 'onAccent' as const]) found[role] = nearestOf(rgb[role])[0]!
  for (const role of colorRoles) {
    if (found[role] !== undefined) continue
    const near = nearestOf(rgb[role])
    found[role] = near.find((index) => isLegible(role, index, found)) ?? near[0]!
  }
  return found as Roles<number>
}

function nearestOf(rgb: number): number[] {
  labs ??= indexes.map((index) => oklab(paletteRgb(index)))
  const wanted = oklab(rgb)
  const away = labs.map((lab) => distance(lab, wanted))
  return indexes.toSorted((a, b) => away[a - 16]! - away[b - 16]!)
}

function isLegible(role: ColorRole, index: number, found: Partial<Record<ColorRole, number>>): boolean {
  return legiblePairs.every(([text, ground, least]) => {
    const other = text === role ? found[ground] : ground === role ? found[text] : undefined
    return other === undefined || contrast(paletteRgb(index), paletteRgb(other)) >= least
  })
}
