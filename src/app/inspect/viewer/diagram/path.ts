import type { Point } from './diagram.ts'

/** The radius of a corner, and the length and half the width of an arrow's head, in pixels. */
const RADIUS = 6
const HEAD = { length: 8, half: 4 } as const

/** A line through these points, with round corners, as the `d` of an SVG path. */
export function pathOf(points: readonly Point[]): string {
  const parts = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]]
    if (before === undefined) return `M${point.join()}`
    if (after === undefined) return `L${point.join()}`
    return `L${toward(point, before).join()}Q${point.join()},${toward(point, after).join()}`
  })
  return parts.join('')
}

/** The head of an arrow at the end of these points. */
export function headOf(points: readonly Point[]): string {
  const [x, y] = points.at(-1)!
  const [fromX, fromY] = points.at(-2) ?? [x, y - 1]
  const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)]
  const [baseX, baseY] = [x - dx * HEAD.length, y - dy * HEAD.length]
  const corner = (side: number) => `${baseX - side * dy * HEAD.half},${baseY + side * dx * HEAD.half}`
  return `M${x},${y}L${corner(1)}L${corner(-1)}Z`
}

/** The place on the way to another point where a corner begins. */
function toward([x, y]: Point, [toX, toY]: Point): Point {
  const distance = Math.abs(toX - x) + Math.abs(toY - y)
  const part = Math.min(RADIUS, distance / 2) / distance
  return [x + (toX - x) * part, y + (toY - y) * part]
}
