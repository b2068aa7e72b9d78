import { Judge } from './judge.ts'
import { hasTmux, Tmux } from './tmux.ts'

/** A terminal of one size, to compare what it shows of our frames with what it shows of the same text by `cat`. */
export interface Emulator {
  readonly name: string
  /** The rows after these bytes too. */
  show(bytes: string): Promise<string[]>
  close(): void
}

/** Those on this machine, in the mode that an app uses. */
export async function emulators(columns: number, rows: number): Promise<Emulator[]> {
  const all = [
    xterm(columns, rows, true),
    xterm(columns, rows, false),
    ...(hasTmux ? [tmux(columns, rows)] : []),
  ]
  for (const emulator of all) await emulator.show('\x1b[?7l')
  return all
}

function xterm(columns: number, rows: number, graphemes: boolean): Emulator {
  const judge = new Judge(columns, rows, { graphemes })
  return {
    name: graphemes ? 'xterm.js with graphemes' : 'xterm.js',
    async show(bytes) {
      await judge.write(bytes)
      return judge.lines()
    },
    close() {},
  }
}

function tmux(columns: number, rows: number): Emulator {
  const pane = new Tmux(columns, rows)
  return { name: 'tmux', show: (bytes) => pane.show(bytes), close: () => pane.close() }
}

/** A row without its blanks: terminals have them where they give a cluster fewer cells than another would. */
export function withoutBlanks(row: string): string {
  return row.replace(/\s/gu, '')
}
