import { describe, expect, test } from 'vitest'
import { InputReader } from '../../../src/app/input/reader.ts'
import type { InputEvent } from '../../../src/app/input/events.ts'
import { VirtualClock } from '../../../src/app/testing/virtual-clock.ts'

function reader() {
  const clock = new VirtualClock(0)
  const read: string[] = []
  const events: InputEvent[] = []
  const input = new InputReader(clock, new Map(), (event) => {
    read.push(event.type === 'key' ? event.name : event.type)
    events.push(event)
    return true
  })
  return { clock, read, events, input, push: (bytes: string) => input.push(Buffer.from(bytes)) }
}

const text = (events: readonly InputEvent[]) =>
  events.map((event) => (event.type === 'key' || event.type === 'paste' ? event.text : '')).join('')

describe('what is begun', () => {
  test('is Esc, when nothing follows it soon', async () => {
    const { clock, read, push } = reader()
    push('\x1b')
    await clock.advance(49)
    expect(read).toEqual([])
    await clock.advance(1)
    expect(read).toEqual(['escape'])
  })

  test('is Alt with a key, or a sequence, when it follows in time', async () => {
    const { clock, read, push } = reader()
    push('\x1b')
    await clock.advance(40)
    push('a')
    push('\x1b[')
    await clock.advance(40)
    push('A')
    expect(read).toEqual(['alt+a', 'up'])
    expect(clock.pending).toBe(0)
  })

  test('is given up when a sequence does not end, and the next key is intact', async () => {
    const { clock, read, push } = reader()
    push('\x1b[1;')
    await clock.advance(499)
    expect(read).toEqual([])
    await clock.advance(1)
    push('A')
    expect(read).toEqual(['unknown', 'A'])
  })

  test('is half a character, which becomes U+FFFD', async () => {
    const { clock, read, input, push } = reader()
    input.push(Uint8Array.of(0xe6, 0xbc))
    await clock.advance(500)
    push('q')
    expect(read).toEqual(['�', 'q'])
  })

  test('is a paste, which may take its time, but not for ever', async () => {
    const { clock, read, push } = reader()
    push('\x1b[200~abc\x1b[20')
    await clock.advance(4_000)
    expect(read).toEqual([])
    push('1~')
    expect(read).toEqual(['paste'])
    push('\x1b[200~never ended')
    await clock.advance(5_000)
    push('\x03')
    expect(read).toEqual(['paste', 'paste', 'ctrl+c'])
  })

  test('leaves no timer behind when the reader is stopped', () => {
    const { clock, input, push } = reader()
    push('\x1b')
    input.stop()
    expect(clock.pending).toBe(0)
  })
})

/** What may be begun and never end. */
const beginnings = [
  ['a paste', '\x1b[200~pasted', 5_000],
  ['a paste, almost at its end', '\x1b[200~pasted\x1b[201', 5_000],
  ['OSC', '\x1b]52;c;', 500],
  ['OSC with half its end', '\x1b]0;x\x1b', 500],
  ['DCS', '\x1bP1$r', 500],
  ['APC', '\x1b_Gi=1;', 500],
  ['PM', '\x1b^', 500],
  ['SOS', '\x1bXabc', 500],
  ['CSI', '\x1b[1;', 500],
  ['CSI without anything', '\x1b[', 500],
  ['SS3', '\x1bO5', 500],
  ['an old mouse report', '\x1b[M ', 500],
  ['a character', '\xe6\xbc', 500],
  ['an Escape and OSC', '\x1b\x1b]0;', 500],
] as const

describe.each(beginnings)('a wait for the end of %s', (_, beginning, longest) => {
  const begun = () => {
    const parts = reader()
    parts.input.push(Buffer.from(beginning, 'latin1'))
    return parts
  }

  test.each([1, 12, 30, 300])('is over in time while a key goes on coming every %i ms', async (pause) => {
    const { clock, read, push } = begun()
    for (let at = 0; at <= longest; at += pause) {
      await clock.advance(pause)
      push('5')
    }
    push('k')
    expect(read.at(-1)).toBe('k')
    await clock.advance(longest)
    expect(clock.pending).toBe(0)
  })

  test.each([
    ['\x03'],
    ['\x1b[99;5u'],
    ['\x1b[99::105;5u'],
    ['\x1b[1089::99;5u'],
    ['\x1b[27;5;99~'],
    ['\x1b[99;5u'.repeat(3)],
  ])('is over at %j', async (interrupt) => {
    const { clock, read, push } = begun()
    await clock.advance(30)
    push('x')
    await clock.advance(30)
    push(interrupt)
    await clock.advance(440)
    expect(read.at(-1)).toBe('ctrl+c')
  })

  test('is over at a Ctrl+C that comes in two parts', async () => {
    const { clock, read, push } = begun()
    await clock.advance(30)
    push('\x1b[99')
    await clock.advance(5)
    push(';5u')
    await clock.advance(400)
    expect(read.at(-1)).toBe('ctrl+c')
  })
})

