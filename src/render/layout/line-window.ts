import type { LinesNode, LineSource } from '../nodes/node.ts'

/** How many lines a source says that it has; it may be anything that data has made of it. */
export function lineCount(source: LineSource): number {
  return source.length > 0 ? Math.trunc(source.length) : 0
}

/** The line at the top of a window of this height. */
export function firstLine({ source, from, show }: LinesNode, height: number): number {
  const last = Math.max(0, lineCount(source) - height)
  if (show !== undefined) return Math.max(0, Math.min(show - (height >> 1), last))
  return from === 'end' ? last : Math.min(from, last)
}
