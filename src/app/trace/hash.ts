/** FNV-1a of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const FNV_OFFSET = 0x811c9dc5 | 0
const FNV_PRIME = 0x01000193

/** The hash of a text. `start` is that of what comes before it. */
export function hashOf(text: string, start = FNV_OFFSET): number {
  let hash = start
  for (let at = 0; at < text.length; at++) hash = mixed(hash, text.charCodeAt(at))
  return hash
}

/** A signed number, since a small one is much faster. */
export function mixed(hash: number, value: number): number {
  return Math.imul(hash ^ value, FNV_PRIME)
}
