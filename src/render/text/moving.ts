import { duration, precisionOf, timeLeft } from './duration.ts'
import type { GlyphSet } from './glyph-set.ts'

/*
 * What time alone changes. Cells keep which moving text they show a character of; which character that is now is found out when bytes
 * are made, as the colors of roles are. So time calls no view, measures nothing and paints nothing.
 */

/** What a spinner looks like. */
export type SpinnerStyle = 'dots' | 'pulse' | 'line'

/** A text that changes with time alone. Plain data, as it stands in nodes. All times are in ms, on the app's clock. */
export type Moving =
  | {
      readonly kind: 'spinner'
      readonly style: SpinnerStyle
      /** Since when something is waited for, or -Infinity if it is shown at once. */
      readonly from: number
      /** Until when, or Infinity. */
      readonly to: number
    }
  | { readonly kind: 'elapsed'; readonly from: number }
  | { readonly kind: 'remaining'; readonly until: number }
  | {
      /** A bar of which a part goes from its beginning to its end, and again; or which is empty at one time and full at another. */
      readonly kind: 'sweep' | 'fill'
      readonly columns: number
      readonly part: string
      readonly track: string
      readonly partStyle: number
      readonly trackStyle: number
      /** Of a bar that fills: when it's empty, and when it's full. */
      readonly from: number
      readonly until: number
    }

/** The time at which a screen is drawn. */
export interface Moment {
  /** In ms, on the app's clock. Undefined where time stands still: in printed lines, and without a terminal. */
  now: number | undefined
  /** Whether the user wants no motion. Spinners and bars stand still, and numbers go on. */
  isStill: boolean
}

/** No motion is faster than this: 12 steps a second. */
export const STEP = 84

const spinners: Readonly<Record<SpinnerStyle, { readonly frames: string; readonly period: number }>> = {
  dots: { frames: '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏', period: STEP },
  pulse: { frames: '·•●•', period: 2 * STEP },
  line: { frames: '|/-\\', period: 126 },
}

export const spinnerStyles = ['dots', 'pulse', 'line'] as const satisfies readonly SpinnerStyle[]

/** A spinner that is told since when something is waited for appears after so many ms, and then stays for so many. */
const APPEARS_AFTER = 120
const STAYS = 300

/** How many steps a sweep takes. The part is a quarter of the bar. */
const SWEEP_STEPS = 40

/** Which text it is now. */
export function movingText(moving: Moving, { now = 0, isStill }: Moment, set: GlyphSet): string {
  const time = isStill ? 0 : now
  switch (moving.kind) {
    case 'spinner': {
      const [appears, leaves] = visibility(moving)
      if (now < appears || now >= leaves) return ' '
      const { frames, period } = spinners[set === 'ascii' ? 'line' : moving.style]
      return frames[Math.floor(time / period) % frames.length]!
    }
    case 'elapsed':
      return duration(now - moving.from)
    case 'remaining':
      return timeLeft(moving.until - now)
    case 'sweep': {
      const { columns, part, track } = moving
      const [start, end] = sweptPart(columns, time)
      return track.repeat(start) + part.repeat(end - start) + track.repeat(columns - end)
    }
    case 'fill': {
      const { columns, part, track } = moving
      const filled = filledColumns(moving, now)
      return part.repeat(filled) + track.repeat(columns - filled)
    }
  }
}

/** When it is another text, at the earliest: a time in ms, or Infinity. */
function nextChange(moving: Moving, { now = 0, isStill }: Moment, set: GlyphSet): number {
  switch (moving.kind) {
    case 'spinner': {
      const [appears, leaves] = visibility(moving)
      if (now < appears) return appears
      if (now >= leaves) return Infinity
      if (isStill) return leaves
      return Math.min(leaves, stepAfter(now, spinners[set === 'ascii' ? 'line' : moving.style].period))
    }
    case 'elapsed': {
      const time = Math.max(0, now - moving.from)
      return moving.from + stepAfter(time, precisionOf(time))
    }
    case 'remaining': {
      const left = moving.until - now
      return left > 0 ? moving.until - (Math.ceil(left / 1_000) - 1) * 1_000 : Infinity
    }
    case 'sweep':
      return isStill ? Infinity : stepAfter(now, STEP)
    case 'fill': {
      const { from, until, columns } = moving
      const filled = filledColumns(moving, now)
      if (filled === columns) return Infinity
      return Math.max(from + ((filled + 1) / columns) * (until - from), stepAfter(now, STEP))
    }
  }
}

/** When a spinner appears, and when it leaves. What has ended before it would have appeared is never seen. */
function visibility({ from, to }: { readonly from: number; readonly to: number }): readonly [number, number] {
  const appears = from + APPEARS_AFTER
  return [appears, to <= appears ? appears : Math.max(to, appears + STAYS)]
}

/** How much of a bar is full. It says a time, as `elapsed` does: it goes on if the user wants no motion. */
function filledColumns(
  { from, until, columns }: { readonly from: number; readonly until: number; readonly columns: number },
  now: number,
): number {
  if (now >= until) return columns
  // A moment is reached although its fraction of the time may be rounded down.
  return Math.max(0, Math.min(columns, Math.floor(((now - from) / (until - from)) * columns + 1e-6)))
}

/** Where the part of a sweep starts and ends. At time 0 it's at the beginning. */
function sweptPart(columns: number, time: number): readonly [start: number, end: number] {
  const way = ((Math.floor(time / STEP) % SWEEP_STEPS) / SWEEP_STEPS) * 1.25
  const start = way > 1 ? way - 1.25 : way
  const cell = (at: number) => Math.min(columns, Math.max(0, Math.round(at * columns)))
  return [cell(start), cell(start + 0.25)]
}

function stepAfter(time: number, step: number): number {
  return (Math.floor(time / step) + 1) * step
}

/** Whether two are the same text at all times. */
export function sameMoving(a: Moving | undefined, b: Moving | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && keyOf(a) === keyOf(b))
}

/** Names a moving text. */
export function keyOf(moving: Moving): string {
  return Object.values(moving).join(',')
}

/** A moving text whose cells are on a screen. */
export class MovingGlyphs {
  readonly moving: Moving
  /** The glyph of its first character; the others follow it. */
  readonly first: number
  /** How many characters were measured and painted. */
  readonly length: number
  /** Its text in the last frame, and in the one before. */
  text: string
  before: string
  /** When it is another text, in ms on the app's clock. */
  next = Infinity
  #at: number | undefined

  constructor(moving: Moving, first: number, text: string) {
    this.moving = moving
    this.first = first
    this.length = text.length
    this.text = text
    this.before = text
  }

  /** Whether it needs another number of cells than it was painted in. */
  get isMisfit(): boolean {
    return this.text.length !== this.length
  }

  /** Takes the text of a frame. */
  refresh(moment: Moment, set: GlyphSet): void {
    if (this.#at === moment.now) return
    this.#at = moment.now
    this.before = this.text
    this.text = movingText(this.moving, moment, set)
    this.next = this.isMisfit ? -Infinity : nextChange(this.moving, moment, set)
  }
}