describe('nothing that is typed is lost', () => {
  test.each(beginnings.filter(([what]) => /paste|OSC$|DCS|APC|SOS/.test(what)))(
    'after the beginning of %s',
    async (_, beginning, longest) => {
      const { clock, read, events, push } = reader()
      push(beginning)
      for (const key of ['h', 'é', 'l', '漢', 'o']) {
        await clock.advance(longest / 10)
        push(key)
      }
      await clock.advance(longest)
      push('!')
      expect(text(events).replace(/^pasted(\x1b\[201)?/, '')).toBe('hél漢o!')
      expect(read.slice(-6)).toEqual(['h', 'é', 'l', '漢', 'o', '!'])
    },
  )

  test('also no key without a text, nor Enter', async () => {
    const { clock, read, push } = reader()
    push('\x1b[200~pasted')
    for (const key of ['\r', '\x1b[A', '\t', '\x7f', '\x1b', 'x']) {
      await clock.advance(100)
      push(key)
    }
    await clock.advance(5_000)
    expect(read).toEqual(['paste', 'enter', 'up', 'tab', 'backspace', 'alt+x'])
  })

  test('in a string, Enter is one at once, and so are the keys after it', () => {
    const { read, push } = reader()
    push('\x1b]0;title')
    push('\r')
    push('ab')
    expect(read).toEqual(['unknown', 'enter', 'a', 'b'])
  })
})

describe('what goes on coming in large parts is waited for', () => {
  test.each([
    ['a paste', '\x1b[200~', '\x1b[201~', 4_000, 'paste'],
    ['an answer', '\x1b]52;c;', '\x1b\\', 400, 'reply'],
  ])('%s', async (_, begin, end, pause, type) => {
    const { clock, read, push } = reader()
    push(begin)
    for (let part = 0; part < 10; part++) {
      push('x'.repeat(1_000))
      await clock.advance(pause)
    }
    push(`y${end}`)
    expect(read).toEqual([type])
  })

  test('on a line of 19,200 baud too', async () => {
    const { clock, read, events, push } = reader()
    push('\x1b[200~')
    for (let at = 0; at < 20_000; at += 5) {
      push('slowly on ')
      await clock.advance(5)
    }
    push('\x1b[201~')
    expect(read).toEqual(['paste'])
    expect(text(events)).toBe('slowly on '.repeat(4_000))
  })

  test('also if a small part is among them', async () => {
    const { clock, read, events, push } = reader()
    push('\x1b[200~')
    for (const part of ['a'.repeat(1_000), 'b', 'c'.repeat(1_000), 'e\x1b[201', '~']) {
      push(part)
      await clock.advance(2_000)
    }
    expect(read).toEqual(['paste'])
    expect(text(events)).toBe(`${'a'.repeat(1_000)}b${'c'.repeat(1_000)}e`)
  })
})

describe('what nobody takes', () => {
  /** The bytes that are left when what is taken ends with this key. */
  const left = (bytes: string | Buffer, last: string) => {
    let isTaken = true
    const input = new InputReader(new VirtualClock(0), new Map(), (event) => {
      const taken = isTaken || (event.type !== 'key' && event.type !== 'paste')
      if (event.type === 'key' && event.name === last) isTaken = false
      return taken
    })
    input.push(Buffer.from(bytes as string))
    return input.stop().toString()
  }

  test.each([
    ['Ada\rLovelace\r', 'enter', 'Lovelace\r'],
    ['qwerty', 'q', 'werty'],
    ['q漢é\x1b[A\x1bOP', 'q', '漢é\x1b[A\x1bOP'],
    ['q\x1bx\x1b\x7f\x1b\x1b[A', 'q', '\x1bx\x1b\x7f\x1b\x1b[A'],
    ['q\x1b[200~a\nb\x1b[201~c', 'q', '\x1b[200~a\nb\x1b[201~c'],
    ['q\x1b[97;5u', 'q', '\x1b[97;5u'],
    ['q\x1b[<0;1;1M\x1b[?62c\x1b]11;rgb:0/0/0\x07\x1b[Ix', 'q', 'x'],
    ['qx\x1b', 'q', 'x\x1b'],
    ['q', 'q', ''],
  ])('%j after %s is %j', (bytes, last, expected) => {
    expect(left(bytes, last)).toBe(expected)
  })
})
