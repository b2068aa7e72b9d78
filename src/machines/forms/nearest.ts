/** A suggestion for a misspelled name: `: did you mean name?`; the names that there are, if none is like it. */
export function nearest(wrong: string, names: readonly string[], prefix = ''): string {
  const [best] = names
    .map((name) => ({ name, distance: distanceOf(wrong.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)
  if (best !== undefined && best.distance <= Math.max(2, wrong.length / 3))
    return `: did you mean ${prefix}${best.name}?`
  return names.length === 0 ? '' : `: there are ${names.map((name) => `${prefix}${name}`).join(', ')}`
}

/** How many letters have to be added, left out, changed or swapped with the next one. */
function distanceOf(a: string, b: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, index) => index)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    ;[before, last] = [last, row]
  }
  return last[b.length]!
}
