import { parseRgb } from '../../src/render/paint/color.ts'
import type { ToldColors } from '../../src/render/theme/told-theme.ts'

// Sixteen colors of terminals as they come, from their documentation or source.
const xterm =
  '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff'
const gnome =
  '171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33da7a e9ad0c 2a7bde c061cb 33c7de ffffff'
const macos =
  '000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5'
const campbell =
  '0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2'
const solarized =
  '073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3'
const oneHalf =
  '383a42 e45649 50a14f c18301 0184bc a626a4 0997b3 fafafa 4f525d df6c75 98c379 e4c07a 61afef c577dd 56b5c1 ffffff'

/** What terminals say of their colors, by name. */
export const palettes: Readonly<Record<string, ToldColors>> = {
  'xterm, dark': told('000000', 'e5e5e5', xterm),
  'GNOME, dark': told('171421', 'd0cfcc', gnome),
  'macOS Basic, dark': told('1e1e1e', 'ffffff', macos),
  Campbell: told('0c0c0c', 'cccccc', campbell),
  'Solarized, dark': told('002b36', '839496', solarized),
  'xterm, light': told('ffffff', '000000', xterm),
  'GNOME, light': told('ffffff', '171421', gnome),
  'macOS Basic, light': told('ffffff', '000000', macos),
  'One Half, light': told('fafafa', '383a42', oneHalf),
  'Solarized, light': told('fdf6e3', '657b83', solarized),
}

function told(ground: string, text: string, colors: string): ToldColors {
  return { ground: rgb(ground), text: rgb(text), palette: colors.split(' ').map(rgb) }
}

function rgb(digits: string): number {
  return parseRgb(`#${digits}`)
}
