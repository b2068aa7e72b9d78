type Environment = Readonly<Record<string, string | undefined>>

/** What says which terminal this process runs in: a child would take it for its own. */
const aboutTheTerminalOutside =
  /^(?:TERM_PROGRAM|TERM_PROGRAM_VERSION|TERM_SESSION_ID|TMUX|TMUX_PANE|STY|WINDOWID|VTE_VERSION|COLUMNS|LINES|(?:KITTY|WEZTERM|ALACRITTY|GHOSTTY|ITERM|KONSOLE)_\w*)$/

/** The environment of a command in the emulator, which is an xterm with 24 bits of color. */
export function ptyEnvironment(env: Environment): Record<string, string> {
  const given = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !aboutTheTerminalOutside.test(entry[0]),
  )
  return { ...Object.fromEntries(given), TERM: 'xterm-256color', COLORTERM: 'truecolor' }
}
