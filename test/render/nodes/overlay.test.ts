import { describe, expect, test } from 'vitest'
import { column, image, layer, modal, overlay, row, text, type Layer, type LayerOptions } from 'actty'
import { Pane } from '../../../src/render/layout/box.ts'
import { parseRgb, type ColorDepth } from '../../../src/render/paint/color.ts'
import { mix } from '../../../src/render/theme/contrast.ts'
import { themePalette } from '../../../src/render/theme/palette.ts'
import { namedTheme } from '../../../src/render/theme/themes.ts'
import { Screen } from '../../../src/render/screen.ts'
import { Judge } from '../../support/judge.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const ground = column(['......', '......', '......', '......'])

describe('a layer', () => {
  test.each<[LayerOptions, string[]]>([
    [{}, ['......', '..ab..', '......', '......']],
    [{ at: 'top-left' }, ['ab....', '......', '......', '......']],
    [{ at: 'bottom-right', margin: 1 }, ['......', '......', '...ab.', '......']],
    [{ at: 'top', margin: [2, 0, 0, 0] }, ['......', '......', '..ab..', '......']],
    [{ at: 'left', margin: [0, 0, 1, 3] }, ['......', '...ab.', '......', '......']],
    [{ at: 'right', width: 1 }, ['......', '.....a', '.....b', '......']],
    [{ width: '50%', height: '50%', at: 'bottom' }, ['......', '......', '.ab ..', '.   ..']],
    // A margin gives way before what is in the layer does.
    [{ margin: 9, at: 'bottom-right' }, ['......', '..ab..', '......', '......']],
  ])('with %j has its place', (options, rows) => {
    expect(shown(overlay([ground, layer(text('ab'), options)]), 6, 4)).toEqual(rows)
  })

  test.each<[number, number, number, number]>([
    // [x, y] of the cell, and where the layer of 2 by 2 cells is
    [1, 0, 1, 1],
    [0, 1, 0, 2],
    // without room below, it's above
    [3, 2, 3, 0],
    [3, 3, 3, 1],
    // at the right edge, it's moved
    [5, 0, 4, 1],
    // from outside, too
    [-3, -3, 0, 0],
    [99, 99, 4, 2],
    [1.7, 0.2, 1, 1],
  ])('at the cell %d, %d begins at %d, %d', (x, y, left, top) => {
    const rows = shown(overlay([ground, layer(column(['ab', 'cd']), { at: { x, y } })]), 6, 4)
    const expected = ['......', '......', '......', '......'].map((row, index) => {
      const part = index === top ? 'ab' : index === top + 1 ? 'cd' : undefined
      return part === undefined ? row : row.slice(0, left) + part + row.slice(left + 2)
    })
    expect(rows).toEqual(expected)
  })

  test('at a cell is cut only where nothing else is left', () => {
    const tall = column(['a', 'b', 'c', 'd', 'e'])
    expect(shown(overlay([ground, layer(tall, { at: { x: 2, y: 1 } })]), 6, 4)).toEqual([
      '..a...',
      '..b...',
      '..c...',
      '..d...',
    ])
    expect(() => layer('a', { at: { x: Number.NaN, y: 0 } })).toThrow('x must be a number')
  })

  test('stands where the overlay says unless it says so itself', () => {
    const layers = ['..', layer('a', { at: 'top-left' }), layer('b'), 'c']
    expect(shown(overlay({ at: 'bottom-right' }, layers), 3, 3)).toEqual(['a.', '', '  c'])
    expect(shown(overlay([ground, layer('toast', { at: 'top' }), modal('ask')]), 6, 4)).toEqual([
      'toast.',
      '.ask..',
      '......',
      '......',
    ])
  })

  test('is a layer also if there is no ground, and none if there is nothing in it', () => {
    expect(shown(overlay([layer('a')]), 3, 3)).toEqual(['', ' a', ''])
    expect(layer(undefined)).toBe(undefined)
    expect(modal(false)).toBe(undefined)
    expect(shown(overlay(['page', modal(undefined, { dim: true })]), 4, 1)).toEqual(['page'])
  })

  test('is a layer of an overlay only', () => {
    expect(() => column([modal('a') as never])).toThrow('overlay([page, modal(node)])')
    expect(() => layer('a', { at: 'middle' as never })).toThrow('at must be one of center, top, ')
    expect(() => modal('a', { margin: 'x' as never })).toThrow('margin must be a number of cells')
    // @ts-expect-error -- a layer is no child
    const wrong = () => column([modal('a')])
    expect(wrong).toThrow()
  })
})

