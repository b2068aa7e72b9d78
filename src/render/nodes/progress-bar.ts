import type { Box } from '../layout/box.ts'
import type { Sizing, AnyPress, Press, Sent } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { sameStyle } from '../paint/looks-same.ts'
import type { Style } from '../paint/style.ts'
import type { GlyphSet } from '../text/glyph-set.ts'
import { glyphOf } from '../text/glyphs.ts'
import { movingText, type Moving } from '../text/moving.ts'
import type { ColorRole } from '../theme/roles.ts'
import { leaf } from './kind.ts'
import { colored, number, oneOf, sizing, style as styleOf } from './options.ts'

/** What a bar is drawn with. */
export type ProgressBarStyle = 'line' | 'blocks' | 'bar'

/** The state of what a bar shows the progress of. */
export type ProgressState = 'running' | 'done' | 'failed' | 'paused' | 'retrying'

/** A bar that fills. */
export interface ProgressBarNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'progress-bar'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** What it is drawn with. */
  readonly look: ProgressBarStyle
  /** The style of the filled part. */
  readonly style: Style | undefined
  /** The style of the rest. */
  readonly trackStyle: Style | undefined
  /** Whether the rest is seen. */
  readonly hasTrack: boolean
  /** How much is filled, from 0 to 1, or between which times it fills. If it's undefined, a part of the bar moves. */
  readonly value: number | ProgressTime | undefined
}

/** A time that passes, in ms on the app's clock: a bar is empty at `from` and full at `until`. */
export interface ProgressTime {
  /** When the bar is empty. */
  readonly from: number
  /** When it is full. */
  readonly until: number
}

/** The look of a `progressBar`. Its own style is that of the filled part. */
export interface ProgressBarOptions<E = AnyPress> extends Style, Sizing<E> {
  /**
   * 'line' is `━━╸──`, in halves of a cell. 'blocks' is `██▍░░`, in eighths, where nothing stands above and below. 'bar' is `▆▆▆▆▆`, whose
   * rest has the same shape.
   *
   * @defaultValue 'line'
   */
  readonly style?: ProgressBarStyle | undefined
  /**
   * What the bar is about, which decides its color: 'running' is `accent`, 'done' `success`, 'failed' `danger`, 'paused' `faint`, 'retrying'
   * `warning`. Say it in words or by a mark, too.
   *
   * @defaultValue 'running'
   */
  readonly state?: ProgressState | undefined
  /**
   * The color of the part that isn't filled.
   *
   * @defaultValue 'border'; 'raised' for a bar
   */
  readonly trackColor?: Style['color']
  /**
   * Whether the part that isn't filled is seen.
   *
   * @defaultValue true
   */
  readonly track?: boolean | undefined
}

const states = {
  running: 'accent',
  done: 'success',
  failed: 'danger',
  paused: 'faint',
  retrying: 'warning',
} as const
const looks = ['line', 'blocks', 'bar'] as const

/**
 * A bar that is filled from 0 to 1. It isn't empty once there is progress, and isn't full before 1. If the value is `undefined`, the progress
 * is unknown, and a quarter of the bar moves from its beginning to its end. If the value is a time, the bar fills as it passes. In both, the
 * app's clock moves the bar, and no view is called.
 *
 * ```ts
 * row({ gap: 2 }, [text('Upload'), progressBar(done / total), text(`${done}/${total}`)])
 * ```
 * ```ts
 * progressBar({ from: context.startedAt, until: context.dueAt }, { state: 'retrying' })
 * ```
 *
 * @throws TypeError if an option is invalid.
 */
export function progressBar<const E extends Press = never>(
  value: number | ProgressTime | undefined,
  options: ProgressBarOptions<E> = {},
): ProgressBarNode<Sent<E>> {
  const { style = 'line', state = 'running', track = true, trackColor, color, ...look } = options
  const role: ColorRole = states[oneOf(Object.keys(states) as ProgressState[], state, 'state')]
  return {
    kind: 'progress-bar',
    sizing: { height: 1, grow: options.width === undefined ? 1 : undefined, ...sizing(options) },
    look: oneOf(looks, style, 'style'),
    style: styleOf({ ...look, color: color ?? role }),
    trackStyle: colored(trackColor ?? (style === 'bar' ? 'raised' : 'border')),
    hasTrack: track,
    value: checked(value),
  }
}

