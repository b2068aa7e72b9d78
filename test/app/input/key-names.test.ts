import { describe, expect, test } from 'vitest'
import { parseKeyName } from '../../../src/app/input/key-names.ts'
import { keyLabel } from '../../../src/app/input/key-label.ts'
import { encodeKey } from '../../../src/app/testing/encode-key.ts'
import { decode } from '../../../src/app/input/decoder.ts'
import { Splitter } from '../../../src/app/input/splitter.ts'

describe('the name of a key', () => {
  test.each([
    ['Ctrl+C', 'ctrl+c'],
    ['shift+ctrl+a', 'ctrl+shift+a'],
    ['Esc', 'escape'],
    ['Return', 'enter'],
    ['PgUp', 'pageup'],
    ['alt+shift+a', 'alt+A'],
    ['shift+a', 'A'],
    ['?', '?'],
    ['+', '+'],
    ['ctrl++', 'ctrl++'],
    ['ctrl+plus', 'ctrl++'],
    [' ', 'space'],
    ['cmd+k', 'super+k'],
    ['option+left', 'alt+left'],
    ['é', 'é'],
  ])('%s is %s', (written, name) => {
    expect(parseKeyName(written)).toBe(name)
  })

  test.each(['', 'ctl+x', 'enterr', 'ctrl+', 'ab', 'f36', 'a+b'])('%j is none', (written) => {
    expect(() => parseKeyName(written)).toThrow(/is not a key: use a character/)
  })

  test.each([
    ['escape', 'Esc'],
    ['ctrl+c', 'Ctrl+C'],
    ['q', 'q'],
    ['Q', 'Q'],
    ['up', '↑'],
    ['ctrl++', 'Ctrl++'],
    ['pagedown', 'PgDn'],
    ['f5', 'F5'],
  ])('%s is shown as %s', (name, label) => {
    expect(keyLabel(name)).toBe(label)
  })
})

test.each([
  ...[
    'a',
    'A',
    'é',
    '+',
    'space',
    'enter',
    'tab',
    'shift+tab',
    'escape',
    'backspace',
    'up',
    'ctrl+left',
    'f3',
    'f12',
  ],
  ...[
    'alt+a',
    'alt+enter',
    'ctrl+c',
    'ctrl+i',
    'ctrl+m',
    'ctrl+h',
    'ctrl+shift+a',
    'alt+[',
    'super+k',
    'f13',
    'delete',
  ],
])('the test terminal sends %s so that it is read as such', (name) => {
  const names: string[] = []
  const splitter = new Splitter((unit) => {
    for (const event of decode(unit, new Map())) names.push(event.type === 'key' ? event.name : event.type)
  })
  splitter.push(Buffer.from(encodeKey(name)))
  splitter.flush()
  expect(names).toEqual([name])
})
