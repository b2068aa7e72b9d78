import { assign, setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, text } from 'actty'
import { mount } from 'actty/testing'
import type { InputEvent, KeyEvent } from '../../../src/app/input/events.ts'
import { decode } from '../../../src/app/input/decoder.ts'
import { Splitter } from '../../../src/app/input/splitter.ts'
import { hasNoLatin, keysOf, layouts, protocols, type Pressed } from '../../support/keyboards.ts'

const modifiers = [
  ['', 0],
  ['shift+', 1],
  ['alt+', 2],
  ['alt+shift+', 3],
  ['ctrl+', 4],
  ['ctrl+shift+', 5],
  ['ctrl+alt+', 6],
  ['ctrl+alt+shift+', 7],
  ['super+', 8],
] as const

function keyOf(bytes: string): KeyEvent {
  const events: InputEvent[] = []
  const splitter = new Splitter((unit) => events.push(...decode(unit, new Map())))
  splitter.push(Buffer.from(bytes))
  splitter.flush()
  expect(events, JSON.stringify(bytes)).toMatchObject([{ type: 'key' }])
  return events[0] as KeyEvent
}

/** What the key is called: by its own character, or without a Latin one, with modifiers, by that of the US keyboard. */
function nameOf(key: Pressed): string {
  const { bits } = key
  const own =
    hasNoLatin(key) && (bits & ~1) > 0 ? keysOf('us', bits).find(({ plain }) => plain === key.base)! : key
  const typed = (bits & 1) > 0 ? own.shifted : own.plain
  // Ctrl takes a letter's case away, so that Shift is named.
  const keepsShift = (bits & 5) === 5 && typed.toLowerCase() !== typed
  const shown = keepsShift ? typed.toLowerCase() : typed
  const names = [
    (bits & 4) > 0 && 'ctrl+',
    (bits & 2) > 0 && 'alt+',
    keepsShift && 'shift+',
    (bits & 8) > 0 && 'super+',
  ]
  return names.filter(Boolean).join('') + shown
}

describe.each(Object.keys(layouts))('every key of %s has one name', (layout) => {
  test.each(Object.keys(protocols))('by %s', (protocol) => {
    let told = 0
    for (const [, bits] of modifiers)
      for (const key of keysOf(layout, bits)) {
        const bytes = protocols[protocol]!(key)
        if (bytes === undefined) continue
        told++
        const { name, text } = keyOf(bytes)
        const typed = (bits & 1) > 0 ? key.shifted : key.plain
        expect([name, text], JSON.stringify(bytes)).toEqual([nameOf(key), (bits & ~1) === 0 ? typed : ''])
      }
    expect(told).toBeGreaterThan(20)
  })
})

describe('Ctrl+C', () => {
  test.each([
    ['dvorak', '\x1b[99::105;5u'],
    ['colemak', '\x1b[99;5u'],
    ['russian', '\x1b[1089::99;5u'],
    ['greek', '\x1b[968::99;5u'],
    ['ukrainian, caps lock and num lock', '\x1b[1089::99;197u'],
    ['arabic', '\x1b[1572::99;5u'],
    ['thai', '\x1b[3649::99;5u'],
    ['hindi', '\x1b[2350::99;5u'],
    ['georgian', '\x1b[4330::99;5u'],
    ['persian, a digit', '\x1b[1777::49;5u', 'ctrl+1'],
  ])('on a %s keyboard', (_, bytes, name = 'ctrl+c') => {
    expect(keyOf(bytes).name).toBe(name)
  })

  test('ends an app also on Dvorak', async () => {
    const app = mount(letters)
    const { result } = app
    app.terminal.send('\x1b[99::105;5u')
    await expect(result).rejects.toThrow('SIGINT')
  })
})

const machine = setup({
  types: {
    context: {} as { done: string },
    events: {} as { type: 'did'; what: string },
  },
}).createMachine({
  context: { done: '' },
  on: { did: { actions: assign({ done: ({ context, event }) => `${context.done}${event.what}.` }) } },
})

const did = (what: string) => ({ type: 'did', what }) as const
const view = ({ context }: { context: { done: string } }) => text(context.done)

const letters = component({
  logic: machine,
  keys: { q: did('q'), Q: did('Q'), '>': did('>'), 'ctrl+s': did('ctrl+s') },
  view,
})

