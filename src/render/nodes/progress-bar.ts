import type { Box } from '../layout/box.ts'
import type { Sizing } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import type { Style } from '../paint/style.ts'
import { glyphOf } from '../text/glyphs.ts'
import { leaf } from './kind.ts'
import { colored, number, sizing, style } from './options.ts'

/** A bar that fills. */
export interface ProgressBarNode {
  /** The kind of the node. */
  readonly kind: 'progress-bar'
  /** The size that it asks for. */
  readonly sizing: Sizing
  /** The style of the filled part. */
  readonly style: Style | undefined
  /** The style of the rest. */
  readonly trackStyle: Style | undefined
  /** Where the filled part starts, from 0 to 1. */
  readonly start: number
  /** Where the filled part ends, from 0 to 1. */
  readonly end: number
}

/** The look of a `progressBar`. Its own style is that of the filled part. */
export interface ProgressBarOptions extends Style, Sizing {
  /**
   * The color of the part that isn't filled.
   *
   * @defaultValue dim
   */
  readonly trackColor?: Style['color']
  /**
   * Moves the bar if it has no value. Count it up in the snapshot; 40 ticks go once across the bar.
   *
   * @defaultValue 0
   */
  readonly tick?: number | undefined
}

/**
 * A bar that is filled from 0 to 1, in eighths of a cell. If the value is `undefined`, the progress is unknown, and a part
 * of the bar moves with `tick`.
 *
 * ```ts
 * progressBar(done / total, { color: 'green' })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function progressBar(value: number | undefined, options: ProgressBarOptions = {}): ProgressBarNode {
  const end = value === undefined ? sweep(options.tick ?? 0) : Math.min(1, Math.max(0, value || 0))
  return {
    kind: 'progress-bar',
    sizing: { height: 1, grow: options.width === undefined ? 1 : undefined, ...sizing(options) },
    style: style(options),
    trackStyle: colored(options.trackColor) ?? { dim: true },
    start: value === undefined ? Math.max(0, end - 0.25) : 0,
    end: Math.min(1, end),
  }
}

/** A quarter of the bar moves from end to end in 40 ticks. */
function sweep(tick: number): number {
  return ((((Math.trunc(number(tick, 'tick')) % 40) + 40) % 40) / 40) * 1.25
}

export const progressBarKind = leaf<ProgressBarNode>({
  measure(box, limit) {
    box.contentWidth = limit
    box.contentHeight = 1
  },
  paint,
})

const EIGHTHS = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'].map((block) => glyphOf(block.codePointAt(0)!))
const TRACK = glyphOf('░'.codePointAt(0)!)

function paint(
  box: Box<ProgressBarNode>,
  before: Box<ProgressBarNode> | undefined,
  { buffer, styles }: Canvas,
  under: number,
): void {
  const { node } = box
  if (before !== undefined && sameBar(node, before.node)) return
  const filled = styles.intern(node.style, under)
  const track = styles.intern(node.trackStyle, under)
  const start = Math.floor(node.start * box.width)
  const eighths = Math.round(node.end * box.width * 8)
  const whole = Math.floor(eighths / 8)
  for (let row = 0; row < box.height; row++)
    for (let column = 0; column < box.width; column++) {
      const inside = column >= start && column < whole
      const part = column === whole && eighths % 8 > 0 && start <= whole
      const glyph = inside ? EIGHTHS[8]! : part ? EIGHTHS[eighths % 8]! : TRACK
      buffer.writeGlyph(box.x + column, box.y + row, glyph, inside || part ? filled : track)
    }
}

function sameBar(a: ProgressBarNode, b: ProgressBarNode): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.trackStyle, b.trackStyle)
  )
}
