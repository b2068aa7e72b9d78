import { describe, expect, test } from 'vitest'
import { unpackColor } from '../../../src/render/paint/color.ts'
import { parseRgb } from '../../../src/render/paint/color.ts'
import { contrast } from '../../../src/render/theme/contrast.ts'
import { terminalPalette, themePalette } from '../../../src/render/theme/palette.ts'
import { colorRoles, hueRoles, type ColorRole } from '../../../src/render/theme/roles.ts'
import { namedTheme } from '../../../src/render/theme/themes.ts'
import { toldPalette, toneOf, type ToldColors } from '../../../src/render/theme/told-theme.ts'
import { palettes } from '../../support/palettes.ts'

const at = (role: ColorRole) => colorRoles.indexOf(role)

describe.each(Object.entries(palettes))("the terminal's own sixteen on %s", (_, told) => {
  const palette = terminalPalette(toneOf(told.ground), 16)

  test('are seen: states, and each hue', () => {
    for (const role of hueRoles) {
      const index = unpackColor(palette.texts[at(role)]!.color)
      const color = index === undefined ? told.text : told.palette[index as number]!
      expect({ role, seen: contrast(color, told.ground) >= 1.9 }).toEqual({ role, seen: true })
    }
  })

  test('are seen, too, if the terminal does not say what its ground is', () => {
    const unknown = terminalPalette(undefined, 16)
    for (const role of ['accent', 'success', 'warning', 'danger', 'info'] as const) {
      const index = unpackColor(unknown.texts[at(role)]!.color)
      const color = index === undefined ? told.text : told.palette[index as number]!
      expect({ role, seen: contrast(color, told.ground) >= 1.9 }).toEqual({ role, seen: true })
    }
  })
})

describe.each(Object.entries(palettes))('%s, when it has told its colors', (name, told) => {
  const palette = toldPalette(told)
  const own = contrast(told.text, told.ground)
  const rgb = (role: ColorRole, of: 'text' | 'fill') => shown(palette, told, role, of)

  test('keeps its own text and ground, transparent ones included', () => {
    expect(palette.texts[at('text')]).toEqual({ color: 0, attributes: 0 })
    expect(palette.fills[at('ground')]).toEqual({ background: 0, isInverse: false })
  })

  test('is read as well as its own text is', () => {
    const isWeak = own < 5
    const least = isWeak ? contrast(told.text, rgb('raised', 'fill')) : 4.5
    const found = (['muted', ...hueRoles] as const).flatMap((role) =>
      (['ground', 'surface', 'raised'] as const).map((ground) => {
        const floor = role === 'muted' && isWeak ? least * 0.8 : least
        return { role, ground, isRead: contrast(rgb(role, 'text'), rgb(ground, 'fill')) >= floor - 0.001 }
      }),
    )
    expect(found.filter(({ isRead }) => !isRead)).toEqual([])
    for (const role of hueRoles)
      expect(contrast(rgb('onAccent', 'text'), rgb(role, 'fill'))).toBeGreaterThanOrEqual(least)
    expect(contrast(rgb('onSelection', 'text'), rgb('selection', 'fill'))).toBeGreaterThanOrEqual(least)
    expect(contrast(rgb('faint', 'text'), told.ground)).toBeGreaterThanOrEqual(isWeak ? 2.6 : 3)
  })

  test('has surfaces that differ from the ground, by a little', () => {
    for (const role of ['surface', 'raised', 'selection'] as const) {
      const step = contrast(rgb(role, 'fill'), told.ground)
      expect(step).toBeGreaterThan(1.005)
      expect(step).toBeLessThan(name.startsWith('macOS') ? 2.2 : 2)
    }
  })
})

function shown(
  { texts, fills }: ReturnType<typeof toldPalette>,
  told: ToldColors,
  role: ColorRole,
  of: 'text' | 'fill',
): number {
  const color = unpackColor(of === 'text' ? texts[at(role)]!.color : fills[at(role)]!.background)
  if (color === undefined) return of === 'text' ? told.text : told.ground
  return parseRgb(color as string)
}

describe('without colors', () => {
  const { texts, fills } = terminalPalette('dark', 'none')

  test('no role has one, and quiet text and tracks are dim', () => {
    expect(texts.every(({ color }) => color === 0)).toBe(true)
    expect(fills.every(({ background }) => background === 0)).toBe(true)
    expect(colorRoles.filter((_, i) => texts[i]!.attributes === 2)).toEqual([
      'surface',
      'raised',
      'muted',
      'faint',
      'border',
    ])
    expect(colorRoles.filter((_, i) => texts[i]!.attributes === 1)).toEqual(['focus', 'accent'])
  })

  test('selections and fills are inverse, surfaces are not', () => {
    const inverse = colorRoles.filter((_, i) => fills[i]!.isInverse)
    expect(inverse).toEqual(expect.arrayContaining(['selection', 'accent', 'danger', 'hue6']))
    expect(inverse).not.toEqual(expect.arrayContaining(['surface']))
  })
})

test('in 256 colors a theme is indexes beyond the sixteen', () => {
  const { texts, fills } = themePalette(namedTheme('gruvbox'), 256)
  for (const packed of [...texts.map(({ color }) => color), ...fills.map(({ background }) => background)])
    expect(unpackColor(packed)).toBeGreaterThanOrEqual(16)
})