const looks = (screen: Screen, x: number) => screen.styles.describe(screen.cell(x, 0).style)

describe('dim ground', () => {
  const view = overlay([
    row([text('a', { color: 'danger' }), text(' b ', { background: 'success' }), text('c')]),
    modal('!', { dim: true, at: 'right' }),
  ])

  test('is mixed with the ground of the theme, if there are 24 bits', () => {
    const screen = screenOf(6, 1)
    screen.palette = themePalette(namedTheme('dark'), 'truecolor')
    const bytes = draw(screen, view)
    const { ground, text: own, danger, success, onAccent } = namedTheme('dark').colors
    const sgr = (color: string, share: number) => mixed(color, ground, share)
    expect(bytes).toContain(`38;2;${sgr(danger, 0.62)}m`)
    expect(bytes).toContain(`48;2;${sgr(success, 0.55)}m`)
    expect(bytes).toContain(`38;2;${sgr(onAccent, 0.62)}`)
    expect(bytes).toContain(`38;2;${sgr(own, 0.62)}`)
    expect(bytes).not.toContain(`48;2;${sgr(success, 0)}`)
  })

  test('is SGR 2 otherwise', () => {
    const screen = screenOf(6, 1)
    expect(draw(screen, view)).toContain('\x1b[2;91ma')
  })

  const page = (isDim: boolean, above?: Layer) =>
    overlay([
      text([text('a', { bold: true }), text('b', { dim: false, color: 'red' }), 'c']),
      modal('!', { dim: isDim, at: 'right' }),
      above,
    ])

  const depths: ColorDepth[] = ['none', 16, 256, 'truecolor']
  test.each(depths)('is SGR 2 with colors: %s', async (depth) => {
    const screen = new Screen(new Pane(() => undefined), 5, 1, depth)
    const judge = new Judge(5, 1)
    await judge.write(draw(screen, page(true)))
    expect(
      judge
        .cells()[0]!
        .map(({ text, dim }) => (dim ? text.toUpperCase() : text))
        .join(''),
    ).toBe('ABC !')
    await judge.write(draw(screen, page(false)))
    expect(judge.cells()[0]!.some(({ text, dim }) => text !== ' ' && dim)).toBe(false)
  })

  test('is what is below the layer, and not what is above', () => {
    const screen = screenOf(5, 1)
    draw(screen, page(true, layer('x', { at: 'left' })))
    expect([0, 1, 4].map((x) => looks(screen, x).attributes)).toEqual([[], ['dim'], []])
  })

  test('has a picture in darker cells, which is shown as it was when it is bright again', () => {
    const screen = screenOf(1, 1)
    const picture = image({ width: 1, height: 2, data: Uint8Array.from([200, 0, 0, 255, 0, 0, 200, 255]) })
    const view = (dim: boolean) => overlay([picture, dim && modal(text('', { width: 0 }), { dim })])
    draw(screen, view(false))
    const bright = looks(screen, 0)
    draw(screen, view(true))
    expect(looks(screen, 0)).toEqual({ ...bright, attributes: ['dim'], background: '#000064' })
    draw(screen, view(false))
    expect(looks(screen, 0)).toEqual(bright)
  })
})

function mixed(color: string, ground: string, share: number): string {
  const rgb = mix(parseRgb(color), parseRgb(ground), share)
  return [rgb >> 16, (rgb >> 8) & 255, rgb & 255].join(';')
}
