import { canvas } from '../../src/render/nodes/canvas.ts'
import { fitting } from '../../src/render/nodes/fitting.ts'
import { grid } from '../../src/render/nodes/grid.ts'
import { hint } from '../../src/render/nodes/hint-lines.ts'
import { hints } from '../../src/render/nodes/hints.ts'
import { lines, type LineSource } from '../../src/render/nodes/lines.ts'
import { tallLines } from '../../src/render/nodes/tall-lines.ts'
import type { TallSource } from '../../src/render/layout/tall-window.ts'
import { overlay } from '../../src/render/nodes/overlay.ts'
import { progressBar } from '../../src/render/nodes/progress-bar.ts'
import { rule } from '../../src/render/nodes/rule.ts'
import { slot } from '../../src/render/nodes/slot.ts'
import { grow, spacer } from '../../src/render/nodes/grow.ts'
import { box } from '../../src/render/nodes/box.ts'
import { column, row } from '../../src/render/nodes/stack.ts'
import { text } from '../../src/render/nodes/text.ts'
import type { Child } from '../../src/render/nodes/children.ts'
import type { Node } from '../../src/render/nodes/index.ts'
import type { Style } from '../../src/render/paint/style.ts'
import { fc } from './property.ts'

/** Text of every kind that makes trouble: wide, joined, combining, hostile, empty. */
export const anyText = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.stringMatching(/^[ -~]{0,12}$/) },
      { weight: 2, arbitrary: fc.constantFrom('漢字', 'かな', '한글', '，', 'ｆｕｌｌ') },
      { weight: 2, arbitrary: fc.constantFrom('👍', '👨‍👩‍👧', '👍🏽', '❤️', '🇩🇪', '1️⃣', '🏳️‍🌈') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('e\u0301', 'क्षि', 'กำ', '\u0301', 'a\u200db', '\u200b', '\u00ad'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '\x1b[31m',
          '\x1b]0;x\x07',
          '\r',
          '\n',
          '\t',
          '\x9b2J',
          '\u202e',
          '\ud800',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
    ),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''))

const anyHint = fc.tuple(anyText, anyText).map(([keys, description]) => hint(keys, description))

const anyStyle: fc.Arbitrary<Style> = fc.record(
  {
    color: fc.constantFrom('red', 'brightBlue', 200, '#12ab9f') as fc.Arbitrary<Style['color']>,
    background: fc.constantFrom('green', 17, '#ffffff') as fc.Arbitrary<Style['background']>,
    bold: fc.boolean(),
    dim: fc.boolean(),
    italic: fc.boolean(),
    inverse: fc.boolean(),
    underline: fc.boolean(),
  },
  { requiredKeys: [] },
)

const anySize = fc.record(
  {
    width: fc.oneof(fc.nat(30), fc.constantFrom('50%', '100%', '150%') as fc.Arbitrary<`${number}%`>),
    height: fc.nat(12),
    minWidth: fc.nat(20),
    maxWidth: fc.nat(40),
    minHeight: fc.nat(5),
    maxHeight: fc.nat(10),
    grow: fc.nat(3),
  },
  { requiredKeys: [] },
)

const anySides = fc.record(
  {
    top: fc.constant('─'),
    right: fc.constant('│'),
    bottom: fc.constant('═'),
    left: fc.constant('▌'),
  },
  { requiredKeys: [] },
)

/** Lines of several rows, which are texts and other views. */
function tall(texts: readonly string[], heights: readonly number[]): LineSource & TallSource {
  return {
    length: texts.length,
    at: (index) => (index % 2 === 0 ? texts[index] : row([texts[index], spacer(), text(texts[index]!)])),
    height: (index) => heights[index % heights.length]!,
  }
}

/** Any view without regions in it. */
export const anyNode: fc.Arbitrary<Node> = nodes([])

/** Any view, with slots in it. */
export const anyView: fc.Arbitrary<Node> = nodes([anySize.map((size) => slot(undefined, size))])