const writing = component({
  logic: machine,
  keys: { q: did('q'), text: (_, { text }) => did(text) },
  view,
})

describe('a letter of another script', () => {
  test.each([
    ['\x1b[1081::113u', 'q.'],
    ['\x1b[1081::113;;1081u', 'q.'],
    ['\x1b[1081:1049:113;2;1049u', 'Q.'],
    ['\x1b[1081::113;65;1049u', 'q.'],
    ['\x1b[1102:1070:46;2;1070u', '>.'],
    ['\x1b[1511::113u', 'q.'],
    ['\x1b[1503::113;;1503u', 'q.'],
    ['\x1b[1099::115;5u', 'ctrl+s.'],
    // What AltGr types is no key of its place.
    ['\x1b[1081::113;;8470u', ''],
    // A letter of its own, a symbol of its own.
    ['\x1b[234::113;;234u', ''],
    ['\x1b[39::113;;39u', ''],
  ])('%j reaches the binding of the Latin letter in its place, or none: %j', async (bytes, done) => {
    const app = mount(letters)
    app.terminal.send(bytes)
    await app.advance(0)
    expect(app.snapshot().context.done).toBe(done)
  })

  test('leaves an app that the Latin letter leaves', async () => {
    const app = mount(component({ logic: machine, view, quit: 'q' }))
    app.terminal.send('\x1b[1081::113;;1081u')
    expect(await app.result).toBeUndefined()
  })

  test('is text where text is written', async () => {
    const app = mount(writing)
    app.terminal.send('\x1b[1081::113;;1081u\x1b[1081:1049:113;2;1049uй')
    await app.advance(0)
    expect(app.snapshot().context.done).toBe('й.Й.й.')
  })

  test('is the event of a function first for itself, and then for the Latin letter', async () => {
    const asked: string[] = []
    const app = mount(
      component({
        logic: machine,
        keys: (_, input) => {
          asked.push(`${input.type === 'key' ? input.name : ''} ${input.text}`)
          return input.type === 'key' && input.name === 'q' ? did('q') : undefined
        },
        view,
      }),
    )
    app.terminal.send('\x1b[1081::113;;1081u')
    await app.advance(0)
    expect(asked).toEqual(['й й', 'q '])
    expect(app.snapshot().context.done).toBe('q.')
  })
})

describe('text that a key types', () => {
  test.each<[bytes: string, names: string[], text: string]>([
    ['\x1b[113;;64u', ['@'], '@'], // AltGr+Q on QWERTZ
    ['\x1b[119;3;8721u', ['∑'], '∑'], // Option+W on a Mac
    ['\x1b[113;7;64u', ['@'], '@'], // AltGr, which is Ctrl+Alt on Windows
    ['\x1b[97;3;97u', ['alt+a'], ''],
    ['\x1b[97;5;97u', ['ctrl+a'], ''],
    ['\x1b[97;9;97u', ['super+a'], ''],
    ['\x1b[97;17;97u', ['hyper+a'], ''],
    ['\x1b[0;;26085:26412u', ['日', '本'], '日本'],
    ['\x1b[0;;128104:8205:128105u', ['👨', '\u200d', '👩'], '👨\u200d👩'],
    ['\x1b[101;;233u', ['é'], 'é'], // a dead key before it
    ['\x1b[106;65;74u', ['J'], 'J'],
    ['\x1b[57400;129;49u', ['1'], '1'],
    ['\x1b[57409;;44u', [','], ','],
    ['\x1b[32;;32u', ['space'], ' '],
    ['\x1b[32;2;32u', ['shift+space'], ' '],
    ['\x1b[57400;2u', ['1'], '1'],
    ['\x1b[113;17u', ['hyper+q'], ''],
    ['\x1b[113;33u', ['alt+q'], ''],
    ['\x1b[113;25u', ['super+hyper+q'], ''],
    ['\x1b[0u', [], ''],
    ['\x1b[97;;27u', ['a'], 'a'],
  ])('%j', (bytes, names, typed) => {
    const events: InputEvent[] = []
    const splitter = new Splitter((unit) => events.push(...decode(unit, new Map())))
    splitter.push(Buffer.from(bytes))
    const keys = events.filter((event) => event.type === 'key')
    expect(keys.map(({ name }) => name)).toEqual(names)
    expect(keys.map(({ text }) => text).join('')).toBe(typed)
  })
})
