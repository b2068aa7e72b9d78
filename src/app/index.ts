export { type App, type AppArguments, type AppOptions } from './app.ts'
export { type Clock } from '../machines/clock.ts'
export {
  component,
  type AnyComponent,
  type Component,
  type ComponentOptions,
  type EventsOf,
  type EventOf,
  type KeyBinding,
  type KeyFunction,
  type KeyTable,
  type Place,
  type Showable,
  type SnapshotOf,
  type ViewInfo,
} from './component.ts'
export { listView, type ListRow, type ListViewOptions } from './components/list-view.ts'
export { logView, type LogViewOptions } from './components/log-view.ts'
export { scrollView, type ScrollViewOptions } from './components/scroll-view.ts'
export { textField, type TextFieldOptions } from './components/text-field.ts'
export { statePath } from './bindings.ts'
export { AppError, Interrupted, ShutdownError } from './errors.ts'
export { type FrameReport } from './frames.ts'
export { type Inspect, type InspectOptions } from './inspection-options.ts'
export { type KeyEvent, type MouseEvent, type PasteEvent } from './input/events.ts'
export { keyHelp, region, type KeyHelpOptions, type RefOf, type RegionOptions } from './region.ts'
export { createApp, run } from './run.ts'
export { debouncingView, fetchingView, pollingView, tickingView } from './components/answer-views.ts'
export {
  deadlineView,
  gatheringView,
  processingView,
  retryingView,
  supervisingView,
  type PartViews,
} from './components/job-views.ts'
export {
  handoffView,
  resourceView,
  streamingView,
  subprocessView,
  throttlingView,
} from './components/stream-views.ts'
export { loadImage } from './terminal/terminal-kit.ts'
export { type TerminalOptions } from './terminal/choose-terminal.ts'
export { type PortListener, type TerminalPort } from './terminal/port.ts'

export { grid, type GridOptions } from '../render/builders/grid.ts'
export { image } from '../render/builders/image.ts'
export { lines, type LinesOptions } from '../render/builders/lines.ts'
export { overlay, type OverlayOptions } from '../render/builders/overlay.ts'
export { scroll, type ScrollOptions } from '../render/builders/scroll.ts'
export { progressBar, type ProgressBarOptions } from '../render/builders/progress-bar.ts'
export { spinner } from '../render/builders/spinner.ts'
export {
  box,
  column,
  grow,
  row,
  spacer,
  type BoxOptions,
  type StackOptions,
} from '../render/builders/stack.ts'
export { text, type TextContent, type TextOptions } from '../render/builders/text.ts'
export { type Color, type ColorName } from '../render/color.ts'
export {
  type Align,
  type Border,
  type Child,
  type CursorShape,
  type Justify,
  type Length,
  type LineSource,
  type Node,
  type Pixels,
  type Placement,
  type Sizing,
  type SlotNode,
  type TextAlign,
  type TextNode,
  type TextOverflow,
} from '../render/node.ts'
export { type Style, type UnderlineStyle } from '../render/style.ts'
