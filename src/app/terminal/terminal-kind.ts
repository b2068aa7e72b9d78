type Environment = Readonly<Record<string, string | undefined>>

/** What an app gets from the terminal that it is started on. */
export interface TerminalKind {
  /** Whether frames are drawn, or what changes is said in lines. Otherwise the final text is printed. */
  readonly output: 'screen' | 'lines' | 'text'
  /** Where keys or lines come from: standard input, or the terminal that the process is run from. */
  readonly keys: 'stdin' | 'controlling terminal' | 'none'
  /** Why nobody can press a key, for an error. */
  readonly reason: string
}

/** What decides. */
interface Surroundings {
  readonly stdin: { readonly isTTY?: boolean | undefined }
  readonly stdout: { readonly isTTY?: boolean | undefined }
  readonly env: Environment
  /** Whether the app is to be lines: everywhere, or without a terminal at least. */
  readonly lines: 'always' | 'without a terminal' | 'never'
}

const NO_TERMINAL = "standard input isn't a terminal and the process has no terminal of its own"

/** The kinds of terminals, the first that fits counts. */
const kinds: readonly (readonly [
  fits: (surroundings: Surroundings) => boolean,
  TerminalKind | ((surroundings: Surroundings) => TerminalKind),
])[] = [
  [({ env }) => isOn(env['CI']), withoutKeys('CI is set')],
  [({ stdout }) => stdout.isTTY !== true, withoutKeys("standard output isn't a terminal")],
  [
    ({ env, lines }) => env['TERM'] === 'dumb' || isOn(env['ACCESSIBLE']) || lines === 'always',
    ({ stdin }) => ({
      output: 'lines',
      keys: stdin.isTTY === true ? 'stdin' : 'controlling terminal',
      reason: NO_TERMINAL,
    }),
  ],
  [({ stdin }) => stdin.isTTY === true, { output: 'screen', keys: 'stdin', reason: '' }],
  [() => true, { output: 'screen', keys: 'controlling terminal', reason: NO_TERMINAL }],
]

/** The one place that decides what kind of terminal this is. */
export function terminalKind(surroundings: Surroundings): TerminalKind {
  const [, kind] = kinds.find(([fits]) => fits(surroundings))!
  return typeof kind === 'function' ? kind(surroundings) : kind
}

function withoutKeys(reason: string) {
  return ({ lines }: Surroundings): TerminalKind => ({
    output: lines === 'never' ? 'text' : 'lines',
    keys: 'none',
    reason,
  })
}

/** Whether a variable is set to something that isn't a no. */
function isOn(value: string | undefined): boolean {
  return !['', '0', 'false'].includes(value?.toLowerCase() ?? '')
}