function checked(value: number | ProgressTime | undefined): ProgressBarNode['value'] {
  if (value === undefined) return undefined
  if (typeof value === 'object')
    return { from: number(value.from, 'from'), until: number(value.until, 'until') }
  return Math.min(1, Math.max(0, number(value || 0, 'value')))
}

export const progressBarKind = leaf<ProgressBarNode>({
  measure(box, limit) {
    box.contentWidth = limit
    box.contentHeight = 1
  },
  paint,
  isStill: true,
})

/** Of each look and set: the rest, the parts of a cell, and at the end the whole cell. */
const glyphs: Readonly<Record<GlyphSet, Readonly<Record<ProgressBarStyle, string>>>> = {
  unicode: { line: '─╸━', blocks: '░▏▎▍▌▋▊▉█', bar: '▆▆' },
  ascii: { line: '-=', blocks: '-#', bar: '.#' },
}

function paint(
  box: Box<ProgressBarNode>,
  before: Box<ProgressBarNode> | undefined,
  canvas: Canvas,
  under: number,
): void {
  const { node, width } = box
  if (before !== undefined && sameBar(node, before.node)) return
  const parts = partsOf(node, canvas)
  const whole = parts.length - 1
  if (typeof node.value !== 'number') return paintMoving(box, canvas, under, parts, node.value)
  const [filled, track] = stylesOf(node, canvas, under)
  const units = filledUnits(node.value, width * whole)
  for (let column = 0; column < width; column++) {
    const part = Math.min(whole, Math.max(0, units - column * whole))
    paintColumn(box, canvas, column, glyphOf(parts.codePointAt(part)!), part > 0 ? filled : track)
  }
}

function partsOf({ look, hasTrack }: ProgressBarNode, { glyphs: { set }, styles }: Canvas): string {
  const drawn = glyphs[set][look]
  if (!hasTrack) return ` ${drawn.slice(1)}`
  // Without colors, the track of a bar has to differ by its form.
  return drawn === '▆▆' && styles.depth === 'none' ? '▁▆' : drawn
}

/** How many parts of cells are filled: some if there is any progress, and not all before the end. */
function filledUnits(value: number, units: number): number {
  if (value === 0 || value === 1) return value * units
  return Math.max(1, Math.min(units - 1, Math.round(value * units)))
}

/** A bar that the clock moves. Each cell has a glyph that moves, or that of time 0 where time stands still. */
function paintMoving(
  box: Box<ProgressBarNode>,
  canvas: Canvas,
  under: number,
  parts: string,
  time: ProgressTime | undefined,
): void {
  const { node, width } = box
  const part = parts.at(-1)!
  // What moves has to differ from what it moves on.
  const track = parts[0] === part ? ' ' : parts[0]!
  const { glyphs } = canvas
  const [partStyle, trackStyle] = stylesOf(node, canvas, under)
  const kind = time === undefined ? 'sweep' : 'fill'
  const { from, until } = time ?? { from: 0, until: 0 }
  const moving: Moving = { kind, columns: width, part, track, partStyle, trackStyle, from, until }
  const now = movingText(moving, glyphs.moment, glyphs.set)
  const first = glyphs.moment.now === undefined ? undefined : glyphs.moving(moving)
  for (let column = 0; column < width; column++) {
    const glyph = first === undefined ? glyphOf(now.codePointAt(column)!) : first + column
    paintColumn(box, canvas, column, glyph, now[column] === part ? partStyle : trackStyle)
  }
}

function stylesOf(
  { style, trackStyle, hasTrack }: ProgressBarNode,
  { styles }: Canvas,
  under: number,
): readonly [filled: number, track: number] {
  return [styles.intern(style, under), hasTrack ? styles.intern(trackStyle, under) : styles.empty(under)]
}

function paintColumn(
  { x, y, height }: Box,
  { buffer }: Canvas,
  column: number,
  glyph: number,
  style: number,
): void {
  for (let row = 0; row < height; row++) buffer.writeGlyph(x + column, y + row, glyph, style)
}

function sameBar(a: ProgressBarNode, b: ProgressBarNode): boolean {
  return (
    sameValue(a.value, b.value) &&
    a.look === b.look &&
    a.hasTrack === b.hasTrack &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.trackStyle, b.trackStyle)
  )
}

function sameValue(a: ProgressBarNode['value'], b: ProgressBarNode['value']): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  return a.from === b.from && a.until === b.until
}
