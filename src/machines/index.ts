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
export {
  list,
  type List,
  type ListContext,
  type ListEvent,
  type ListInput,
  type ListOptions,
  type ListState,
} from './list.ts'
export { selectedItem, type Listed, type ListItem } from './list-selection.ts'
export { type ListSource } from './list-source.ts'
export { type Matches } from './matching.ts'
export { type EditedLine, type EditTarget } from './line-edit.ts'
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
export {
  scrolling,
  type Scrolling,
  type ScrollingContext,
  type ScrollingEvent,
  type ScrollingOptions,
  type ScrollingState,
} from './scrolling.ts'
export {
  tailing,
  type Tailing,
  type TailingContext,
  type TailingEvent,
  type TailingInput,
  type TailingState,
  type TailSource,
} from './tailing.ts'
export {
  textInput,
  type TextInput,
  type TextInputContext,
  type TextInputEvent,
  type TextInputInput,
  type TextInputOptions,
  type TextInputState,
} from './text-input.ts'
export { ticking, type Ticking, type TickingContext } from './ticking.ts'
