export type { App, AppArguments, AppOptions, ResultOf } from './app.ts'
export type { Clock } from '../machines/kit/clock.ts'
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
  type RegionPlacement,
  type Presentation,
  type QuitKeyOf,
  type QuitOption,
  type Showable,
  type SnapshotOf,
  type ViewInfo,
} from './component.ts'
export type { LineFace, LineQuestion } from './lines/line-face.ts'
export { listView, type ListRow, type ListViewOptions } from './views/controls/list.ts'
export { tailingView, type LineOf, type TailingViewOptions } from './views/controls/tailing.ts'
export { scrollingView, type ScrollingViewOptions } from './views/controls/scrolling.ts'
export { textInputView, type TextInputViewOptions } from './views/controls/text-input.ts'
export { print } from './print.ts'
export { copy } from './copy.ts'
export type { PersistedState, PersistOptions } from './persist/persist-options.ts'
export type { RecordOptions } from './trace/record-options.ts'
export type { Redact } from './redact.ts'
export { setTheme, type ThemeArguments } from './set-theme.ts'
export type { AppActionArguments } from './app-of-system.ts'
export type { ThemeChoice, ThemeOption } from './theme.ts'
export { defineTheme, type ThemeOptions } from '../render/theme/define-theme.ts'
export { themeNames, type Theme, type ThemeName } from '../render/theme/themes.ts'
export type { ColorRole, Roles } from '../render/theme/roles.ts'
export { all, type InputsOf, type InvokeOf, type NamedLogic } from '../machines/kit/all.ts'
export { announce, type Changes, type ValueOf } from '../machines/kit/change.ts'
export { valueOf, type WithValue } from './value-of.ts'
export type { NamedChildren } from './named-children.ts'
export { statePath } from './state-path.ts'
export { AppError, InterruptedError, NeedsKeysError, ShutdownError } from './errors.ts'
export { ToldError } from '../machines/kit/told-error.ts'
export type { ClipboardOption } from './mouse/clipboard.ts'
export type { Saying, WindowMeta } from './window/window-meta.ts'
export type { FrameReport } from './frames/frames.ts'
export type { AppInspector, Inspect, InspectObserver } from './lifecycle/inspection.ts'
export type { KeyEvent, MouseEvent, PasteEvent } from './input/events.ts'
export {
  keyHelp,
  region,
  type AnyRef,
  type ContextOf,
  type KeyHelpOptions,
  type RegionOptions,
  type Showing,
} from './region.ts'
export { createApp, run } from './run.ts'
export { deadlineView } from './views/patterns/deadline.ts'
export { debouncingView } from './views/patterns/debouncing.ts'
export { fetchingView } from './views/patterns/fetching.ts'
export { gatheringView, type PartViews } from './views/patterns/gathering.ts'
export { handoffView } from './views/patterns/handoff.ts'
export { pollingView } from './views/patterns/polling.ts'
export { processingView } from './views/patterns/processing.ts'
export { resourceView } from './views/patterns/resource.ts'
export { retryingView } from './views/patterns/retrying.ts'
export { streamingView } from './views/patterns/streaming.ts'
export type { LineColors, ShownLines } from './views/line-colors.ts'
export { subprocessView, type SubprocessViewOptions } from './views/patterns/subprocess.ts'
export { supervisingView, type SupervisingViewOptions } from './views/patterns/supervising.ts'
export { throttlingView } from './views/patterns/throttling.ts'
export { stateChips } from './views/state-chips.ts'
export { tickingView } from './views/patterns/ticking.ts'
export { loadImage } from './terminal/load-image.ts'
export type { TerminalOptions } from './terminal/choose-terminal.ts'
export type { PortListener, TerminalPort } from './terminal/port.ts'

export type { CanvasNode } from '../render/nodes/canvas.ts'
export type { CanvasPen, Dash, Stroke } from '../render/paint/canvas-pen.ts'
export type { FittingNode, Form } from '../render/nodes/fitting.ts'
export { grid, type GridNode, type GridOptions } from '../render/nodes/grid.ts'
export type { Hint } from '../render/nodes/hint-lines.ts'
export type { HintsNode } from '../render/nodes/hints.ts'
export { image, type ImageNode } from '../render/nodes/image.ts'
export {
  layer,
  modal,
  type Layer,
  type LayerOptions,
  type ModalOptions,
  type Placement,
  type Point,
} from '../render/nodes/layer.ts'
export { lines, type LinesNode, type LinesOptions } from '../render/nodes/lines.ts'
export type { TallLinesNode } from '../render/nodes/tall-lines.ts'
export { overlay, type OverlayNode, type OverlayOptions } from '../render/nodes/overlay.ts'
export { pane, type PaneNode, type PaneOptions } from '../render/nodes/pane.ts'
export { rule, type RuleNode, type RuleOptions } from '../render/nodes/rule.ts'
export { scroll, type ScrollNode, type ScrollOptions } from '../render/nodes/scroll.ts'
export {
  progressBar,
  type ProgressBarNode,
  type ProgressBarOptions,
  type ProgressBarStyle,
  type ProgressTime,
  type ProgressState,
} from '../render/nodes/progress-bar.ts'
export { sparkline, type SparklineOptions } from '../render/nodes/sparkline.ts'
export { badge, type BadgeOptions } from '../render/nodes/badge.ts'
export { mark, type MarkName } from '../render/nodes/mark.ts'
export { elapsed, type ElapsedOptions } from '../render/nodes/elapsed.ts'
export { spinner, type SpinnerOptions } from '../render/nodes/spinner.ts'
export { grow, spacer } from '../render/nodes/grow.ts'
export { box, type BoxOptions } from '../render/nodes/box.ts'
export { column, row, type StackNode, type StackOptions } from '../render/nodes/stack.ts'
export { text, type TextContent, type TextOptions } from '../render/nodes/text.ts'
export type { Color, ColorName } from '../render/paint/color.ts'
export type { Align, Justify } from '../render/layout/spread.ts'
export type { Border, BorderSides } from '../render/paint/border.ts'
export type { Child, PressOf } from '../render/nodes/children.ts'
export type { CursorShape } from '../render/paint/cursor.ts'
export type { AnyPress, Length, Pointing, Press, PressEvent, Sent, Sizing } from '../render/layout/sizing.ts'
export type { LineRow, LineSource } from '../render/nodes/lines.ts'
export type { Node, SlotNode, TextNode } from '../render/nodes/index.ts'
export type { Content, Span } from '../render/text/shape.ts'
export { width } from '../render/text/width.ts'
export type { Pixels } from '../render/pictures/pixels.ts'
export type { GlyphSet } from '../render/text/glyph-set.ts'
export { duration } from '../render/text/duration.ts'
export type { Moving, SpinnerStyle } from '../render/text/moving.ts'
export type { TextAlign, TextOverflow } from '../render/text/text-lines.ts'
export type { Sides } from '../render/nodes/options.ts'
export type { Style, UnderlineStyle } from '../render/paint/style.ts'
export type { KeyMapOption } from './keys/key-map.ts'
