export { all } from './kit/all.ts'
export { announce, type Changes, type ValueOf } from './kit/change.ts'
export { SETTLED, type AnswerFrom } from './kit/answer.ts'
export { date, now, systemClock, type Clock } from './kit/clock.ts'
export {
  deadline,
  TimeoutError,
  type Deadline,
  type DeadlineContext,
  type DeadlineState,
} from './patterns/deadline.ts'
export {
  debouncing,
  type Debouncing,
  type DebouncingContext,
  type DebouncingEvent,
  type DebouncingState,
} from './patterns/debouncing.ts'
export {
  editing,
  type Draft,
  type Editing,
  type EditingOptions,
  type EditingOutput,
} from './patterns/editing.ts'
export { ExitError, type Exit } from './processes/exit-error.ts'
export {
  fetching,
  type Fetching,
  type FetchingContext,
  type FetchingEvent,
  type FetchingState,
} from './patterns/fetching.ts'
export { followFile, type FollowOptions } from './streams/follow-file.ts'
export {
  gathering,
  type AllOf,
  type FirstOf,
  type Gathering,
  type GatheringContext,
  type GatheringInput,
  type GatheringOptions,
  type GatheringState,
  type Part,
  type Parts,
  type PartsOf,
} from './patterns/gathering.ts'
export {
  handoff,
  type Handoff,
  type HandoffContext,
  type HandoffEvent,
  type HandoffOptions,
  type HandoffState,
} from './patterns/handoff.ts'
export { heldWork, holdWork, type HeldWork } from './kit/held-work.ts'
export type { StreamSource, Subscribe } from './streams/inlet.ts'
export { LineRing, type Line } from './streams/line-ring.ts'
export { linesOf } from './streams/lines-of.ts'
export { CancelledError } from './kit/failure.ts'
export { messageOf } from './kit/message-of.ts'
export {
  list,
  type List,
  type ListContext,
  type ListEvent,
  type ListInput,
  type ListOptions,
  type ListState,
} from './controls/list.ts'
export { selectedItem, type Listed, type ListItem } from './controls/list-selection.ts'
export type { ListSource } from './controls/list-source.ts'
export type { Matches } from './controls/matching.ts'
export type { EditedLine, FilledLine, LineCommand, LineEdits } from './controls/line-edit.ts'
export type { EditCommand } from './editor/apply-edit.ts'
export type { TextPlace } from './editor/edited-text.ts'
export type { EditRun, TextChange, UndoGroup } from './editor/editing-state.ts'
export type { TextTarget } from './editor/edits.ts'
export type { Pattern, WorkChild } from './kit/pattern.ts'
export {
  polling,
  type Polling,
  type PollingContext,
  type PollingEvent,
  type PollingState,
} from './patterns/polling.ts'
export type { CommandOptions } from './processes/command.ts'
export {
  processing,
  type ActiveItem,
  type Items,
  type Processing,
  type ProcessingContext,
  type ProcessingEvent,
  type ProcessingFailure,
  type ProcessingOutput,
} from './patterns/processing.ts'
export {
  resource,
  type ResourceContext,
  type ResourceOptions,
  type Resource,
  type ResourceState,
} from './patterns/resource.ts'
export {
  retrying,
  type Retrying,
  type RetryingContext,
  type RetryingEvent,
  type RetryingState,
  type RetryPolicy,
} from './patterns/retrying.ts'
export { Ring, type RingJson } from './streams/ring.ts'
export {
  streaming,
  type Streaming,
  type StreamingContext,
  type StreamingEvent,
  type StreamingOptions,
  type StreamingOutput,
  type StreamingState,
} from './patterns/streaming.ts'
export {
  subprocess,
  type OutputSource,
  type Unfinished,
  type Subprocess,
  type SubprocessContext,
  type SubprocessEvent,
  type SubprocessOptions,
  type SubprocessOutput,
  type SubprocessState,
} from './patterns/subprocess.ts'
export {
  RestartError,
  supervising,
  type RestartPolicy,
  type Supervising,
  type SupervisingContext,
  type SupervisingState,
  type SupervisedSource,
} from './patterns/supervising.ts'
export {
  throttling,
  type Throttling,
  type ThrottlingContext,
  type ThrottlingEvent,
  type ThrottlingState,
} from './patterns/throttling.ts'
export {
  scrolling,
  type Scrolling,
  type ScrollingContext,
  type ScrollingEvent,
  type ScrollingOptions,
  type ScrollingState,
} from './controls/scrolling.ts'
export {
  tailing,
  type NoLines,
  type Tailing,
  type TailingContext,
  type TailingEvent,
  type TailingInput,
  type TailingState,
  type TailSource,
} from './controls/tailing.ts'
export {
  textInput,
  type TextInput,
  type TextInputContext,
  type TextInputEvent,
  type TextInputInput,
  type TextInputOptions,
  type TextInputState,
} from './controls/text-input.ts'
export { ticking, type Ticking, type TickingContext } from './patterns/ticking.ts'
