import { describe, expect, test } from 'vitest'
import type { InputEvent } from '../../../src/app/input/events.ts'
import { decode } from '../../../src/app/input/decoder.ts'
import { Splitter } from '../../../src/app/input/splitter.ts'
import { legacyKeys } from '../../../src/app/input/legacy-keys.ts'
import { fc } from '../../support/property.ts'

/** The events of some chunks, and of the silence after them. */
function eventsOf(chunks: readonly (string | Uint8Array)[], term = 'xterm'): InputEvent[] {
  const events: InputEvent[] = []
  const splitter = new Splitter((unit) => events.push(...decode(unit, legacyKeys(term))))
  for (const chunk of chunks) splitter.push(Buffer.from(chunk as string))
  splitter.flush()
  return events
}

const namesOf = (chunks: readonly (string | Uint8Array)[], term?: string) =>
  eventsOf(chunks, term).map((event) => (event.type === 'key' ? event.name : event.type))

/** Sequences of xterm, VT220, rxvt, PuTTY and the kitty protocol. */
const keys: readonly (readonly [string, string])[] = [
  ['a', 'a'],
  ['A', 'A'],
  ['é', 'é'],
  ['漢', '漢'],
  [' ', 'space'],
  ['\r', 'enter'],
  ['\n', 'ctrl+j'],
  ['\t', 'tab'],
  ['\x1b[Z', 'shift+tab'],
  ['\x7f', 'backspace'],
  ['\b', 'backspace'],
  ['\x1b', 'escape'],
  ['\0', 'ctrl+space'],
  ['\x01', 'ctrl+a'],
  ['\x1a', 'ctrl+z'],
  ['\x1c', 'ctrl+\\'],
  ['\x1d', 'ctrl+]'],
  ['\x1e', 'ctrl+^'],
  ['\x1f', 'ctrl+_'],
  ['\x1ba', 'alt+a'],
  ['\x1bA', 'alt+A'],
  ['\x1b5', 'alt+5'],
  ['\x1bé', 'alt+é'],
  ['\x1b\r', 'alt+enter'],
  ['\x1b\x7f', 'alt+backspace'],
  ['\x1b\x01', 'ctrl+alt+a'],
  ['\x1b[', 'alt+['],
  ['\x1bO', 'alt+O'],
  ['\x1b[A', 'up'],
  ['\x1bOB', 'down'],
  ['\x1b\x1b[C', 'alt+right'],
  ['\x1b\x1bOD', 'alt+left'],
  ['\x1b[1;5A', 'ctrl+up'],
  ['\x1b[1;2D', 'shift+left'],
  ['\x1b[1;3C', 'alt+right'],
  ['\x1b[1;6B', 'ctrl+shift+down'],
  ['\x1b[1;8H', 'ctrl+alt+shift+home'],
  ['\x1bO5C', 'ctrl+right'],
  ['\x1b[H', 'home'],
  ['\x1b[F', 'end'],
  ['\x1bOH', 'home'],
  ['\x1b[1~', 'home'],
  ['\x1b[4~', 'end'],
  ['\x1b[7~', 'home'],
  ['\x1b[8~', 'end'],
  ['\x1b[2~', 'insert'],
  ['\x1b[3~', 'delete'],
  ['\x1b[3;5~', 'ctrl+delete'],
  ['\x1b[5~', 'pageup'],
  ['\x1b[6;3~', 'alt+pagedown'],
  ['\x1bOP', 'f1'],
  ['\x1bOS', 'f4'],
  ['\x1b[11~', 'f1'],
  ['\x1b[15~', 'f5'],
  ['\x1b[24~', 'f12'],
  ['\x1b[24;6~', 'ctrl+shift+f12'],
  ['\x1b[1;2P', 'shift+f1'],
  ['\x1b[1;2R', 'shift+f3'],
  ['\x1b[34~', 'f20'],
  ['\x1b[[A', 'f1'],
  ['\x1b[[E', 'f5'],
  ['\x1b[a', 'shift+up'],
  ['\x1bOd', 'ctrl+left'],
  ['\x1b[3$', 'shift+delete'],
  ['\x1b[5^', 'ctrl+pageup'],
  ['\x1b[6@', 'ctrl+shift+pagedown'],
  ['\x1bOM', 'enter'],
  ['\x1bOp', '0'],
  ['\x1bOk', '+'],
  ['\x1b[97;5u', 'ctrl+a'],
  ['\x1b[97;6u', 'ctrl+shift+a'],
  ['\x1b[97:65;2u', 'A'],
  ['\x1b[27u', 'escape'],
  ['\x1b[13;2u', 'shift+enter'],
  ['\x1b[9;5u', 'ctrl+tab'],
  ['\x1b[105;5u', 'ctrl+i'],
  ['\x1b[57376u', 'f13'],
  ['\x1b[57399u', '0'],
  ['\x1b[57417;5u', 'ctrl+left'],
  ['\x1b[97;9u', 'super+a'],
  ['\x1b[1089::99;5u', 'ctrl+c'],
  ['\x1b[1089::99;1u', 'с'],
  ['\x1b[1;1:2A', 'up'],
  ['\x1b[27;5;9~', 'ctrl+tab'],
  ['\x1b[27;2;13~', 'shift+enter'],
  ['\x1b[>1;5C', 'ctrl+right'],
  ['\x1b[>3;2~', 'shift+delete'],
  ['\x1b[5C', 'ctrl+right'],
  ['\x1b[2P', 'shift+f1'],
  ['\x1b[3H', 'alt+home'],
  ['\x1b[1C', 'right'],
  ['\x1bO6A', 'ctrl+shift+up'],
  ['\x1bO1;3B', 'alt+down'],
  ['\x1bO1;2P', 'shift+f1'],
  ['\x1bO5k', 'ctrl++'],
  ['\x1b[E', 'clear'],
  ['\x1b[G', 'clear'],
  ['\x1b[e', 'shift+clear'],
  ['\x1bOe', 'ctrl+clear'],
  ['\x1b[[5~', 'pageup'],
  ['\x1b[[6~', 'pagedown'],
  ['\x1b[7^', 'ctrl+home'],
  ['\x1b[8$', 'shift+end'],
  ['\x1b[7@', 'ctrl+shift+home'],
  ['\x1b[11^', 'ctrl+f1'],
  ['\x1b[42~', 'f21'],
  ['\x1b[56;5~', 'ctrl+f35'],
  ['\x1b[57427~', 'clear'],
  ['\x1b[1;5Z', 'ctrl+shift+tab'],
  ['\x1b[1;5I', 'ctrl+tab'],
  ['\x1b[1;5q', 'ctrl+1'],
  ['\x1b[1;6q', 'ctrl+!'],
  ['\x1b[1;5u', 'ctrl+5'],
  ['\x1b[1;7n', 'ctrl+alt+.'],
  ['\x1b[57430u', 'mediaplaypause'],
  ['\x1b[57440;5u', 'ctrl+mute'],
  ['\x1b[27;5;8~', 'ctrl+backspace'],
  ['\x1b[1;17A', 'hyper+up'],
  ['\x1b[1;69A', 'ctrl+up'],
  ['\x1b[1;133A', 'ctrl+up'],
  ['\x1b[13;129u', 'enter'],
  ['\x1b<', 'alt+<'],
  ['\x1b[44:60;4u', 'alt+<'],
  ['\x1b[27;4;60~', 'alt+<'],
  ['\x1b[60;4u', 'alt+<'],
  ['\x1b[44;4u', 'alt+<'],
  ['\x1bA', 'alt+A'],
  ['\x1b[97:65;4u', 'alt+A'],
  ['\x1b[27;4;65~', 'alt+A'],
  ['\x1b[27;6;65~', 'ctrl+shift+a'],
  ['\x1b[65;6u', 'ctrl+shift+a'],
  ['\x1b[27;5;67~', 'ctrl+c'],
  ['\x1b[64;5u', 'ctrl+@'],
  ['\x1b[50:64;6u', 'ctrl+@'],
  ['\x1b[27;6;64~', 'ctrl+@'],
  ['\x1b\x1b[A', 'alt+up'],
  ['\x1b\x1b[5^', 'ctrl+alt+pageup'],
  ['\x1b\x1bOa', 'ctrl+alt+up'],
  ['\x1b\x1b[[A', 'alt+f1'],
  ['\x1b\x1b[Z', 'alt+shift+tab'],
  ['\x1b\x1b[15~', 'alt+f5'],
]

