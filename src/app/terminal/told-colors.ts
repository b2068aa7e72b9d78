import { toneOf, type ToldColors } from '../../render/theme/told-theme.ts'

/** What a terminal has answered about its colors. */
export interface ColorAnswers {
  /** Packed, as in `ToldColors`. */
  readonly text: number | undefined
  readonly ground: number | undefined
  readonly palette: readonly (number | undefined)[]
}

/** What is known of a terminal's colors. */
export interface KnownColors {
  /** What its text stands on; undefined if it doesn't say. */
  readonly background: 'light' | 'dark' | undefined
  /** All of its colors; undefined if it doesn't say all. */
  readonly told: ToldColors | undefined
}

export const noAnswers: ColorAnswers = { text: undefined, ground: undefined, palette: [] }

const PALETTE_SIZE = 16

/** xterm's ctlseqs, OSC 4, 10 and 11: `rgb:` or `rgba:`, and one to four hexadecimal digits a channel. */
const answer =
  /^\x1b\](1[01]|4;\d{1,2});rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:[\x07\x1b/]|$)/i

/** The answers with that of a reply; the same object if it's no answer about colors. */
export function withReply(answers: ColorAnswers, reply: string): ColorAnswers {
  const [, asked, ...channels] = answer.exec(reply) ?? []
  if (asked === undefined) return answers
  const color = channels.reduce((rgb, digits) => rgb * 256 + byteOf(digits), 0)
  if (asked === '10') return { ...answers, text: color }
  if (asked === '11') return { ...answers, ground: color }
  const index = Number(asked.slice(2))
  return index < PALETTE_SIZE ? { ...answers, palette: replaced(answers.palette, index, color) } : answers
}

/** What is known after an answer. All colors of one terminal count together: a ground that has changed makes the others doubtful. */
export function knownFrom({ text, ground, palette }: ColorAnswers, before: KnownColors): KnownColors {
  if (ground === undefined) return { background: before.background, told: before.told }
  const isComplete = text !== undefined && palette.length === PALETTE_SIZE && !palette.includes(undefined)
  const told = isComplete ? { text, ground, palette: palette as readonly number[] } : undefined
  const kept = before.told?.ground === ground ? before.told : undefined
  return { background: toneOf(ground), told: told === undefined || isSame(told, kept) ? kept : told }
}

function byteOf(digits: string): number {
  return Math.round((Number.parseInt(digits, 16) / (16 ** digits.length - 1)) * 255)
}

function replaced(palette: ColorAnswers['palette'], index: number, color: number): ColorAnswers['palette'] {
  return Array.from({ length: Math.max(palette.length, index + 1) }, (_, i) =>
    i === index ? color : palette[i],
  )
}

function isSame(a: ToldColors, b: ToldColors | undefined): boolean {
  return b !== undefined && a.text === b.text && a.palette.every((color, index) => color === b.palette[index])
}
