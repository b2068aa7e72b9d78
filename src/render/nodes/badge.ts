import type { AnyPress, Press, Sent } from '../layout/sizing.ts'
import type { ColorRole } from '../theme/roles.ts'
import { row, type StackNode } from './stack.ts'
import { text, type TextOptions } from './text.ts'

/** The look of a `badge`. */
export interface BadgeOptions<E = AnyPress> extends Omit<TextOptions<E>, 'color' | 'background'> {
  /**
   * What the badge stands on.
   *
   * @defaultValue 'accent'
   */
  readonly color?: Exclude<ColorRole, 'onAccent' | 'onSelection'> | undefined
  /**
   * A quiet badge, for tags and versions: the color is that of its word, on `raised`.
   *
   * @defaultValue false
   */
  readonly soft?: boolean | undefined
}

/**
 * A word on a fill, with a blank on either side: the one state that a screen can have, or a tag if it's soft.
 *
 * ```ts
 * row({ gap: 1 }, [badge('DEPLOYED', { color: 'success' }), badge('v2.1', { soft: true, color: 'muted' })])
 * ```
 *
 * @throws TypeError for a color that isn't one.
 */
export function badge<const E extends Press = never>(
  word: string,
  options: BadgeOptions<E> = {},
): StackNode<Sent<E>> {
  const { color = 'accent', soft = false, ...rest } = options
  const look = soft
    ? ({ background: 'raised', color } as const)
    : ({ background: color, bold: true } as const)
  // A row leaves it as wide as its word; a column alone would stretch it.
  return row([text(` ${word} `, { height: 1, overflow: 'truncate', ...look, ...rest })])
}
