export { SETTLED, type AnswerFrom } from './answer.ts'
export { now, systemClock, type Clock } from './clock.ts'
export {
  deadline,
  TimeoutError,
  type Deadline,
  type DeadlineContext,
  type DeadlineState,
} from './deadline.ts'
export {
  debouncing,
  type Debouncing,
  type DebouncingContext,
  type DebouncingEvent,
  type DebouncingState,
} from './debouncing.ts'
export { editing, type Editing, type EditingOptions, type EditingOutput } from './editing.ts'
export { ExitError, type Exit } from './exit-error.ts'
export {
  fetching,
  type Fetching,
  type FetchingContext,
  type FetchingEvent,
  type FetchingState,
} from './fetching.ts'
export { followFile, type FollowOptions } from './follow-file.ts'
export {
  gathering,
  type AllOf,
  type FirstOf,
  type Gathering,
  type GatheringContext,
  type GatheringOptions,
  type GatheringState,
  type InputsOf,
  type Part,
  type Parts,
  type PartsOf,
} from './gathering.ts'
export {
  handoff,
  type Handoff,
  type HandoffContext,
  type HandoffEvent,
  type HandoffOptions,
  type HandoffState,
} from './handoff.ts'
export { heldWork, holdWork, type HeldWork } from './held-work.ts'
export { type StreamSource, type Subscribe } from './inlet.ts'
export { LineRing, type Line } from './line-ring.ts'
export { linesOf } from './lines-of.ts'
export { CancelledError } from './outcome.ts'
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
export {
  polling,
  type Polling,
  type PollingContext,
  type PollingEvent,
  type PollingState,
} from './polling.ts'
export { type CommandOptions } from './process-group.ts'
export {
  processing,
  type ActiveItem,
  type Items,
  type Processing,
  type ProcessingContext,
  type ProcessingEvent,
  type ProcessingFailure,
  type ProcessingOutput,
} from './processing.ts'
export {
  resource,
  type ResourceContext,
  type ResourceOptions,
  type ResourcePattern,
  type ResourceState,
} from './resource.ts'
export {
  retrying,
  type Retrying,
  type RetryingContext,
  type RetryingEvent,
  type RetryingState,
  type RetryPolicy,
} from './retrying.ts'
export { Ring } from './ring.ts'
export {
  streaming,
  type Streaming,
  type StreamingContext,
  type StreamingEvent,
  type StreamingOptions,
  type StreamingOutput,
  type StreamingState,
} from './streaming.ts'
export {
  subprocess,
  type Subprocess,
  type SubprocessContext,
  type SubprocessEvent,
  type SubprocessOptions,
  type SubprocessOutput,
  type SubprocessState,
} from './subprocess.ts'
export {
  RestartError,
  supervising,
  type RestartPolicy,
  type Supervising,
  type SupervisingContext,
  type SupervisingState,
} from './supervising.ts'
export {
  throttling,
  type Throttling,
  type ThrottlingContext,
  type ThrottlingEvent,
  type ThrottlingState,
} from './throttling.ts'
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
