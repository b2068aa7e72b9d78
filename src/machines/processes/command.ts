/** A command and its environment. */
export interface CommandOptions {
  /** The program to run: a name in the PATH, or a path. */
  readonly command: string
  /**
   * Its arguments.
   *
   * @defaultValue []
   */
  readonly args?: readonly string[] | undefined
  /**
   * The folder it runs in.
   *
   * @defaultValue the current folder
   */
  readonly cwd?: string | undefined
  /**
   * Its whole environment.
   *
   * @defaultValue the environment of this process
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * Whether a shell runs `command` and its arguments as one line. Only for text that you wrote yourself.
   *
   * @defaultValue false
   */
  readonly shell?: boolean | undefined
  /**
   * Its standard input: a text, or 'open' to write to it later.
   *
   * @defaultValue no input
   */
  readonly stdin?: 'open' | { readonly text: string } | undefined
}

/** In characters. An argument can be a whole script. */
const MAX_DESCRIPTION_LENGTH = 120

/** The command roughly as a person would type it, for errors. */
export function describeCommand({ command, args = [] }: Pick<CommandOptions, 'command' | 'args'>): string {
  const words = [command, ...args].join(' ')
  return words.length <= MAX_DESCRIPTION_LENGTH ? words : `${words.slice(0, MAX_DESCRIPTION_LENGTH - 1)}…`
}
