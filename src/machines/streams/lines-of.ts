import { LineCollector } from './line-collector.ts'

/**
 * The lines of a stream of UTF-8. Bytes that aren't UTF-8 become U+FFFD.
 *
 * ```ts
 * for await (const line of linesOf(createReadStream('log'))) console.log(line)
 * ```
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  const lines = new LineCollector()
  for await (const chunk of chunks) yield* lines.push(chunk)
  yield* lines.end()
}
