import { describe, expect, test } from 'vitest'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { hint } from '../../../src/render/nodes/hint-lines.ts'
import { hints, type HintsOptions } from '../../../src/render/nodes/hints.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const keys = [hint('↑↓', 'Select'), hint('Enter', 'Open'), hint('q', 'Quit')]
const all = hint('?', 'Keys')
const bar = (options: Partial<HintsOptions> = {}) =>
  hints(keys, { kept: 1, last: all, wraps: false, ...options })

test('hints are chips on a bar, and the last one stands at its right edge', () => {
  const screen = screenOf(60, 1)
  draw(screen, bar())
  expect(styledLines(screen)).toEqual([
    '<on surface> </>' +
      '<on raised> </><bold accent on raised>↑↓</><on raised> </><on surface> </><muted on surface>Select</><on surface>  </>' +
      '<on raised> </><bold accent on raised>Enter</><on raised> </><on surface> </><muted on surface>Open</><on surface>  </>' +
      '<on raised> </><bold accent on raised>q</><on raised> </><on surface> </><muted on surface>Quit</><on surface>               </>' +
      '<on raised> </><bold accent on raised>?</><on raised> </><on surface> </><muted on surface>Keys</><on surface> </>',
  ])
})

describe('what does not fit', () => {
  test.each([
    [60, '  ↑↓  Select   Enter  Open   q  Quit                ?  Keys'],
    [47, '  ↑↓  Select   Enter  Open   q  Quit   ?  Keys'],
    [46, '  ↑↓  Select  …   q  Quit             ?  Keys'],
    [36, '  ↑↓  Select  …   q  Quit   ?  Keys'],
    [35, '  ↑↓  Select  …   q  Quit       ?'],
    [31, '  ↑↓  Select  …   q  Quit   ?'],
    [30, ' …   q  Quit          ?  Keys'],
    [23, ' …   q  Quit   ?  Keys'],
    [20, '  q  Quit   ?  Keys'],
    [18, ' q  Quit        ?'],
    [13, ' q  Quit   ?'],
    [12, ' q        ?'],
    [8, ' q    ?'],
    [7, '     ?'],
    [3, ' ?'],
    [1, ''],
  ])('in %i columns goes from the middle', (columns, row) => {
    expect(shown(bar(), columns, 1)).toEqual([row])
  })

  test('is as many rows as it needs, if it wraps', () => {
    expect(shown(bar({ wraps: true }), 24, 4)).toEqual([
      '  ↑↓  Select',
      '  Enter  Open   q  Quit',
      '                ?  Keys',
      '',
    ])
  })

  test('and with fewer rows is cut in the last', () => {
    expect(shown(bar({ wraps: true }), 24, 2)).toEqual(['  ↑↓  Select', ' …   q  Quit    ?  Keys'])
  })

  test('is the first ones, if none is kept', () => {
    expect(shown(bar({ kept: 0, last: undefined }), 20, 1)).toEqual(['  ↑↓  Select  …'])
    expect(shown(bar({ kept: 0, last: undefined }), 5, 1)).toEqual([' ↑↓'])
  })
})

test('arrows and the ellipsis are ASCII on a terminal without Unicode', () => {
  const screen = screenOf(40, 1, 'ascii')
  draw(screen, bar())
  expect(screen.toLines()).toEqual(['  ^v  Select  ~   q  Quit       ?  Keys'])
})

test('without hints there is no bar', () => {
  const screen = screenOf(10, 1)
  draw(screen, hints([], { kept: 0, last: undefined, wraps: false }))
  expect(styledLines(screen)).toEqual([''])
})
