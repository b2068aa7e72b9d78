import { XSTATE_EVENTS } from '../../src/machines/kit/xstate-internals.ts'
import { chartOf, type ChartNode } from '../../src/app/inspect/viewer/chart.ts'
import type { Measure } from '../../src/app/inspect/viewer/diagram/texts.ts'

/** A config as data, before it is a machine. */
export interface Config {
  readonly [key: string]: unknown
  readonly states?: Readonly<Record<string, Config>>
}

/** The width of texts, if all characters are as wide as in a terminal. */
export const measure: Measure = (text, font) => [...text].length * (font === 'name' ? 8 : 7)

export function chartFrom(config: Config): ChartNode {
  const chart = chartOf(JSON.stringify(config), XSTATE_EVENTS)
  if (chart === undefined) throw new Error('not a chart')
  return chart
}

/** A chart of `count` states as people write them: groups of six, most transitions to neighbors, and some across. */
export function wideConfig(count: number): Config {
  const groups = Math.ceil(count / 7)
  const group = (g: number): Config => ({
    initial: 's0',
    on: { cancel: `g${(g + 1) % groups}` },
    states: Object.fromEntries(
      Array.from({ length: 6 }, (_, n) => [
        `s${n}`,
        {
          on: {
            next: `s${(n + 1) % 6}`,
            ...(n % 2 === 0 && {
              'fail.badly': { target: `s${(n + 3) % 6}`, guard: 'isBad', actions: ['note'] },
            }),
            ...(n === 5 && { done: `#m.g${(g * 7 + 3) % groups}.s${g % 6}` }),
          },
        },
      ]),
    ),
  })
  return {
    id: 'm',
    initial: 'g0',
    states: Object.fromEntries(Array.from({ length: groups }, (_, g) => [`g${g}`, group(g)])),
  }
}
