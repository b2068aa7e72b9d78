import { spacer } from '../nodes/grow.ts'
import type { StackNode, TextNode } from '../nodes/index.ts'
import { mark } from '../nodes/mark.ts'
import { cells, sizing } from '../nodes/options.ts'
import { column, row } from '../nodes/stack.ts'
import { text, type TextOptions } from '../nodes/text.ts'
import type { Sizing } from '../layout/sizing.ts'
import type { Span } from '../text/shape.ts'
import { stringOf } from './ansi.ts'
import { highlight, highlightOpen } from './highlight.ts'
import { spanLines } from './span-lines.ts'

/** The language and the look of a `code`. */
export interface CodeOptions extends Sizing {
  /**
   * The language, by the name that fences of Markdown have: `ts`, `js`, `json`, `bash`, `python`, `go`, `rust`, `yaml`,
   * `html`, `css`, `sql`, `diff`, `toml`, `c`, `java`, `dockerfile`, `markdown`. Code in any other is shown without colors.
   *
   * @defaultValue none
   */
  readonly language?: string | undefined
  /**
   * Whether lines have numbers. A number is that of the first line.
   *
   * @defaultValue false
   */
  readonly lineNumbers?: boolean | number | undefined
  /**
   * The numbers of lines to point out. They are counted as `lineNumbers` counts, or from 1.
   *
   * @defaultValue []
   */
  readonly highlight?: readonly number[] | undefined
  /**
   * Whether more of it is coming. Then a block stands where it will be.
   *
   * @defaultValue false
   */
  readonly open?: boolean | undefined
}

/**
 * Code on a ground of its own, with its language at the upper right. Keywords, strings and other parts have colors by what
 * they are. A line that is too long goes on in the next row.
 *
 * ```ts
 * code('const users = await load()', { language: 'ts', lineNumbers: 12, highlight: [12] })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function code(source: string, options: CodeOptions = {}): StackNode {
  const { language, lineNumbers = false, highlight: pointedOut = [], open = false } = options
  const shown = stringOf(source).replace(/\r?\n$/, '')
  const spans = open ? [...highlightOpen(shown, language), endOfOpen] : highlight(shown, language)
  const isPlain = lineNumbers === false && pointedOut.length === 0
  const name = text(language ?? '', { color: 'faint', overflow: 'truncate', height: 1, select: false })
  return {
    ...column({ background: 'surface' }, [
      row({ padding: [0, 1] }, [spacer(), name]),
      column({ padding: [0, 2, 1, 2] }, [
        isPlain ? withSpans(spans) : numbered(spans, lineNumbers, pointedOut),
      ]),
    ]),
    sizing: sizing(options),
  }
}

/** Where the next characters will be. */
const endOfOpen: Span = { text: '█', ascii: '_', style: { color: 'accent' } }

/** A row a line, with a mark and its number before it. */
function numbered(
  spans: readonly Span[],
  lineNumbers: boolean | number,
  pointedOut: readonly number[],
): StackNode {
  const lines = spanLines(spans)
  const first = typeof lineNumbers === 'number' ? cells(lineNumbers, 'lineNumbers') : 1
  const width = lineNumbers === false ? 0 : String(first + lines.length - 1).length + 2
  const isPointedOut = new Set(pointedOut)
  return column(
    lines.map((line, index) => {
      const number = first + index
      const isHit = isPointedOut.has(number)
      const color = isHit ? 'text' : 'faint'
      return row(isHit ? { background: 'raised' } : {}, [
        {
          ...mark('selected', { color: 'accent' }),
          ...(isHit ? {} : { content: '' }),
          sizing: { width: 2, select: false },
        },
        width > 0 && text(`${number}  `, { color, width, align: 'right', overflow: 'clip', select: false }),
        // What grows and is empty would be room, and not a line that can be selected.
        withSpans(line, line.length > 0 ? { grow: 1 } : {}),
      ])
    }),
  )
}

/** A text of parts. It takes a row, even if it's empty. */
export function withSpans(spans: readonly Span[], options?: TextOptions): TextNode {
  return { ...text('', options), content: spans }
}
