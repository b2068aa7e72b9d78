import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { AppError, component, createApp, text } from '../../src/app/index.ts'
import { MemoryTerminal } from '../../src/app/testing/memory-terminal.ts'
import { mount } from '../../src/app/testing/mount.ts'
import { lines } from '../../src/render/nodes/lines.ts'
import { overlay } from '../../src/render/nodes/overlay.ts'
import { progressBar } from '../../src/render/nodes/progress-bar.ts'
import { scroll } from '../../src/render/nodes/scroll.ts'
import { spinner } from '../../src/render/nodes/spinner.ts'
import { grow } from '../../src/render/nodes/grow.ts'
import { box } from '../../src/render/nodes/box.ts'
import { column, row } from '../../src/render/nodes/stack.ts'
import type { Node } from '../../src/render/nodes/index.ts'
import { Judge } from '../support/judge.ts'
import { draw, screenOf } from '../support/screen.ts'

type Make = (options: never) => Node

const builders: Readonly<Record<string, Make>> = {
  text: (options) => text('hello world', options),
  row: (options) => row(options, ['a', 'b']),
  column: (options) => column(options, ['a', text('b', { grow: 1 })]),
  box: (options) => box(options, ['a']),
  lines: (options) => lines(['a', 'b'], options),
  scroll: (options) => scroll('a', options),
  progressBar: (options) => progressBar(undefined, options),
  overlay: (options) => overlay(options, ['a', 'b']),
  spinner: (options) => spinner(options),
}

const sizes = ['width', 'height', 'minWidth', 'maxWidth', 'minHeight', 'maxHeight', 'grow', 'gap', 'padding']
const offsets = ['cursor', 'from', 'show', 'tick']
const looks = [
  'color',
  'background',
  'underlineColor',
  'underline',
  'bold',
  'link',
  'borderColor',
  'trackColor',
]
const words = ['border', 'align', 'justify', 'overflow', 'at', 'title']
const options = [...sizes, ...offsets, ...looks, ...words]

const wild: readonly unknown[] = [
  ...[NaN, Infinity, -Infinity, -1, -0, 0.5, 1e9, 2 ** 31, 2 ** 53, 10n],
  ...[
    '50',
    '50%',
    '999%',
    '1e99%',
    'x',
    '',
    '\x1b[31m',
    '31;5m',
    '#fff;',
    '#ff\x07',
    '\x1b\\\x1b]0;owned\x07',
  ],
  ...[true, false, null, {}, [], [NaN, 1], [1, 2, 3], () => 1, new Date(NaN)],
]

describe('bad use of a builder', () => {
  test.each(Object.keys(builders))(
    '%s: a clear error at once, or something that fits; never a byte that is injected',
    async (name) => {
      for (const option of options)
        for (const value of wild) {
          const what = `${name} ${option} ${typeof value === 'string' ? JSON.stringify(value) : String(value)}`
          let node: Node
          try {
            node = builders[name]!({ [option]: value } as never)
          } catch (error) {
            expect(error, what).toBeInstanceOf(TypeError)
            expect((error as Error).message, what).toMatch(
              new RegExp(`${option}|is not a color|must be one of|is not a border|There is no`, 'i'),
            )
            continue
          }
          const screen = screenOf(20, 5)
          const judge = new Judge(20, 5)
          const fresh = JSON.stringify({ ...(judge.state as object), cursorHidden: true })
          await judge.write(draw(screen, column([node, 'below'])))
          expect(judge.lines(), what).toEqual(screen.toLines())
          expect(
            judge.effects.filter((effect) => !effect.startsWith('OSC 8;')),
            what,
          ).toEqual([])
          expect(JSON.stringify({ ...(judge.state as object), cursorHidden: true }), what).toBe(fresh)
        }
    },
    60_000,
  )

  test.each<[string, () => unknown, string]>([
    ['a child', () => column([5 as never]), 'a child must be a node, a string or falsy, not 5'],
    [
      'a text',
      () => text({} as never),
      'text() takes a string, a number or an array of parts, not an object',
    ],
    [
      'a part',
      () => text([{} as never]),
      'a part of a text must be a string, a number or a text, not an object',
    ],
    ['lines', () => lines(undefined as never), 'lines() takes an array, or an object with length and at()'],
    ['a title', () => box({ title: 5 as never }, []), 'title must be a string or a text, not 5'],
    ['a color', () => text('', { color: 'rde' as never }), "'rde' is not a color"],
    ['a size', () => text('', { width: NaN }), 'width must be a number, not NaN'],
    [
      'an option',
      () => row({ align: 'middle' as never }, []),
      'align must be one of stretch, start, center, end',
    ],
  ])('%s: the error says what, and what to do', (_, make, message) => {
    expect(make).toThrow(message)
  })

  test('lines of which data has made anything are shown', () => {
    const screen = screenOf(10, 4)
    const odd = [5, null, {}, undefined] as unknown as string[]
    draw(screen, lines({ length: 4, at: (index) => odd[index] }))
    expect(screen.toLines()).toEqual(['5', '', '[object Ob', ''])
  })

  test.each([Infinity, NaN, -5, 2 ** 60, 0.5])('a source of %d lines stops nothing', (length) => {
    const screen = screenOf(10, 4)
    for (const from of [0, 'end', 1e9] as const)
      draw(screen, lines({ length, at: (index) => `line ${index}` }, { from }))
  })

  test('shares of any size', () => {
    const screen = screenOf(10, 1)
    draw(screen, row([grow('aaaaaaa', 1e308), grow('bbbbbbb', 1e308)]))
    expect(screen.toLines()).toEqual(['aaaa…bbbb…'])
  })
})

describe('bad use in an app', () => {
  const machine = setup({}).createMachine({ id: 'list', initial: 'showing', states: { showing: {} } })

  test('the error names component, state and fix', async () => {
    const app = mount(
      component({ logic: machine, view: () => column([text('fine'), text('broken', { width: NaN })]) }),
    )
    const error: unknown = await app.result.catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AppError)
    expect((error as AppError).message).toBe(
      "the view of list failed in state 'showing': width must be a number, not NaN",
    )
    await app.unmount()
  })

  test.each([
    ['frameInterval', NaN],
    ['frameInterval', -1],
    ['frameInterval', Infinity],
    ['maxShutdownTime', Infinity],
    ['maxShutdownTime', '5' as never],
  ])('%s of %s is refused', async (option, value) => {
    const terminal = new MemoryTerminal(20, 5)
    const app = component({ logic: machine, view: () => text('') })
    await expect(createApp(app, { terminal, [option]: value })).rejects.toThrow(
      `${option} must be a finite time in ms, 0 or more, not `,
    )
  })

  test.each([
    [NaN, NaN],
    [-5, -5],
    [Infinity, Infinity],
    [undefined, null],
    [1.5, 2.5],
    [1e9, 1e9],
  ])('a terminal of %s x %s cells is shown something', async (columns, rows) => {
    const app = mount(component({ logic: machine, view: () => text('x') }), {
      columns: columns as number,
      rows: rows as number,
    })
    expect(app.terminal.written).toContain('x')
    await app.unmount()
  })
})
