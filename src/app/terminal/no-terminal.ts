import type { TerminalPort } from './port.ts'

/**
 * Stands for a terminal where there is none: a pipe, a file, a terminal that can only print. It has no keys, and it is
 * always behind, so that no frame is ever made for it.
 */
export function noTerminal(columns: number, rows: number): TerminalPort {
  return {
    columns,
    rows,
    hasKeys: false,
    behind: true,
    open() {},
    close() {},
    write() {},
    writeNow() {},
  }
}
