/** What a terminal is asked: the color of its background, and last what it is. All terminals answer the last. */
export type Question = 'background' | 'last'

/** Terminals answer within this time or not at all, in ms. */
export const ANSWER_TIMEOUT = 3_000

/**
 * How long the answer about the background may come after the last one, in ms: what stands between an app and its terminal
 * (GNU screen, ConPTY) gives the last answer itself, and passes the other question on.
 */
export const LATE_ANSWER_TIMEOUT = 400

/** What the terminal's actor is told, of which a reply has a sequence. */
interface Told {
  readonly type: string
  readonly sequence?: string
}

export function isBackgroundAnswer({ type, sequence = '' }: Told): boolean {
  return type === 'reply' && sequence.startsWith('\x1b]11;')
}

/** Whether it's an answer about another color than the background's. */
export function isColorAnswer({ type, sequence = '' }: Told): boolean {
  return type === 'reply' && /^\x1b\](?:10|4);/.test(sequence)
}

/** Whether the terminal says that its colors have changed. */
export function isColorReport({ type, sequence = '' }: Told): boolean {
  return type === 'reply' && /^\x1b\[\?997;\d+n$/.test(sequence)
}

export function isLastAnswer({ type, sequence = '' }: Told): boolean {
  return type === 'reply' && /^\x1b\[\?[\d;]*c$/.test(sequence)
}
