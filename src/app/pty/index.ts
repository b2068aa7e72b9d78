export { MissingPackageError } from '../../machines/terminals/peer-package.ts'
export {
  pseudoterminal,
  type Pseudoterminal,
  type PseudoterminalContext,
  type PseudoterminalEvent,
  type PseudoterminalOptions,
  type PseudoterminalOutput,
  type PseudoterminalState,
  type TerminalMatch,
} from '../../machines/terminals/pseudoterminal.ts'
export { type PtyCommand, type TerminalSize } from '../../machines/terminals/pty-process.ts'
export { type TerminalModes } from '../../machines/terminals/terminal-modes.ts'
export { type CellRow } from '../../machines/terminals/cell-row.ts'
export { type TerminalCursor, type TerminalScreen } from '../../machines/terminals/terminal-screen.ts'
export { terminalView, type TerminalViewOptions } from './terminal-view.ts'
export type {
  TerminalCells,
  TerminalMark,
  TerminalNode,
  TerminalSource,
} from '../../render/nodes/terminal.ts'
