import type { TerminalPort } from './port.ts'

/**
 * Stands for a terminal if there is none: a pipe, a file, a terminal that is only lines. Bytes of keys don't come from it, and it answers
 * nothing.
 */
export function noTerminal(columns: number, rows: number): TerminalPort {
  return {
    columns,
    rows,
    hasKeys: false,
    behind: false,
    open() {},
    close() {},
    write() {},
    writeNow() {},
  }
}
