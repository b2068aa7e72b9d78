/** What a color is for. A theme says which color that is; see `Theme`. */
export type ColorRole =
  | 'ground'
  | 'surface'
  | 'raised'
  | 'selection'
  | 'added'
  | 'removed'
  | 'text'
  | 'muted'
  | 'faint'
  | 'onAccent'
  | 'onSelection'
  | 'border'
  | 'focus'
  | 'accent'
  | 'success'
  | 'warning'
  | 'danger'
  | 'info'
  | 'hue1'
  | 'hue2'
  | 'hue3'
  | 'hue4'
  | 'hue5'
  | 'hue6'

/** A value for each role. */
export type Roles<T> = Readonly<Record<ColorRole, T>>

/** Roles in the order of their numbers. */
export const colorRoles = [
  ...['ground', 'surface', 'raised', 'selection', 'added', 'removed', 'text', 'muted', 'faint', 'onAccent'],
  ...['onSelection', 'border', 'focus', 'accent', 'success', 'warning', 'danger', 'info'],
  ...['hue1', 'hue2', 'hue3', 'hue4', 'hue5', 'hue6'],
] as readonly ColorRole[]

/** Whether `value` names a role. */
export function isColorRole(value: unknown): value is ColorRole {
  return (colorRoles as readonly unknown[]).includes(value)
}

/** What text stands on; all other roles are for text, and fills of one of them. */
export const groundRoles = [
  'ground',
  'surface',
  'raised',
  'selection',
  'added',
  'removed',
] as const satisfies readonly ColorRole[]

/** Roles that text can have on any ground, and that can be a fill under `onAccent`. */
export const hueRoles = [
  ...(['accent', 'focus', 'success', 'warning', 'danger', 'info'] as const),
  ...(['hue1', 'hue2', 'hue3', 'hue4', 'hue5', 'hue6'] as const),
] satisfies readonly ColorRole[]
