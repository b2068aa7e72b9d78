import { stripVTControlCharacters } from 'node:util'
import { createActor } from 'xstate'
import { heldWork } from 'actty/machines'
import { linesSince } from './proc.ts'
import { runner, type MergedLine } from './runner.ts'
import type { Spec } from './spec.ts'

const COLORS = [36, 33, 35, 32, 34, 31]

interface Out {
  readonly isTTY?: boolean
  write(text: string): unknown
}

/** Runs processes without a screen: each line has its process before it. Resolves with the status of what failed first, or 0. */
export function inLines(specs: readonly Spec[], out: Out = process.stdout): Promise<number> {
  const width = Math.max(...specs.map(({ name }) => name.length))
  const isColored = out.isTTY === true && !process.env['NO_COLOR']
  const prefixes = new Map(
    specs.map(({ name }, index) => {
      const prefix = `${name.padEnd(width)} | `
      return [name, isColored ? `\x1b[${COLORS[index % COLORS.length]}m${prefix}\x1b[m` : prefix]
    }),
  )
  // What a command writes is data: no sequence of it reaches the terminal.
  const written = ({ name, text }: MergedLine) => `${prefixes.get(name)}${stripVTControlCharacters(text)}\n`
  let taken = 0
  return new Promise((resolve) => {
    const actor = createActor(runner, { input: { specs, isBatch: true } })
    const write = ({ context: { merged } }: ReturnType<typeof actor.getSnapshot>) => {
      const lines = linesSince(merged, taken)
      taken = merged.dropped + merged.length
      if (lines.length > 0) out.write(lines.map(written).join(''))
    }
    let interrupted = 0
    const interrupt = (signal: NodeJS.Signals) => {
      interrupted = signal === 'SIGINT' ? 130 : 143
      actor.send({ type: 'stopAll' })
    }
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
    actor.subscribe({
      next: write,
      complete() {
        process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
        const { code, failed } = actor.getSnapshot().output!
        if (failed.length > 0) out.write(`failed: ${failed.join(', ')}\n`)
        // What a command has started may take longer to end than itself.
        const ended = heldWork(actor).map((work) => work.ended)
        void Promise.allSettled(ended).then(() => resolve(interrupted || code))
      },
    })
    actor.start()
    write(actor.getSnapshot())
  })
}
