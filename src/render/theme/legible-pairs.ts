import { hueRoles, type ColorRole } from './roles.ts'

/** A text, what it may stand on, and the least contrast of the two. Pairs that aren't here aren't drawn by actty. */
export type LegiblePair = readonly [text: ColorRole, ground: ColorRole, least: number]

/** What is read: 4.5 is WCAG 2.2's AA. */
export const READABLE = 4.5

/** What may be missed. */
const SEEN = 3

const quiet = ['ground', 'surface', 'raised'] as const
const diff = ['added', 'removed'] as const

/** Every pair that a theme has to make legible. */
export const legiblePairs: readonly LegiblePair[] = [
  ...[...quiet, ...diff].flatMap((ground) => [pair('text', ground), pair('muted', ground)]),
  pair('onSelection', 'selection'),
  ['faint', 'ground', SEEN],
  ['faint', 'surface', SEEN],
  ['faint', 'raised', 2.5],
  ['border', 'ground', 1.5],
  ...hueRoles.flatMap((role) => [...quiet.map((ground) => pair(role, ground)), pair('onAccent', role)]),
  ...hueRoles
    .filter((role) => role.startsWith('hue'))
    .flatMap((role) => diff.map((ground) => pair(role, ground))),
  pair('success', 'added'),
  pair('danger', 'removed'),
]

function pair(text: ColorRole, ground: ColorRole): LegiblePair {
  return [text, ground, READABLE]
}
