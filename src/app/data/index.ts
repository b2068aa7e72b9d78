export { barChart, type BarChartOptions, type ChartBar } from '../../render/nodes/bar-chart.ts'
export { canvas, type CanvasNode, type CanvasOptions } from '../../render/nodes/canvas.ts'
export type { CanvasPen, Dash, Stroke } from '../../render/paint/canvas-pen.ts'
export { gauge, type GaugeOptions } from '../../render/nodes/gauge.ts'
export {
  heatmap,
  type HeatmapOptions,
  type HeatmapRow,
  type ValueSource,
} from '../../render/charts/heatmap.ts'
export { lineChart, type ChartSeries, type LineChartOptions } from '../../render/charts/line-chart.ts'
export type { ChartPoint, PointSource } from '../../render/charts/plot-columns.ts'
export type { AxisKind } from '../../render/charts/time-ticks.ts'
export { RowSelection } from '../../machines/data/row-selection.ts'
export { type RowStore, type TableSource } from '../../machines/data/row-store.ts'
export { table, type Table, type TableState } from '../../machines/data/table.ts'
export { type TableEvent } from '../../machines/data/table-events.ts'
export { type TableInput, type TableOptions } from '../../machines/data/table-options.ts'
export { type TableContext } from '../../machines/data/table-context.ts'
export { type Arranged } from '../../machines/data/arranging.ts'
export { type TableColumn, type TableSort } from '../../machines/data/table-column.ts'
export { type ColumnSizing } from '../views/data/table-layout.ts'
export { tableView } from '../views/data/table.ts'
export type { TableCell, TableViewColumn, TableViewOptions } from '../views/data/table-look.ts'
export {
  collapsible,
  type Collapsible,
  type CollapsibleContext,
  type CollapsibleEvent,
  type CollapsibleOptions,
  type CollapsibleState,
} from '../../machines/data/collapsible.ts'
export {
  collapsibleView,
  type CollapsibleLook,
  type CollapsibleViewOptions,
} from '../views/data/collapsible.ts'
export type { PanelChildren, Panels, PanelsInput } from '../../machines/data/panels.ts'
export {
  tabs,
  type Tabs,
  type TabsContext,
  type TabsEvent,
  type TabsOptions,
} from '../../machines/data/tabs.ts'
export { tabsView, type TabsLook, type TabsViewOptions } from '../views/data/tabs.ts'
export {
  split,
  type Split,
  type SplitContext,
  type SplitEvent,
  type SplitOptions,
} from '../../machines/data/split.ts'
export { splitView, type SplitLook, type SplitViewOptions } from '../views/data/split.ts'
export { tree, type Tree, type TreeState } from '../../machines/data/tree.ts'
export { type TreeEvent } from '../../machines/data/tree-events.ts'
export { type TreeInput, type TreeLoad, type TreeOptions } from '../../machines/data/tree-options.ts'
export { type TreeContext } from '../../machines/data/tree-context.ts'
export { type TreeMatches } from '../../machines/data/tree-matches.ts'
export { type Below, type Branch, type TreePath } from '../../machines/data/tree-branch.ts'
export { treeView, type TreeLook, type TreeRow, type TreeViewOptions } from '../views/data/tree.ts'
export {
  dialog,
  type BodyValue,
  type Dialog,
  type DialogButton,
  type DialogContext,
  type DialogEvent,
  type DialogOptions,
  type DialogParts,
  type DialogState,
} from '../../machines/data/dialog.ts'
export { dialogView, type DialogLook } from '../views/data/dialog.ts'
export { menu, type Menu, type MenuOptions, type MenuState } from '../../machines/data/menu.ts'
export type { MenuContext, MenuEvent } from '../../machines/data/menu-context.ts'
export type { MenuEntry, MenuId, MenuItem, MenuLevel, OpenMenus } from '../../machines/data/menu-items.ts'
export { eventItems } from '../views/data/event-items.ts'
export { menuView, type MenuLook } from '../views/data/menu.ts'
export {
  toasts,
  type Toast,
  type ToastAction,
  type ToastLevel,
  type ToastOptions,
  type Toasts,
  type ToastsContext,
  type ToastsEvents,
  type ToastsOptions,
} from '../../machines/data/toasts.ts'
export { type Toasting, type ToastingContext, type ToastingEvent } from '../../machines/data/toasting.ts'
export { toastsView } from '../views/data/toasts.ts'
