import { expect, test } from 'vitest'
import { grid } from '../../../src/render/nodes/grid.ts'
import { overlay } from '../../../src/render/nodes/overlay.ts'
import { scroll } from '../../../src/render/nodes/scroll.ts'
import { slot } from '../../../src/render/nodes/slot.ts'
import { box } from '../../../src/render/nodes/box.ts'
import { column, row } from '../../../src/render/nodes/stack.ts'
import { text } from '../../../src/render/nodes/text.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { fc, FUZZ_TIME, fuzzing } from '../../support/property.ts'
import { screenWithRegions } from '../../support/screen.ts'

/** A region's content becomes another, or the screen is so many columns wide. */
type Change = readonly [path: string, content: Node] | number

/** What a view with regions shows after changes one after the other; and what it shows drawn afresh. */
function show(view: Node, changes: readonly Change[], columns = 20, rows = 4) {
  const contents = new Map([['', view]])
  const { screen, panes } = screenWithRegions(columns, rows, contents)
  for (const change of changes) {
    screen.arrange()
    screen.draw()
    if (typeof change === 'number') screen.resize((columns = change), rows)
    else {
      const [path, content] = change
      contents.set(path, content)
      const pane = panes.get(path)
      if (pane !== undefined) pane.content = content
    }
  }
  const { screen: afresh } = screenWithRegions(columns, rows, contents)
  for (const each of [screen, afresh]) {
    each.arrange()
    each.draw()
  }
  return { stepwise: screen.toLines(), afresh: afresh.toLines() }
}

const short = text('x', { overflow: 'truncate' })
const long = text('abcdefghijklmnopqrst', { overflow: 'truncate' })
const beside = text('right side text')

test.each([
  ['a column of a grid', grid({ columns: [{}, {}] }, [[slot(0), beside]])],
  ['a row whose children are not stretched', row({ align: 'start' }, [slot(0), beside])],
  ['a row', row([slot(0), beside])],
])('%s is as wide as its region asks for, as soon as it asks', (_, view) => {
  const grown = show(view, [
    ['0', short],
    ['0', long],
  ])
  expect(grown.stepwise[0]).toMatch(/^abcdefghi…/)
  expect(grown.stepwise).toEqual(grown.afresh)
  const shrunk = show(view, [
    ['0', long],
    ['0', short],
  ])
  expect(shrunk.stepwise[0]).toMatch(/^x ?right/)
  expect(shrunk.stepwise).toEqual(shrunk.afresh)
})

test('a region joins its neighbours when it has a border, and not before', () => {
  const view = row({ join: true }, [slot(0, { grow: 1 }), slot(1, { grow: 1 })])
  const loading = ['0', text('loading')] as const
  const left = ['0', box(['left'])] as const
  const right = ['1', box(['right'])] as const
  expect(show(view, [loading, right], 15, 3).stepwise).toEqual([
    'loading ╭─────╮',
    '        │right│',
    '        ╰─────╯',
  ])
  expect(show(view, [loading, right, left], 15, 3).stepwise).toEqual([
    '╭──────┬──────╮',
    '│left  │right │',
    '╰──────┴──────╯',
  ])
})

const anyContent = fc
  .tuple(fc.nat(30), fc.constantFrom('wrap', 'truncate'), fc.boolean())
  .map(([length, overflow, isBoxed]) => {
    const content = text('ab '.repeat(11).slice(0, length), { overflow })
    return isBoxed ? box([content]) : content
  })

/** Containers of regions, in which the size of one has to do with that of another. */
const anyLayout: fc.Arbitrary<Node> = fc.letrec<{ node: Node; container: Node }>((tie) => {
  const nodes = fc.array(tie('node'), { minLength: 1, maxLength: 3 })
  const region = fc.constant('').map(() => slot(0))
  const joined = fc.array(fc.oneof(region, nodes.map(box)), { minLength: 1, maxLength: 3 })
  const options = fc.record(
    {
      align: fc.constantFrom('start', 'center', 'end'),
      gap: fc.nat(1),
      grow: fc.nat(1),
      width: fc.constantFrom(8, '50%'),
      maxHeight: fc.constantFrom(2),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<object>
  return {
    container: fc.oneof(
      { depthSize: 'medium' },
      fc.tuple(options, nodes).map(([options, inside]) => row(options, inside)),
      fc.tuple(options, nodes).map(([options, inside]) => column(options, inside)),
      fc.tuple(options, nodes).map(([options, inside]) => box(options, inside)),
      nodes.map((inside) => grid({ columns: inside.map(() => ({})) }, [inside, inside.map(() => slot(0))])),
      fc.tuple(options, joined).map(([options, inside]) => row({ ...options, join: true }, inside)),
      fc.tuple(options, joined).map(([options, inside]) => column({ ...options, join: true }, inside)),
      nodes.map((inside) => overlay({ at: 'bottom-right' }, inside)),
      tie('node').map((inside) => scroll(inside, { from: 'end' })),
    ),
    node: fc.oneof({ depthSize: 'medium' }, region, anyContent, tie('container')),
  }
}).container

test(
  'regions whose contents change one after the other show what they would drawn afresh',
  () => {
    const path = fc.constantFrom('0', '1', '2', '0.0', '1.0')
    const width = fc.integer({ min: 1, max: 40 })
    const change = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(path, anyContent) },
      { weight: 1, arbitrary: fc.tuple(path, anyLayout) },
      { weight: 1, arbitrary: width },
    )
    fc.assert(
      fc.property(anyLayout, fc.array(change, { maxLength: 8 }), width, (view, changes, columns) => {
        const { stepwise, afresh } = show(view, changes, columns, 10)
        expect(stepwise).toEqual(afresh)
      }),
      fuzzing(3_000),
    )
  },
  FUZZ_TIME,
)