describe('a key', () => {
  test.each(keys.map(([sequence, name]) => [JSON.stringify(sequence), name, sequence] as const))(
    '%s is %s',
    (_, name, sequence) => {
      expect(namesOf([sequence])).toEqual([name])
    },
  )

  test('is the same wherever its bytes are cut apart', () => {
    for (const [sequence, name] of keys) {
      const bytes = Buffer.from(sequence)
      for (let cut = 1; cut < bytes.length; cut++)
        expect(namesOf([bytes.subarray(0, cut), bytes.subarray(cut)]), JSON.stringify(sequence)).toEqual([
          name,
        ])
    }
  })

  test('types what it shows', () => {
    const typed = (sequence: string) =>
      eventsOf([sequence]).map((event) => event.type === 'key' && event.text)
    expect(typed('aé漢 ')).toEqual(['a', 'é', '漢', ' '])
    expect(typed('\x1b[97:65;2u')).toEqual(['A'])
    expect(typed('\x1b[97;2;65u')).toEqual(['A'])
    expect(typed('\x1b[57399u')).toEqual(['0'])
    expect(typed('\x1ba\x01\x1b[A\x1b[97;5u')).toEqual(['', '', '', ''])
  })

  test('that is released, or only a modifier, is no event', () => {
    expect(namesOf(['\x1b[97;1:3u', '\x1b[1;1:3A', '\x1b[57441;2u', 'b'])).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'b',
    ])
  })

  test.each([
    ['linux', '\x1b[25~', 'shift+f1'],
    ['linux', '\x1b\t', 'shift+tab'],
    ['linux', '\x1b\x1b[25~', 'alt+shift+f1'],
    ['rxvt-256color', '\x1b[23$', 'shift+f11'],
    ['rxvt-256color', '\x1b\x1b[A', 'alt+up'],
    ['osx-256color', '\x1bOP', 'f1'],
    ['osx-256color', '\x1b[15~', 'f5'],
    ['../../../../etc/passwd', '\x1b[A', 'up'],
  ])('of %s: %j is %s', (term, sequence, name) => {
    expect(namesOf([sequence], term)).toEqual([name])
  })
})

