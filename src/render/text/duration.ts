const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * A time in ms, for people: '0.9 s', '12 s', '1 min 5 s', '2 h 3 min', '3 d 4 h'. What isn't a time is '0.0 s'.
 *
 * ```ts
 * text(duration(finishedAt - startedAt), { color: 'muted' })
 * ```
 */
export function duration(ms: number): string {
  const time = ms > 0 ? ms : 0
  if (time >= 10 * SECOND) return wholeDuration(time)
  return `${(Math.floor(time / 100) / 10).toFixed(1)} s`
}

/** A time that is left, in ms, in whole seconds: '2 s'. It's '0 s' only when nothing is left. */
export function timeLeft(ms: number): string {
  return wholeDuration(ms > 0 ? Math.ceil(ms / SECOND) * SECOND : 0)
}

/** Longer ones are shown as this. */
const MAX_DURATION = 9_999 * DAY

function wholeDuration(time: number): string {
  const ms = Math.min(time, MAX_DURATION)
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min ${Math.floor((ms % MINUTE) / SECOND)} s`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h ${Math.floor((ms % HOUR) / MINUTE)} min`
  return `${Math.floor(ms / DAY)} d ${Math.floor((ms % DAY) / HOUR)} h`
}

/** How long such a text stays as it is, at most, in ms: what it is rounded to. */
export function precisionOf(ms: number): number {
  if (ms < 10 * SECOND) return 100
  return ms < HOUR ? SECOND : ms < DAY ? MINUTE : HOUR
}
