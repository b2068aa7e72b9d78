export type { Keyboard } from '../input/key-bytes.ts'
export { MemoryTerminal } from './memory-terminal.ts'
export { mount } from './mount.ts'
export type { Mounted, MountArguments, MountedFrame, MountOptions, WithScreen } from './mounted.ts'
export { screenSerializer } from './screen-serializer.ts'
export { VirtualClock } from './virtual-clock.ts'
export { screenshot, type ScreenshotOptions } from './screenshot.ts'
export type { Difference } from '../trace/difference.ts'
export { replayTrace, type Replay, type ReplayOptions, type ReplayStep } from '../trace/replay-trace.ts'
export { TraceError } from '../trace/trace-error.ts'
export {
  explore,
  type Exploration,
  type ExploreArguments,
  type ExploredState,
  type ExploreOptions,
} from '../explore/explore.ts'
export { ExploreError, type ExploreErrorDetails } from '../explore/explore-error.ts'
export type { FailureKind } from '../explore/invariants.ts'
export type { Move } from '../explore/move.ts'
export type { Samples } from '../explore/samples.ts'
export { lint, type LintOptions } from '../lint/lint.ts'
export type { LintFinding, LintRule } from '../lint/finding.ts'
export {
  storyboard,
  type Board,
  type BoardScreen,
  type Storyboard,
  type StoryboardArguments,
  type StoryboardInputs,
  type StoryboardOptions,
} from '../storyboard/storyboard.ts'
export { storyboardPage } from '../storyboard/page.ts'
export { toMatchStoryboard, type MatcherResult } from '../storyboard/to-match-storyboard.ts'
