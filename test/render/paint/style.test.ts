import { describe, expect, test } from 'vitest'
import type { ColorDepth } from '../../../src/render/paint/color.ts'
import { StyleTable, type Style } from '../../../src/render/paint/style.ts'

function bytes(style: Style, depth: ColorDepth = 'truecolor'): string {
  const table = new StyleTable(depth)
  return table.change(0, table.intern(style, 0))
}

describe('a style', () => {
  test.each<[Style, string]>([
    [{ bold: true }, '\x1b[1m'],
    [{ color: 'red' }, '\x1b[31m'],
    [{ color: 'brightRed', background: 'blue' }, '\x1b[91;44m'],
    [{ color: 200 }, '\x1b[38;5;200m'],
    [{ color: '#ff8000' }, '\x1b[38;2;255;128;0m'],
    [{ underline: 'curly', underlineColor: 'red' }, '\x1b[4:3;58;5;1m'],
    [{ underline: true }, '\x1b[4m'],
    [{ link: 'https://example.org/ä b' }, '\x1b]8;;https://example.org/%C3%A4%20b\x1b\\'],
    [{ link: 'http://x/\x1b\\\x07' }, '\x1b]8;;http://x/%1B\\%07\x1b\\'],
    [{ link: 'MailTo:ada@example.org' }, '\x1b]8;;MailTo:ada@example.org\x1b\\'],
    [{ link: 'file://host/tmp/a%20b' }, '\x1b]8;;file://host/tmp/a%20b\x1b\\'],
  ])('%j is %j', (style, expected) => {
    expect(bytes(style)).toBe(expected)
  })

  test.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      ' javascript:alert(1)',
      '\tjavascript:alert(1)',
      'java\nscript:x',
    ],
    ...[
      'data:text/html,x',
      'vbscript:x',
      'blob:x',
      'ssh://-oProxyCommand=x',
      'tel:1',
      'x-apple.systempreferences:',
    ],
    ...[
      '',
      'example.org',
      '//example.org',
      '/etc/passwd',
      'https',
      '\u202ehttps://x',
      '\0https://x',
      ' https://x',
    ],
    ...['view-source:https://x', 'ＨＴＴＰＳ：//x', 'httpſ://x'],
  ])('is no link to %j', (link) => {
    expect(bytes({ link })).toBe('')
    const table = new StyleTable('truecolor')
    const around = table.intern({ link: 'https://example.org' }, 0)
    expect(table.describe(table.intern({ link }, around)).link).toBe('')
  })

  test('changes into another by the shorter way', () => {
    const table = new StyleTable('truecolor')
    const bold = table.intern({ bold: true, color: 'red' }, 0)
    const dim = table.intern({ dim: true, color: 'red' }, 0)
    expect(table.change(bold, dim)).toBe('\x1b[22;2m')
    expect(table.change(bold, 0)).toBe('\x1b[m')
    expect(table.change(bold, table.intern({ bold: true, color: 'blue' }, 0))).toBe('\x1b[34m')
  })

  test('takes what it leaves out from the one around it, and can take it back', () => {
    const table = new StyleTable('truecolor')
    const around = table.intern({ bold: true, color: 'red' }, 0)
    expect(table.describe(table.intern({ color: 'blue' }, around))).toMatchObject({
      attributes: ['bold'],
      color: 4,
    })
    expect(table.describe(table.intern({ bold: false }, around))).toMatchObject({ attributes: [], color: 1 })
  })

  test('is one id, however often it is asked for', () => {
    const table = new StyleTable('truecolor')
    expect(table.intern({ bold: true, color: '#010203' }, 0)).toBe(
      table.intern({ color: '#010203', bold: true }, 0),
    )
    expect(table.intern({}, 0)).toBe(0)
  })
})

describe('colors on a terminal that has fewer', () => {
  test.each<[ColorDepth, Style['color'], string]>([
    [256, '#ff0000', '\x1b[38;5;196m'],
    [256, '#808080', '\x1b[38;5;244m'],
    [16, '#ff0000', '\x1b[91m'],
    [16, '#000080', '\x1b[34m'],
    [16, 46, '\x1b[92m'],
    [16, 'cyan', '\x1b[36m'],
    ['none', 'red', ''],
  ])('%s: %s', (depth, color, expected) => {
    expect(bytes({ color }, depth)).toBe(expected)
  })

  test('attributes stay without any color', () => {
    expect(bytes({ bold: true, color: 'red' }, 'none')).toBe('\x1b[1m')
  })
})
