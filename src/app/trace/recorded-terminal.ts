import type { TerminalChoice } from '../terminal/choose-terminal.ts'
import { KittyGraphics } from '../terminal/kitty-graphics.ts'

/** What the trace says of the terminal. */
export interface RecordedTerminal extends Pick<TerminalChoice, 'depth' | 'glyphs' | 'motion' | 'type'> {
  /** The process whose pictures they were. */
  readonly pictures: number | undefined
  readonly isScreen: boolean
  readonly hasKeys: boolean
  readonly canSuspend: boolean
}

/** The terminal that the app had then, in the place of one that was chosen now. */
export function choiceLike(
  { depth, glyphs, motion, type, pictures, isScreen }: RecordedTerminal,
  choice: TerminalChoice,
): TerminalChoice {
  return {
    ...choice,
    depth,
    glyphs,
    motion,
    type,
    pictures: pictures === undefined ? undefined : new KittyGraphics(pictures * 2_221),
    print: isScreen ? undefined : () => {},
    ownsProcess: false,
  }
}
