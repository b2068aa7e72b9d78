import type { Actor } from 'xstate'
import type { AppOptions } from '../app.ts'
import type { AnyComponent } from '../component.ts'
import { systemClock } from '../../machines/kit/clock.ts'
import type { LineApp } from '../lines/line-app.ts'
import { printedColors, printedPlain } from '../../render/printed.ts'
import { isLines, type TerminalChoice, type WantedLines } from '../terminal/choose-terminal.ts'
import type { Frames } from '../frames/frames.ts'
import type { AppInput } from './app-input.ts'
import type { appMachine } from './app-machine.ts'
import type { AppProcess } from './app-process.ts'
import type { AppTerminal } from './app-terminal.ts'
import type { HelpOnDemand } from './help-on-demand.ts'

/** A longer line of text is broken. */
const MAX_COLUMNS = 4_096

let loaded: typeof LineApp | undefined

/** Loads what only an app in lines needs, before such an app is made. */
export async function prepareLines(component: AnyComponent, options: AppOptions): Promise<void> {
  if (isLines(options, linesFor(component, options)))
    loaded ??= (await import('../lines/line-app.ts')).LineApp
}

/** Whether an app is lines: if it's told to be, or without a terminal if its component says lines of its own. */
export function linesFor({ lines }: AnyComponent, { screen }: AppOptions): WantedLines {
  return screen === 'lines' ? 'always' : lines === undefined ? 'never' : 'without a terminal'
}

/** The parts of an app that lines need. */
interface PartsOfLines {
  readonly choice: TerminalChoice
  readonly frames: Frames
  readonly quitKeys: readonly string[]
  readonly terminal: AppTerminal
  readonly help: HelpOnDemand
  readonly root: Actor<ReturnType<typeof appMachine>>
  readonly process: AppProcess
  quit(): void
  readonly input: AppInput
}

/** What says and reads lines; undefined if the app has a screen, or only a last text. */
export function linesOf(parts: PartsOfLines, options: AppOptions): LineApp | undefined {
  const { choice, frames, quitKeys, terminal, help, root } = parts
  const { lines, glyphs, noKeys, depth } = choice
  if (lines === undefined) return undefined
  const { clock = systemClock, env = process.env } = options
  const isColored = !['', '0', 'false'].includes(env['FORCE_COLOR'] ?? '')
  return new loaded!({
    frames,
    clock,
    glyphs,
    quitKeys,
    input: lines.stdin,
    noKeys,
    write: (text) => parts.process.write(text),
    drawn: (line) => {
      const { columns: shown, palette } = terminal.frameState(help.cover)
      // A text is one line, which a terminal breaks, and a file keeps.
      const columns = typeof line !== 'string' && line.kind === 'text' ? MAX_COLUMNS : shown
      return isColored
        ? printedColors(line, columns, depth, palette, glyphs)
        : printedPlain(line, columns, glyphs)
    },
    take: (event) => parts.input.takeSeen(event),
    quit: () => parts.quit(),
    interrupt: () => parts.process.interruptByKey(),
    failed: (error) => root.send({ type: 'fail', error }),
    isRunning: () => root.getSnapshot().matches('running'),
  })
}
