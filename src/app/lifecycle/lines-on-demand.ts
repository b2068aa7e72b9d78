import type { AnyActorLogic } from 'xstate'
import type { AppOptions } from '../app.ts'
import type { AnyComponent } from '../component.ts'
import { systemClock } from '../../machines/kit/clock.ts'
import type { LineApp } from '../lines/line-app.ts'
import { printed, printedPlain } from '../../render/printed.ts'
import { isLines, type WantedLines } from '../terminal/choose-terminal.ts'
import type { AppParts } from './app-parts.ts'

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

/** What says and reads lines; undefined if the app has a screen, or only a last text. */
export function linesOf<L extends AnyActorLogic>(
  parts: AppParts<L>,
  options: AppOptions,
): LineApp | undefined {
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
      const { columns, palette } = terminal.frameState(help.cover)
      return isColored ? printed(line, columns, depth, palette, glyphs) : printedPlain(line, columns, glyphs)
    },
    take: (event) => parts.input.takeSeen(event),
    interrupt: () => parts.process.interruptByKey(),
    failed: (error) => root.send({ type: 'fail', error }),
    isRunning: () => root.getSnapshot().matches('running'),
  })
}