function nodes(leaves: fc.Arbitrary<Node>[]): fc.Arbitrary<Node> {
  return fc.letrec<{ node: Node; boxed: Node }>((tie) => {
    const children = fc.array(
      fc.oneof({ weight: 5, arbitrary: tie('node') }, fc.constantFrom<Child>(false, undefined, 'plain')),
      {
        maxLength: 4,
      },
    )
    const stackOptions = fc
      .tuple(
        anyStyle,
        anySize,
        fc.record(
          {
            gap: fc.nat(3),
            padding: fc.nat(2),
            margin: fc.nat(2),
            align: fc.constantFrom('stretch', 'start', 'center', 'end'),
            justify: fc.constantFrom('start', 'center', 'end', 'between'),
          },
          { requiredKeys: [] },
        ),
      )
      .map(([style, size, options]) => ({ ...style, ...size, ...options }))
    const overflow = fc.constantFrom('wrap', 'truncate', 'truncate-start', 'truncate-middle', 'clip')
    return {
      boxed: fc
        .tuple(stackOptions, children, fc.constantFrom('single', 'round', 'double'), anyText)
        .map(([options, inside, border, title]) =>
          box({ ...(options as object), border, title } as never, inside),
        ),
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc
          .tuple(anyText, anyText, anyStyle, anySize, overflow, fc.constantFrom('left', 'center', 'right'))
          .map(([a, b, style, size, overflow, align]) =>
            text([a, text(b, style)], { ...size, overflow, align }),
          ),
        fc.tuple(anyText, anyStyle).map(([content, style]) => text(content, style)),
        fc
          .tuple(fc.array(anyText, { maxLength: 6 }), fc.constantFrom(0, 2, 'end' as const))
          .map(([source, from]) => lines(source, { from })),
        fc.tuple(fc.double({ min: 0, max: 1 }), anyStyle).map(([value, style]) => progressBar(value, style)),
        fc.constant(spacer()),
        fc
          .tuple(fc.array(fc.double(), { minLength: 4, maxLength: 4 }), anyText, anySize)
          .map(([[a, b, c, d], label, size]) =>
            canvas(
              label,
              (pen, label) => {
                pen.line(a!, b!, c!, d!, { color: 'red' })
                pen.line(0, 0, pen.width, pen.height, { color: 200, dash: 'dashed' })
                pen.text(1, 0, label)
              },
              size,
            ),
          ),
        fc
          .tuple(
            fc.array(anyHint, { maxLength: 5 }),
            fc.nat(2),
            fc.option(anyHint, { nil: undefined }),
            fc.boolean(),
          )
          .map(([entries, kept, last, wraps]) => hints(entries, { kept, last, wraps })),
        fc
          .tuple(anyText, anyStyle, fc.boolean())
          .map(([title, style, vertical]) => rule({ ...style, title, vertical })),
        ...leaves.map((arbitrary) => ({ weight: 6, arbitrary })),
        fc.tuple(stackOptions, children).map(([options, inside]) => row(options as never, inside)),
        fc.tuple(stackOptions, children).map(([options, inside]) => column(options as never, inside)),
        fc
          .tuple(stackOptions, children, anySides)
          .map(([options, inside, border]) => column({ ...(options as object), border }, inside)),
        fc
          .tuple(stackOptions, children, fc.constantFrom('single', 'round', 'ascii'), anyText)
          .map(([options, inside, border, title]) =>
            box({ ...(options as object), border, title } as never, inside),
          ),
        fc
          .tuple(
            fc.array(fc.array(tie('node'), { maxLength: 3 }), { maxLength: 3 }),
            fc.array(anySize, { minLength: 1, maxLength: 3 }),
            fc.nat(2),
          )
          .map(([inside, columns, gap]) => grid({ columns, columnGap: gap, rowGap: gap }, inside as never)),
        fc
          .tuple(stackOptions, fc.array(tie('boxed'), { maxLength: 4 }))
          .map(([options, inside]) => row({ ...(options as object), join: true } as never, inside as never)),
        fc
          .tuple(stackOptions, fc.array(tie('boxed'), { maxLength: 4 }))
          .map(([options, inside]) =>
            column({ ...(options as object), join: true } as never, inside as never),
          ),
        fc.tuple(tie('node'), fc.nat(3)).map(([node, share]) => grow(node, share)),
        fc.tuple(tie('node'), tie('node'), fc.nat(40)).map(([wide, narrow, minWidth]) =>
          fitting([
            { minWidth, node: wide },
            { minWidth: 0, node: narrow },
          ]),
        ),
        fc
          .tuple(children, fc.constantFrom('center', 'top-left', 'bottom-right', 'right'))
          .map(([layers, at]) => overlay({ at } as never, layers)),
        fc
          .tuple(
            fc.array(anyText, { maxLength: 6 }),
            fc.nat(3),
            fc.array(fc.nat(4), { minLength: 1 }),
            fc.boolean(),
          )
          .map(([texts, from, heights, zebra]) =>
            tallLines(tall(texts, heights), { from, zebra, selected: -1, focused: false }),
          ),
      ),
    }
  }).node
}
