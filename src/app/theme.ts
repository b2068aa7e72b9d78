import { createStore, type Store } from '@xstate/store'
import { describe } from '../render/nodes/options.ts'
import type { ColorDepth } from '../render/paint/color.ts'
import { terminalPalette, themePalette, type GroundTone, type Palette } from '../render/theme/palette.ts'
import { namedTheme, themeNames, type Theme, type ThemeName } from '../render/theme/themes.ts'
import { toldPalette, type ToldColors } from '../render/theme/told-theme.ts'

/** A theme by its name, or one that `defineTheme` has made. */
export type ThemeChoice = ThemeName | Theme

/** A theme, or one for each kind of ground that the user's terminal has. On a terminal that doesn't say, it's the dark one. */
export type ThemeOption = ThemeChoice | { readonly dark: ThemeChoice; readonly light: ThemeChoice }

/** What the terminal has said of its own colors. */
interface TerminalColors {
  readonly tone: GroundTone
  readonly told?: ToldColors | undefined
}

/** The theme that an app has now. */
interface ShownTheme {
  readonly option: ThemeOption
  readonly terminal: TerminalColors
  readonly theme: ThemeChoice
  readonly name: string
  /** What its roles are on this terminal. It's another object if the screen has to be drawn again. */
  readonly palette: Palette
}

type ThemeEvents = { chosen: { readonly option: ThemeOption }; terminalTold: TerminalColors }

/** The theme of one app: it changes when another is chosen, and when the terminal says what its colors are. */
export type ThemeStore = Store<ShownTheme, ThemeEvents, never>

/** Makes the store of an app's theme. Throws a TypeError for a theme that isn't one, as its event `chosen` does. */
export function themeStore(option: ThemeOption, depth: ColorDepth): ThemeStore {
  return createStore({
    context: shown(option, { tone: undefined }, depth),
    on: {
      chosen: (before, event: { readonly option: ThemeOption }) =>
        shown(event.option, before.terminal, depth, before),
      terminalTold: (before, { tone, told }: TerminalColors) =>
        tone === before.terminal.tone && told === before.terminal.told
          ? before
          : shown(before.option, { tone, told }, depth, before),
    },
  })
}

function shown(
  option: ThemeOption,
  terminal: TerminalColors,
  depth: ColorDepth,
  before?: ShownTheme,
): ShownTheme {
  const theme = chosenFor(option, terminal.tone)
  const name = typeof theme === 'string' ? theme : theme.name
  const isSame = before?.theme === theme && (before.terminal === terminal || theme !== 'terminal')
  const palette = isSame ? before.palette : paletteOf(theme, terminal, depth)
  return { option, terminal, theme, name, palette }
}

/** What a theme's roles are if all colors can be shown, and the ground is dark if it's the terminal's. */
export function fullPalette(theme: ThemeChoice): Palette {
  requireTheme(theme)
  return paletteOf(theme, { tone: 'dark' }, 'truecolor')
}

/** With fewer than 256 colors a theme's own can't be told from each other: the terminal's are used. */
function paletteOf(theme: ThemeChoice, { tone, told }: TerminalColors, depth: ColorDepth): Palette {
  const hasFew = depth === 16 || depth === 'none'
  if (theme !== 'terminal' && !hasFew)
    return themePalette(typeof theme === 'string' ? namedTheme(theme) : theme, depth)
  return told !== undefined && depth === 'truecolor' ? toldPalette(told) : terminalPalette(tone, depth)
}

function chosenFor(option: ThemeOption, tone: GroundTone): ThemeChoice {
  const isPair = isObject(option) && 'dark' in option
  for (const choice of isPair ? [option.dark, option.light] : [option]) requireTheme(choice)
  return isPair ? option[tone ?? 'dark'] : option
}

function requireTheme(choice: unknown): void {
  if (isObject(choice) ? 'colors' in choice : (themeNames as readonly unknown[]).includes(choice)) return
  throw new TypeError(
    `theme is ${themeNames.join(', ')}, a theme made by defineTheme, or { dark, light }; not ${describe(choice)}`,
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