describe('Escape right before something else is a key', () => {
  test.each<[what: string, bytes: string, names: string[]]>([
    ['a mouse report', '\x1b[<0;5;5M', ['mouse']],
    ['an old mouse report', '\x1b[M !!', ['mouse']],
    ['an answer', '\x1b[?62;4c', ['reply']],
    ['an answer of text', '\x1b]11;rgb:0/0/0\x07', ['reply']],
    ['an answer of data', '\x1bP>|xterm(390)\x1b\\', ['reply']],
    ['a picture', '\x1b_Gi=1;OK\x1b\\', ['reply']],
    ['a paste', '\x1b[200~a\x1b[201~', ['paste']],
    ['a report of the focus', '\x1b[I', ['focus']],
    ['a sequence that is none', '\x1b[99;99x', ['unknown']],
    ['half a sequence', '\x1b[1;\x18', ['unknown', 'ctrl+x']],
    ['half an answer', '\x1b]0;x\x03', ['unknown', 'ctrl+c']],
    ['a key with its modifiers', '\x1b[1;5C', ['ctrl+right']],
    ['a key of kitty', '\x1b[97;5u', ['ctrl+a']],
    ['Escape, of kitty', '\x1b[27u', ['escape']],
    ['Escape', '\x1b', ['escape']],
    ['Escape and Escape', '\x1b\x1b', ['escape', 'escape']],
    ['Alt and a letter', '\x1bz', ['alt+z']],
    ['Alt and a letter of more bytes', '\x1bé', ['alt+é']],
    ['Alt and Enter', '\x1b\r', ['alt+enter']],
    ['Alt and a bracket', '\x1b[', ['alt+[']],
    ['Alt and a cursor key', '\x1b\x1b[A', ['alt+up']],
  ])('%s', (_, bytes, names) => {
    const whole = Buffer.from(`\x1b${bytes}`)
    const expected = ['escape', ...names]
    expect(namesOf([whole])).toEqual(expected)
    for (let cut = 1; cut < whole.length; cut++)
      expect(namesOf([whole.subarray(0, cut), whole.subarray(cut)])).toEqual(expected)
  })
})

describe('a paste', () => {
  const paste = (text: string) => `\x1b[200~${text}\x1b[201~`

  test('is one event, whatever it holds', () => {
    const text = 'Read\x1b[A q\tü\x1b]0;x\x07'
    expect(eventsOf([paste(text)])).toEqual([{ type: 'paste', text, last: true }])
  })

  test('has one kind of line end', () => {
    expect(eventsOf([paste('a\r\nb\rc\nd')])).toEqual([{ type: 'paste', text: 'a\nb\nc\nd', last: true }])
  })

  test('is the same wherever it is cut apart, and what follows is intact', () => {
    const bytes = Buffer.from(`x${paste('漢\x1b[20 y')}z`)
    for (let cut = 1; cut < bytes.length; cut++)
      expect(eventsOf([bytes.subarray(0, cut), bytes.subarray(cut)])).toMatchObject([
        { name: 'x' },
        { type: 'paste', text: '漢\x1b[20 y', last: true },
        { name: 'z' },
      ])
  })

  test('of 16 MB comes in parts, in order', () => {
    const line = `${'x'.repeat(1023)}\n`
    const events: InputEvent[] = []
    const splitter = new Splitter((unit) => events.push(...decode(unit, new Map())))
    const bytes = Buffer.from(paste(line.repeat(16_384)))
    for (let at = 0; at < bytes.length; at += 65_536) splitter.push(bytes.subarray(at, at + 65_536))
    const parts = events.map((event) => (event.type === 'paste' ? event : undefined)!)
    expect(parts.map(({ text }) => text).join('')).toBe(line.repeat(16_384))
    expect(Math.max(...parts.map(({ text }) => text.length))).toBeLessThan(1_200_000)
    expect(parts.map(({ last }) => last)).toEqual([...parts.slice(1).map(() => false), true])
  })
})

