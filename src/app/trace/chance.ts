/** Where pure code gets its chance and its time of day from, while it runs. */
export interface PureWorld {
  random(): number
  date(): number
}

const RealDate = globalThis.Date
const realRandom = Math.random
/** How many stages are open. The globals are only replaced while there is one. */
let stages = 0
let world: PureWorld | undefined

/**
 * Lets code that runs in `within` get its chance and its time from a stage: `Math.random()`, `Date.now()` and `new Date()` say the same
 * again in a replay. Other code gets the real ones. Returns the function that ends it.
 */
export function openChance(): () => void {
  if (stages++ === 0) {
    Math.random = () => world?.random() ?? realRandom()
    globalThis.Date = StagedDate
  }
  let isOpen = true
  return () => {
    if (!isOpen) return
    isOpen = false
    if (--stages > 0) return
    if (globalThis.Date === StagedDate) globalThis.Date = RealDate
    Math.random = realRandom
  }
}

/** Runs code with the chance and the time of a stage, or with the real ones. */
export function within<Result>(next: PureWorld | undefined, work: () => Result): Result {
  const before = world
  world = next
  try {
    return work()
  } finally {
    world = before
  }
}

/** `new Date()` in pure code. All else is as in `Date`, which it stands for. */
const StagedDate: DateConstructor = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(
      target,
      args.length === 0 && world !== undefined ? [world.date()] : args,
      newTarget === StagedDate ? target : newTarget,
    ) as object,
  apply: () => String(new StagedDate()),
  get: (target, key, receiver) =>
    key === 'now'
      ? stagedNow
      : (Reflect.get(target, key, receiver === StagedDate ? target : receiver) as unknown),
})

function stagedNow(): number {
  return world?.date() ?? RealDate.now()
}

/** Random numbers that a seed decides: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
