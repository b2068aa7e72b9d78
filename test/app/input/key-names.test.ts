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
    ['alt+shift+,', 'alt+<'],
    ['alt+shift+<', 'alt+<'],
    ['shift+1', '!'],
    ['ctrl+shift+=', 'ctrl++'],
    ['shift+enter', 'shift+enter'],
    ['Hyper+Shift+Q', 'hyper+Q'],
    ['ctrl+Shift+É', 'ctrl+shift+é'],
    ['é', 'é'],
  ])('%s is %s', (written, name) => {
    expect(parseKeyName(written)).toBe(name)
  })

  test.each(['', 'ctl+x', 'enterr', 'ctrl+', 'ab', 'f36', 'a+b'])('%j is not a key', (written) => {
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

/** How the engine reads what a terminal sends. */
function read(bytes: string): string {
  const names: string[] = []
  const splitter = new Splitter((unit) => {
    for (const event of decode(unit, new Map())) names.push(event.type === 'key' ? event.name : event.type)
  })
  splitter.push(Buffer.from(bytes))
  splitter.flush()
  return names.join(' ')
}

const keyboards = [
  ['legacy', 0],
  ['xterm', 0],
  ['kitty', 1],
  ['kitty', 5],
  ['kitty', 13],
  ['kitty', 29],
] as const

const characters = [...'abzAZ019`~!@#$%^&*()-_=+[]{}\\|;:\'",.<>/?éÉß漢йЙ']
const special = [
  'space',
  'enter',
  'tab',
  'escape',
  'backspace',
  'delete',
  'up',
  'home',
  'pagedown',
  'clear',
  'menu',
]
const rare = ['f1', 'f3', 'f12', 'f13', 'f16', 'f20', 'f35', 'print', 'pause', 'capslock', 'mute']
const modifiers = ['ctrl+', 'alt+', 'shift+', 'super+', 'hyper+'].reduce<string[]>(
  (sets, modifier) => [...sets, ...sets.map((set) => set + modifier)],
  [''],
)

describe.each(keyboards)('a terminal with %s keyboard (flags %i)', (keyboard, flags) => {
  test('sends every key so that it is read as that key, or says which terminal does', () => {
    let sent = 0
    for (const key of [...characters, ...special, ...rare])
      for (const modifier of modifiers) {
        const name = parseKeyName(modifier + key)
        let bytes: string | undefined
        try {
          bytes = encodeKey(modifier + key, keyboard, flags)
        } catch (error) {
          expect((error as Error).message).toMatch(
            new RegExp(`^a terminal with keyboard '${keyboard}' .*: use another key`),
          )
          continue
        }
        sent++
        expect(read(bytes), `${modifier}${key} ${JSON.stringify(bytes)}`).toBe(name)
      }
    expect(sent).toBeGreaterThan(keyboard === 'kitty' ? 2_000 : 300)
  })
})

test.each([
  ['a', 'a'],
  ['A', 'A'],
  ['shift+a', 'A'],
  ['é', 'é'],
  ['enter', '\r'],
  ['tab', '\t'],
  ['shift+tab', '\x1b[Z'],
  ['escape', '\x1b'],
  ['backspace', '\x7f'],
  ['space', ' '],
  ['up', '\x1b[A'],
  ['ctrl+left', '\x1b[1;5D'],
  ['f3', '\x1b[13~'],
  ['f13', '\x1b[25~'],
  ['ctrl+c', '\x03'],
  ['ctrl+space', '\0'],
  ['ctrl+_', '\x1f'],
  ['alt+a', '\x1ba'],
  ['alt+<', '\x1b<'],
  ['alt+[', '\x1b['],
  ['alt+enter', '\x1b\r'],
  ['ctrl+alt+a', '\x1b\x01'],
])('any terminal sends %s as %j', (name, bytes) => {
  expect(encodeKey(name)).toBe(bytes)
})

test.each([
  ['xterm', 'ctrl+i', '\x1b[27;5;105~'],
  ['xterm', 'ctrl+shift+a', '\x1b[27;6;65~'],
  ['xterm', 'alt+<', '\x1b[27;4;60~'],
  ['xterm', 'shift+enter', '\x1b[27;2;13~'],
  ['kitty', 'ctrl+i', '\x1b[105;5u'],
  ['kitty', 'ctrl+shift+a', '\x1b[97:65;6u'],
  ['kitty', 'alt+<', '\x1b[44:60;4u'],
  ['kitty', 'shift+enter', '\x1b[13;2u'],
  ['kitty', 'escape', '\x1b[27u'],
  ['kitty', 'super+k', '\x1b[107;9u'],
  ['kitty', 'q', 'q'],
] as const)('%s sends %s as %j', (keyboard, name, bytes) => {
  expect(encodeKey(name, keyboard, 5)).toBe(bytes)
})

test.each([
  ['ctrl+i', 'sends tab for ctrl+i', 'xterm'],
  ['ctrl+m', 'sends enter for ctrl+m', 'xterm'],
  ['ctrl+h', 'sends backspace for ctrl+h', 'xterm'],
  ['ctrl+[', 'sends escape for ctrl+[', 'xterm'],
  ['ctrl+shift+a', 'sends ctrl+a for ctrl+shift+a', 'xterm'],
  ['shift+enter', 'sends enter for shift+enter', 'xterm'],
  ['ctrl+/', 'sends ctrl+_ for ctrl+/', 'xterm'],
  ['alt+escape', 'sends escape and escape for alt+escape', 'xterm'],
  ['super+k', 'sends k for super+k', 'xterm'],
  ['hyper+k', 'sends k for hyper+k', 'kitty'],
  ['mute', 'has no mute', 'kitty'],
])('no terminal without a protocol tells %s: %s', (name, what, keyboard) => {
  expect(() => encodeKey(name)).toThrow(
    `a terminal with keyboard 'legacy' ${what}: use another key, or mount with { keyboard: '${keyboard}' }`,
  )
})
