import type { ActorRefFrom, SnapshotFrom } from 'xstate'
import type { FrameState } from '../frames/frames.ts'
import type { RegionContent } from '../region.ts'
import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import type { TerminalContext, TerminalEvent, WantedMode } from '../terminal/terminal-context.ts'
import type { terminalLogic } from '../terminal/terminal.ts'
import type { ThemeStore } from '../theme.ts'

type Logic = ReturnType<typeof terminalLogic>
export type TerminalRef = ActorRefFrom<Logic>

/** The size if the terminal doesn't know its own, in cells. */
const FALLBACK_COLUMNS = 80
const FALLBACK_ROWS = 24

/** The actor of the terminal, as its app uses it. */
export class AppTerminal {
  readonly ref: TerminalRef
  readonly #choice: TerminalChoice
  readonly #theme: ThemeStore
  /** The state that frames depended on last, and what it was made of. */
  #known: { readonly terminal: unknown; readonly theme: unknown; readonly state: FrameState } | undefined

  constructor(ref: TerminalRef, choice: TerminalChoice, theme: ThemeStore) {
    this.ref = ref
    this.#choice = choice
    this.#theme = theme
  }

  send(event: TerminalEvent): void {
    this.ref.send(event)
  }

  get context(): TerminalContext {
    return this.ref.getSnapshot().context
  }

  is(state: SnapshotFrom<Logic>['value']): boolean {
    return this.ref.getSnapshot().value === state
  }

  useMode(mode: WantedMode, wanted: boolean): void {
    if (this.hasMode(mode) !== wanted) this.send({ type: 'mode', mode, wanted })
  }

  hasMode(mode: WantedMode | 'kittyKeyboard'): boolean {
    return this.context.extras.includes(mode)
  }

  /** Writes bytes that change nothing on the screen, between frames. */
  write(bytes: string): void {
    if (this.#isOpen && bytes !== '') this.#choice.port.write(bytes)
  }

  /** Asked for several times a frame, and hardly ever another. `cover` is a region of the engine above the app. */
  frameState(cover: RegionContent | undefined): FrameState {
    const terminal = this.ref.getSnapshot()
    const theme = this.#theme.getSnapshot().context
    const known = this.#known
    if (known?.terminal === terminal && known.theme === theme && known.state.cover === cover)
      return known.state
    const { columns, rows, generation, background, focused } = terminal.context
    const state = {
      open: this.#isOpen,
      columns: columns > 0 ? columns : FALLBACK_COLUMNS,
      rows: rows > 0 ? rows : FALLBACK_ROWS,
      generation,
      background,
      windowFocused: focused,
      theme: theme.name,
      palette: theme.palette,
      cover,
    }
    this.#known = { terminal, theme, state }
    return state
  }

  get #isOpen(): boolean {
    return this.#choice.print === undefined && this.is('open')
  }
}
