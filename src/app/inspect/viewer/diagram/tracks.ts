import type { Link } from './plan.ts'

/** Pixels between two lines that run beside each other, and at the least between the ends of two in one track. */
export const TRACK = 9
const APART = 12

interface Track {
  readonly link: Link
  readonly low: number
  readonly high: number
}

/**
 * The tracks in which links between two rows run sideways: as many as are needed so that no two lie on each other, in an order
 * in which few cross. Sets `middle` to the number of the track, from the top; returns how many there are.
 */
export function tracksOf(links: readonly Link[]): number {
  const sideways = links
    .filter(({ upperX, lowerX }) => upperX !== lowerX)
    .map((link) => ({
      link,
      low: Math.min(link.upperX, link.lowerX),
      high: Math.max(link.upperX, link.lowerX),
    }))
  const used: Track[][] = []
  for (const track of sorted(sideways)) {
    const first = 1 + used.findLastIndex((others) => others.some((other) => isAbove(other, track)))
    let number = first
    while (used[number]?.some((other) => overlap(track, other)) === true) number++
    ;(used[number] ??= []).push(track)
    track.link.middle = number
  }
  return used.length
}

/** Each after those that should be above it, as far as that is possible. */
function sorted(tracks: readonly Track[]): readonly Track[] {
  const done = new Set<Track>()
  const found: Track[] = []
  const visit = (track: Track) => {
    if (done.has(track)) return
    done.add(track)
    for (const other of tracks) if (isAbove(other, track)) visit(other)
    found.push(track)
  }
  for (const track of tracks) visit(track)
  return found
}

/** Whether the first should be above the second: there are fewer crossings so. */
function isAbove(one: Track, other: Track): boolean {
  return one !== other && overlap(one, other) && cost(one, other) < cost(other, one)
}

function overlap(one: Track, other: Track): boolean {
  return one.low < other.high + APART && other.low < one.high + APART
}

/** What it costs if `upper` is above: a line that is crossed, or lines that lie on each other. */
function cost(upper: Track, lower: Track): number {
  const { upperX } = lower.link
  const { lowerX } = upper.link
  const crossed = (at: number, { low, high }: Track) => (at > low && at < high ? 1 : 0)
  return crossed(upperX, upper) + crossed(lowerX, lower) + (Math.abs(upperX - lowerX) < 4 ? 100 : 0)
}
