import { LineSplitter } from './line-splitter.ts'

/**
 * The lines of a stream of bytes, UTF-8; bytes that are none become U+FFFD.
 *
 * ```ts
 * for await (const line of linesOf(createReadStream('log'))) console.log(line)
 * ```
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, void> {
  let lines: string[] = []
  const splitter = new LineSplitter((line) => lines.push(line))
  const taken = () => {
    const full = lines
    lines = []
    return full
  }
  for await (const chunk of chunks) {
    splitter.push(chunk)
    yield* taken()
  }
  splitter.end()
  yield* taken()
}
