/**
 * The part of a line that is in a rectangle (its first and last columns and rows): where it begins and ends. Undefined if no part of it is,
 * or if an end isn't a number. However long a line is, it then takes no more steps than the rectangle has dots (Liang and Barsky, 1984).
 */
export function clipLine(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): readonly [number, number, number, number] | undefined {
  const [deltaX, deltaY] = [x2 - x1, y2 - y1]
  if (!Number.isFinite(deltaX) || !Number.isFinite(deltaY)) return undefined
  let [from, to] = [0, 1]
  const edges = [
    [-deltaX, x1 - left],
    [deltaX, right - x1],
    [-deltaY, y1 - top],
    [deltaY, bottom - y1],
  ] as const
  for (const [towards, room] of edges) {
    if (towards === 0 && room < 0) return undefined
    if (towards < 0) from = Math.max(from, room / towards)
    if (towards > 0) to = Math.min(to, room / towards)
  }
  if (from > to) return undefined
  const at = (share: number) => [Math.round(x1 + deltaX * share), Math.round(y1 + deltaY * share)] as const
  return [...at(from), ...at(to)]
}
