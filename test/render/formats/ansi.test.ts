import { describe, expect, test } from 'vitest'
import type { Style } from '../../../src/render/paint/style.ts'
import { ansi, ansiStyle } from '../../../src/render/formats/ansi.ts'
import { parts } from '../../support/parts.ts'

/** The style after sequences, without what isn't set. */
function styleAfter(...sequences: readonly string[]): Style {
  const style = ansiStyle(sequences.map((sequence) => `\x1b[${sequence}m`).join('x'))
  return Object.fromEntries(Object.entries(style).filter(([, value]) => value !== undefined))
}

describe('colors and attributes', () => {
  test.each([
    ['31', { color: 1 }],
    ['97', { color: 15 }],
    ['44', { background: 4 }],
    ['107', { background: 15 }],
    ['38;5;208', { color: 208 }],
    ['48;5;0', { background: 0 }],
    ['38:5:208', { color: 208 }],
    ['38;2;255;0;16', { color: '#ff0010' }],
    ['38:2:255:0:16', { color: '#ff0010' }],
    ['38:2::255:0:16', { color: '#ff0010' }],
    ['38:2:1:255:0:16', { color: '#ff0010' }],
    ['58;5;9;4:3', { underlineColor: 9, underline: 'curly' }],
    ['58:2::1:2:3', { underlineColor: '#010203' }],
    [
      '1;2;3;4;7;9',
      { bold: true, dim: true, italic: true, underline: 'single', inverse: true, strikethrough: true },
    ],
    ['21', { underline: 'double' }],
    ['4:5', { underline: 'dashed' }],
    ['38;5;1;1', { color: 1, bold: true }],
    ['38;2;1;2;3;1', { color: '#010203', bold: true }],
    ['1;;31', { color: 1 }],
  ] satisfies [string, Style][])('%s', (parameters, style) => {
    expect(styleAfter(parameters)).toEqual(style)
  })

  test.each([['0'], [''], ['22;23;24;27;29;39;49;59'], ['1;0'], ['4:0', '0']])(
    'are reset by %s',
    (...resets) => {
      expect(styleAfter('1;2;3;4;7;9;31;42;58;5;1', ...resets)).toEqual({})
    },
  )

  test.each([
    'of unknown parameters: 5;6;8;25;28;53;73;999999999999',
    'beyond 255: 38;5;256',
    'beyond 255: 38;2;256;0;0',
    'cut short: 38;2;1',
    'cut short: 38',
    'of an unknown kind: 38;3;1',
    'of an unknown kind: 4:9',
    'with both separators: 38:5;1;::;1:::2',
  ])('%s throw nothing', (named) => {
    const style = styleAfter(named.split(': ')[1]!)
    expect(style.color).toBe(undefined)
    expect(() => ansi(`\x1b[${named.split(': ')[1]!}mx`)).not.toThrow()
  })
})

describe('a text', () => {
  test('is cut where its style changes, and only there', () => {
    expect(parts(ansi('a\x1b[31mb\x1b[39mc\x1b[0m\x1b[md'))).toEqual(['a', '<color=1>b', 'cd'])
  })

  test('goes on in the style of the text before it', () => {
    const carried = ansiStyle('\x1b[1mone')
    expect(parts(ansi('two\x1b[31m!', { carried }))).toEqual(['<bold>two', '<bold color=1>!'])
  })

  test('has links, which colors do not end', () => {
    const link = '\x1b]8;id=1;https://actty.dev\x1b\\the \x1b[1mpage\x1b[m\x1b]8;;\x07 is up'
    expect(parts(ansi(link))).toEqual([
      '<link=https://actty.dev>the ',
      '<bold link=https://actty.dev>page',
      ' is up',
    ])
  })

  test('may have C1 controls for ESC', () => {
    expect(parts(ansi('\x9b32mok\x9bm \x9d8;;mailto:a@b.c\x9cmail'))).toEqual([
      '<color=2>ok',
      ' ',
      '<link=mailto:a@b.c>mail',
    ])
  })

  test('has its own style around it', () => {
    expect(ansi('x', { color: 'danger', overflow: 'truncate' })).toMatchObject({
      style: { color: 'danger' },
      overflow: 'truncate',
    })
  })
})
