import { describe, expect, test } from 'vitest'
import { parseRgb, paletteRgb } from '../../../src/render/paint/color.ts'
import { contrast } from '../../../src/render/theme/contrast.ts'
import { defineTheme, weakPairs } from '../../../src/render/theme/define-theme.ts'
import { indexedRoles } from '../../../src/render/theme/indexed-roles.ts'
import { legiblePairs } from '../../../src/render/theme/legible-pairs.ts'
import { colorRoles, hueRoles, type ColorRole, type Roles } from '../../../src/render/theme/roles.ts'
import { namedTheme, themeNames, type Theme, type ThemeName } from '../../../src/render/theme/themes.ts'

type Named = Exclude<ThemeName, 'terminal'>

const named = themeNames.filter((name): name is Named => name !== 'terminal')

function numbers({ colors }: Theme): Roles<number> {
  return Object.fromEntries(colorRoles.map((role) => [role, parseRgb(colors[role])])) as Roles<number>
}

describe.each(named)('the theme %s', (name) => {
  const theme = namedTheme(name)

  test('has a color for each role', () => {
    expect(Object.keys(theme.colors)).toEqual(colorRoles)
    for (const role of colorRoles) expect(theme.colors[role]).toMatch(/^#[0-9a-f]{6}$/)
  })

  test('can be read wherever it is drawn', () => {
    expect(weakPairs(theme)).toEqual([])
  })

  test('can be read in 256 colors, too', () => {
    const indexes = indexedRoles(numbers(theme))
    const weak = legiblePairs.filter(
      ([text, ground, least]) => contrast(paletteRgb(indexes[text]), paletteRgb(indexes[ground])) < least,
    )
    expect(weak).toEqual([])
  })

  test('tells a selected row from the ground', () => {
    expect(theme.colors.selection).not.toBe(theme.colors.ground)
  })
})

describe('pairs', () => {
  test('hold each role of text on each quiet ground', () => {
    const missing = ['text', 'muted', 'faint', ...hueRoles].flatMap((text) =>
      ['ground', 'surface', 'raised'].filter(
        (ground) => !legiblePairs.some(([one, other]) => one === text && other === ground),
      ),
    )
    expect(missing).toEqual([])
  })
})

describe('defineTheme', () => {
  test('takes what is left out from its base', () => {
    const theme = defineTheme({ name: 'ocean', base: 'gruvbox', colors: { accent: '#5fd7ff' } })
    expect(theme.colors.accent).toBe('#5fd7ff')
    expect(theme.colors.ground).toBe(namedTheme('gruvbox').colors.ground)
    expect(defineTheme({ name: 'deep', base: theme, colors: {} }).colors).toEqual(theme.colors)
  })

  test('names each pair that cannot be read, its contrast, and what it takes', () => {
    expect(() => defineTheme({ name: 'fog', colors: { muted: '#444a5e', ground: '#12141c' } })).toThrow(
      "theme 'fog' can't be read: muted (#444a5e) on ground (#12141c) has a contrast of 2.09, and needs 4.5; muted (#444a5e) on surface",
    )
  })

  test.each<[string, unknown, string]>([
    [
      'a role that is none',
      { acent: '#ffffff' },
      "theme 'mine': 'acent' is not a role: use one of ground, surface",
    ],
    ['a color by name', { accent: 'red' }, "theme 'mine': accent is a color such as '#5fd7ff', not red"],
    ['a short color', { accent: '#fff' }, "theme 'mine': accent is a color such as '#5fd7ff', not #fff"],
    ['a number', { accent: 3 }, "theme 'mine': accent is a color such as '#5fd7ff', not 3"],
  ])('says what is wrong with %s', (_, colors, message) => {
    expect(() => defineTheme({ name: 'mine', colors: colors as Partial<Record<ColorRole, '#'>> })).toThrow(
      message,
    )
  })

  test('leaves the names of built-in themes alone', () => {
    expect(() => defineTheme({ name: 'gruvbox', colors: {} })).toThrow("theme 'gruvbox' is built in")
  })
})
