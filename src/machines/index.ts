export { now, systemClock, type Clock } from './clock.ts'
export {
  fetching,
  type Fetching,
  type FetchingContext,
  type FetchingEvent,
  type FetchingState,
} from './fetching.ts'
export { heldWork, holdWork, type HeldWork } from './held-work.ts'
export { LineRing, type Line } from './line-ring.ts'
export { type Pattern } from './pattern.ts'
export { type CommandOptions } from './process-group.ts'
export {
  processing,
  type Items,
  type Processing,
  type ProcessingContext,
  type ProcessingEvent,
  type ProcessingFailure,
  type ProcessingOutput,
} from './processing.ts'
export {
  ExitError,
  subprocess,
  type Subprocess,
  type SubprocessContext,
  type SubprocessEvent,
  type SubprocessOptions,
  type SubprocessOutput,
  type SubprocessState,
} from './subprocess.ts'
export { ticking, type Ticking, type TickingContext } from './ticking.ts'
