import { colorRoles, type Roles } from './roles.ts'

/** The colors of each role, made for each other: `defineTheme` checks that each text can be read on each ground. */
export interface Theme {
  /** For `mounted.theme`, `info.theme` and errors. */
  readonly name: string
  /** The color of each role. */
  readonly colors: Roles<`#${string}`>
}

/** The name of a theme that is built in. `'terminal'` is the colors of the user's own terminal. */
export type ThemeName =
  | 'terminal'
  | 'dark'
  | 'light'
  | 'catppuccin-mocha'
  | 'catppuccin-latte'
  | 'tokyo-night'
  | 'gruvbox'
  | 'high-contrast'

/**
 * The themes with colors of their own, in the order of `colorRoles`: grounds, text, states, hues. catppuccin-mocha and -latte are by Catppuccin, tokyo-night is by
 * Folke Lemaitre, gruvbox by Pavel Pertsev (MIT, see LICENSES.md); some of their colors are lighter or darker here, so
 * that each pair reaches its contrast.
 */
const tables: Readonly<Record<Exclude<ThemeName, 'terminal'>, readonly string[]>> = {
  dark: [
    '12141c 191c27 242837 2b3154 15302a 3a1d28',
    'dde1ee 9aa2b8 6a7288 10121a ffffff 343a4e',
    'a5b0ff 8f9dff 7fd88f f0c05a ff7d8d 62c8ee',
    '7fb4ff f2ab6b 56d3c2 f48fbd a5d66f c3a2ff',
  ],
  light: [
    'fcfcfd f2f3f7 e6e8f0 dfe3ff d9f3df ffe1e2',
    '1f2333 5b6278 858ca0 ffffff 0f1226 caceda',
    '3d47d6 4650dc 0f7546 8f5a00 c1283c 0b6a94',
    '2560c8 a44d07 0b7070 b32d78 397303 7438c8',
  ],
  'catppuccin-mocha': [
    '1e1e2e 292a3c 363849 3f4160 29403f 4b2f41',
    'cdd6f4 a8b0cb 7f849c 11111b ffffff 45475a',
    'b4befe cba6f7 a6e3a1 f9e2af fa91ae 89dceb',
    '89b4fa fab387 94e2d5 f5c2e7 a6e3a1 cba6f7',
  ],
  'catppuccin-latte': [
    'eff1f5 e6e9ef dce0e8 d5daf5 d4e7d6 f2d5dc',
    '4c4f69 5b5e76 818496 ffffff 2f3147 bcc0cc',
    '4655c4 7f2ae4 1c6f00 885407 c10833 046979',
    '0853e1 a73f05 0d6a6f a23289 1b6f00 7f2ae4',
  ],
  'tokyo-night': [
    '1a1b26 222436 2b2f45 283457 1f3634 41263a',
    'c0caf5 a9b1d6 737aa2 15161e ffffff 3b4261',
    '7aa2f7 7aa2f7 9ece6a e0af68 f7768e 7dcfff',
    '7aa2f7 ff9e64 73daca ff7eb6 9ece6a bb9af7',
  ],
  gruvbox: [
    '282828 302e2d 3a3634 443527 34381b 472322',
    'ebdbb2 bdae93 928374 1d2021 fbf1c7 665c54',
    'fe8019 fe8019 b8bb26 fabd2f ff7762 86a89b',
    '86a89b fe8019 8ec07c d88ba0 b8bb26 d88ba0',
  ],
  'high-contrast': [
    '000000 000000 1c1c1c ffff00 002800 3a0000',
    'ffffff ffffff bdbdbd 000000 000000 ffffff',
    'ffff00 00ffff 00ff6a ffd800 ff8f8f 7fd4ff',
    '7fc4ff ffb060 40f0e0 ff9de0 a8f060 d0b0ff',
  ],
}

const names = Object.keys(tables) as Exclude<ThemeName, 'terminal'>[]

/** The names of the built-in themes, `'terminal'` first. */
export const themeNames: readonly ThemeName[] = ['terminal', ...names]

/** The built-in theme of this name. */
export function namedTheme(name: Exclude<ThemeName, 'terminal'>): Theme {
  const values = tables[name].join(' ').split(' ')
  const colors = colorRoles.map((role, i) => [role, `#${values[i]}`])
  return { name, colors: Object.fromEntries(colors) as Theme['colors'] }
}
