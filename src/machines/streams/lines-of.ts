import { LineCollector } from './line-collector.ts'

/**
 * The lines of a stream of bytes, UTF-8; bytes that are none become U+FFFD.
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
