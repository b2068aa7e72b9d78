import type { Span } from '../text/shape.ts'

/** The parts of a text, line by line. A line end (LF or CR LF) is in no part. */
export function spanLines(spans: readonly Span[]): Span[][] {
  const lines: Span[][] = [[]]
  for (const { text, style } of spans) {
    const [first, ...rest] = text.split(/\r?\n/)
    if (first !== '') lines.at(-1)!.push({ text: first!, style })
    for (const line of rest) lines.push(line === '' ? [] : [{ text: line, style }])
  }
  return lines
}
