import { parseRgb } from '../paint/color.ts'
import { contrast } from './contrast.ts'
import { legiblePairs, READABLE } from './legible-pairs.ts'
import { colorRoles, isColorRole, type Roles } from './roles.ts'
import { namedTheme, themeNames, type Theme, type ThemeName } from './themes.ts'

/** The colors of a theme of your own. */
export interface ThemeOptions {
  /** Its name, for `mounted.theme`, `info.theme` and errors. */
  readonly name: string
  /** The colors that differ from those of `base`, as `#rrggbb`. */
  readonly colors: Partial<Roles<`#${string}`>>
  /**
   * The theme that has the other colors.
   *
   * @defaultValue 'dark'
   */
  readonly base?: Exclude<ThemeName, 'terminal'> | Theme | undefined
}

/**
 * Makes a theme of your own.
 *
 * ```ts
 * const ocean = defineTheme({ name: 'ocean', base: 'tokyo-night', colors: { accent: '#5fd7ff', focus: '#5fd7ff' } })
 * await run(app, { theme: ocean })
 * ```
 *
 * @throws TypeError for a role that isn't one, for a color that isn't `#rrggbb`, and for a name that a built-in theme has.
 * @throws RangeError if a text can't be read on a ground: the message names each such pair, its contrast, and what it takes.
 */
export function defineTheme({ name, colors, base = 'dark' }: ThemeOptions): Theme {
  if ((themeNames as readonly string[]).includes(name))
    throw new TypeError(`theme '${name}' is built in: choose another name, or make it the base of yours`)
  for (const [role, color] of Object.entries(colors)) requireRoleColor(name, role, color)
  const theme = {
    name,
    colors: { ...(typeof base === 'string' ? namedTheme(base) : base).colors, ...colors },
  }
  const weak = weakPairs(theme)
  if (weak.length > 0) throw new RangeError(`theme '${name}' can't be read: ${weak.join('; ')}`)
  return theme
}

/** Each pair that has less contrast than it needs, in words. */
export function weakPairs({ colors }: Theme): string[] {
  return legiblePairs.flatMap(([text, ground, least]) => {
    const found = contrast(parseRgb(colors[text]), parseRgb(colors[ground]))
    if (found >= least) return []
    const known = `${text} (${colors[text]}) on ${ground} (${colors[ground]})`
    return [
      `${known} has a contrast of ${found.toFixed(2)}, and needs ${least === READABLE ? '4.5' : String(least)}`,
    ]
  })
}

function requireRoleColor(theme: string, role: string, color: unknown): void {
  if (!isColorRole(role))
    throw new TypeError(`theme '${theme}': '${role}' is not a role: use one of ${colorRoles.join(', ')}`)
  if (typeof color !== 'string' || !/^#[0-9a-f]{6}$/i.test(color))
    throw new TypeError(`theme '${theme}': ${role} is a color such as '#5fd7ff', not ${String(color)}`)
}
