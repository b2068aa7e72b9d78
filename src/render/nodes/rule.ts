import type { Box } from '../layout/box.ts'
import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import { borderGlyphs, DOWN, LEFT, RIGHT, UP, type Border } from '../paint/border.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphTable } from '../text/glyphs.ts'
import { leaf } from './kind.ts'
import { sizing, style } from './options.ts'
import type { TextNode } from './text.ts'
import { paintTitle, sameTitle, titleOf, titleWidth } from './title.ts'

/** A divider line. */
export interface RuleNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'rule'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its style. */
  readonly style: Style | undefined
  /** The style of the line, laid over that. */
  readonly lineStyle: Style | undefined
  /** What the line looks like. */
  readonly border: Border
  /** Whether it goes from top to bottom. */
  readonly vertical: boolean
  /** The text in the line. */
  readonly title: TextNode | undefined
}

/** The look of a `rule`. */
export interface RuleOptions<E = AnyPress> extends Style, Sizing<E> {
  /**
   * The color of the line and its title.
   *
   * @defaultValue 'border', with a title in the color of the text around
   */
  readonly color?: Style['color']
  /**
   * What the line looks like.
   *
   * @defaultValue 'single'
   */
  readonly border?: Border | undefined
  /**
   * Whether the line goes from top to bottom, between the children of a row. Such a line has no title.
   *
   * @defaultValue false
   */
  readonly vertical?: boolean | undefined
  /** The text in the line. It is cut if the line is too short. */
  readonly title?: string | TextNode | undefined
}

/**
 * A divider line, one cell thick: across a column, or between the children of a row if it is `vertical`.
 *
 * ```ts
 * column([text('Users'), rule(), lines(users)])
 * ```
 *
 * @throws TypeError if an option is invalid, such as an unknown border.
 */
export function rule<const E extends Press = never>(options: RuleOptions<E> = {}): RuleNode<Sent<E>> {
  const { border = 'single', vertical = false, title, color } = options
  borderGlyphs(border) // throws for an unknown one
  return {
    kind: 'rule',
    sizing: sizing(vertical ? { width: 1, ...options } : { height: 1, ...options }),
    style: style(options),
    lineStyle: color === undefined ? { color: 'border' } : undefined,
    border,
    vertical,
    title: vertical ? undefined : titleOf(title),
  }
}

export const ruleKind = leaf<RuleNode>({ measure, paint, isStill: true })

/** As long as its title: a column or row stretches it to its own size. */
function measure(box: Box<RuleNode>, limit: number, glyphs: GlyphTable): void {
  box.contentWidth = Math.min(limit, Math.max(1, titleWidth(box.node.title, glyphs)))
  box.contentHeight = 1
}

function paint(box: Box<RuleNode>, before: Box<RuleNode> | undefined, canvas: Canvas, under: number): void {
  const { node, x, y, width, height } = box
  if (before !== undefined && sameRule(node, before.node)) return
  const { buffer, styles } = canvas
  const style = styles.intern(node.style, under)
  const line = styles.intern(node.lineStyle, style)
  const glyph = borderGlyphs(node.border, canvas.glyphs.set)[node.vertical ? UP | DOWN : LEFT | RIGHT]!
  const [columns, rows] = node.vertical ? [Math.min(1, width), height] : [width, Math.min(1, height)]
  buffer.fill(x, y, width, height, styles.empty(style))
  buffer.fill(x, y, columns, rows, line, glyph)
  paintTitle(node.title, box, canvas, style)
}

function sameRule(a: RuleNode, b: RuleNode): boolean {
  return (
    a.border === b.border &&
    a.vertical === b.vertical &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.lineStyle, b.lineStyle) &&
    sameTitle(a.title, b.title)
  )
}
