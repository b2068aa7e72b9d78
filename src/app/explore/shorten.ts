/**
 * Leaves out of a list what isn't needed for it to fail still: halves of it, then quarters, and so on ("delta debugging", Zeller 2002).
 * Tries at most so many lists.
 */
export async function shorten<Item>(
  items: readonly Item[],
  fails: (items: readonly Item[]) => Promise<boolean>,
  maxTries: number,
): Promise<readonly Item[]> {
  let kept = items
  let tries = 0
  for (let size = Math.ceil(items.length / 2); size >= 1 && kept.length > 0;) {
    let isShorter = false
    for (let at = 0; at < kept.length && tries < maxTries;) {
      const without = kept.toSpliced(at, size)
      tries++
      if (await fails(without)) {
        kept = without
        isShorter = true
      } else at += size
    }
    if (tries >= maxTries || (size === 1 && !isShorter)) break
    if (size > 1) size = Math.ceil(size / 2)
  }
  return kept
}
