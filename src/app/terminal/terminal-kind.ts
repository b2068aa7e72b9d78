type Environment = Readonly<Record<string, string | undefined>>

/** What an app gets from the terminal that it is started on. */
export interface TerminalKind {
  /** Whether frames are drawn. Otherwise the final text is printed. */
  readonly output: 'screen' | 'text'
  /** Where keys come from: standard input, or the terminal that the process is run from. */
  readonly keys: 'stdin' | 'controlling terminal' | 'none'
  /** Why nobody can press a key, for an error. */
  readonly reason: string
}

/** What decides. */
interface Surroundings {
  readonly stdin: { readonly isTTY?: boolean | undefined }
  readonly stdout: { readonly isTTY?: boolean | undefined }
  readonly env: Environment
}

/**
 * The kinds of terminals, the first that fits counts. A row of its own makes room for an app that says in lines what it shows,
 * and asks its questions in lines. Until then such a terminal gets the final text, as a pipe does.
 */
const kinds: readonly (readonly [fits: (surroundings: Surroundings) => boolean, TerminalKind])[] = [
  [({ env }) => isOn(env['CI']), text('CI is set')],
  [({ stdout }) => stdout.isTTY !== true, text("standard output isn't a terminal")],
  // In lines, later: a question reads a line.
  [({ env }) => env['TERM'] === 'dumb', text('TERM is dumb')],
  [({ env }) => isOn(env['ACCESSIBLE']), text('ACCESSIBLE is set')],
  [({ stdin }) => stdin.isTTY === true, { output: 'screen', keys: 'stdin', reason: '' }],
  [
    () => true,
    {
      output: 'screen',
      keys: 'controlling terminal',
      reason: "standard input isn't a terminal and the process has no terminal of its own",
    },
  ],
]

/** The one place that decides what kind of terminal this is. */
export function terminalKind(surroundings: Surroundings): TerminalKind {
  return kinds.find(([fits]) => fits(surroundings))![1]
}

function text(reason: string): TerminalKind {
  return { output: 'text', keys: 'none', reason }
}

/** Whether a variable is set to something that isn't a no. */
function isOn(value: string | undefined): boolean {
  return !['', '0', 'false'].includes(value?.toLowerCase() ?? '')
}
