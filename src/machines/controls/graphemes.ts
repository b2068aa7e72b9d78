import { collectGraphemes, graphemeSegments } from 'unicode-segmenter/grapheme'

/*
 * Text in characters as a person counts them: grapheme clusters (Unicode TR 29). A family emoji, a flag, a letter with its
 * marks and a Hangul syllable are one each. The same package splits text in src/render, so both agree.
 */

let last: { readonly text: string; readonly clusters: readonly string[] } = { text: '', clusters: [] }

/** The clusters of a text, in order. The last answer is cached: a key press asks several times about the same text. */
export function graphemes(text: string): readonly string[] {
  if (text !== last.text) last = { text, clusters: split(text) }
  return last.clusters
}

/** The first `count` clusters of a text. The rest isn't looked at, however long it is. */
export function firstGraphemes(text: string, count: number): string {
  if (text.length <= count) return text
  let left = count
  for (const { index } of graphemeSegments(text)) if (left-- <= 0) return text.slice(0, index)
  return text
}

/** The index of the cluster at an offset in UTF-16 units. If the offset is inside a cluster, the next one counts. */
export function clusterAt(text: string, offset: number): number {
  const clusters = graphemes(text)
  let index = 0
  for (let at = 0; at < offset && index < clusters.length; index++) at += clusters[index]!.length
  return index
}

/** The offset of a cluster, in UTF-16 units. */
export function offsetOf(text: string, cluster: number): number {
  const clusters = graphemes(text)
  let offset = 0
  for (let index = 0; index < cluster && index < clusters.length; index++) offset += clusters[index]!.length
  return offset
}

function split(text: string): readonly string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('')
  return collectGraphemes(text)
}