describe('the mouse', () => {
  test.each([
    ['\x1b[<0;1;1M', { action: 'press', button: 'left', x: 0, y: 0 }],
    ['\x1b[<2;10;5m', { action: 'release', button: 'right', x: 9, y: 4 }],
    ['\x1b[<64;3;4M', { action: 'wheel', button: 'up' }],
    ['\x1b[<65;3;4M', { action: 'wheel', button: 'down' }],
    ['\x1b[<66;3;4M', { action: 'wheel', button: 'left' }],
    ['\x1b[<67;3;4M', { action: 'wheel', button: 'right' }],
    ['\x1b[<32;3;4M', { action: 'move', button: 'left' }],
    ['\x1b[<35;300;4M', { action: 'move', button: 'none', x: 299 }],
    ['\x1b[<20;3;4M', { action: 'press', button: 'left', ctrl: true, shift: true, alt: false }],
    ['\x1b[M !!', { action: 'press', button: 'left', x: 0, y: 0 }],
    ['\x1b[M#"#', { action: 'release', x: 1, y: 2 }],
  ])('%j', (sequence, expected) => {
    expect(eventsOf([sequence])).toMatchObject([{ type: 'mouse', ...expected }])
  })
})

describe('other sequences are never taken for keys', () => {
  test.each([
    ['\x1b[?62;4c', 'reply'],
    ['\x1b[?1u', 'reply'],
    ['\x1b[?2026;2$y', 'reply'],
    ['\x1b[24;80R', 'reply'],
    ['\x1b]11;rgb:0000/0000/0000\x07', 'reply'],
    ['\x1b]11;rgb:0000/0000/0000\x1b\\', 'reply'],
    ['\x1bP>|xterm(390)\x1b\\', 'reply'],
    ['\x1b[I', 'focus'],
    ['\x1b[O', 'focus'],
    ['\x1b[99;99x', 'unknown'],
    ['\x1b[38;5', 'unknown'],
    ['\x1b]0;never ended', 'unknown'],
    ['\x1b[<5', 'unknown'],
    ['\x1b[~', 'unknown'],
    ['\x1b[;5~', 'unknown'],
    ['\x1b[^', 'unknown'],
    ['\x1b[u', 'unknown'],
    ['\x1b[99A', 'unknown'],
    ['\x1b[5;5A', 'unknown'],
    ['\x1bO99z', 'unknown'],
    ['\x1b[>41;390;0c', 'reply'],
    ['\x1b[>4;2m', 'reply'],
    ['\x1b[0n', 'reply'],
    ['\x1b[8;24;80t', 'reply'],
  ])('%j is %s', (sequence, type) => {
    expect(eventsOf([sequence]).map((event) => event.type)).toEqual([type])
  })

  test('and the next key is intact', () => {
    for (const before of [
      '\x1b[99;99x',
      '\x1b[?62c',
      '\x1bP1$r0m\x1b\\',
      '\x1b]0;x\x07',
      '\x9b',
      '\xff\xfe',
      '\xc3',
      '\x18',
    ])
      expect(namesOf([Buffer.from(before, 'latin1'), 'k']).at(-1), JSON.stringify(before)).toBe('k')
  })

  test('also where a sequence is broken off by the next', () => {
    expect(namesOf(['\x1b[1;', '\x1b[A'])).toEqual(['unknown', 'up'])
    expect(namesOf(['\x1b]0;title', '\x1b[A', 'x'])).toEqual(['unknown', 'up', 'x'])
    expect(namesOf(['\x1b[12', '\r'])).toEqual(['unknown', 'enter'])
  })
})

describe('bytes that are not UTF-8', () => {
  test.each([
    [[0x80], '�'],
    [[0x9b], '�'],
    [[0xc0, 0xaf], '��'],
    [[0xe6, 0xbc], '�'],
    [[0xff], '�'],
    [[0xed, 0xa0, 0x80], '���'],
  ])('%j become U+FFFD, and those after them are kept', (bytes, expected) => {
    expect(namesOf([Buffer.from([...bytes, 0x71])]).join('')).toBe(`${expected}q`)
  })
})

test('any bytes, in any chunks, end in events of known kinds, and cost time in proportion', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }), (chunks) => {
      for (const event of eventsOf(chunks))
        expect(['key', 'paste', 'mouse', 'focus', 'reply', 'unknown']).toContain(event.type)
      expect(namesOf([...chunks, '\x1b[201~', '\x18', '\x1b\\', 'k']).at(-1)).toBe('k')
    }),
    { numRuns: 2_000 },
  )
})
