import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Judge } from '../support/judge.ts'
import { checked, restored } from '../support/fixture-app.ts'
import { hasPty, node, Pty } from '../support/pty.ts'
import { scratch } from '../support/scratch.ts'
import { events, eventsOfMachine, pathsOf, statesOfMachine, type Walk } from '../support/terminal-graph.ts'

type Walked = Walk & { readonly states: string[]; readonly settings: string[] }

describe("the graph of the terminal's machine", () => {
  test('has no state and no event that is not walked', () => {
    const walkedEvents = new Set<string>(events.map(({ type }) => type))
    expect(eventsOfMachine().filter((type) => !walkedEvents.has(type))).toEqual([])
    const walked = new Set(pathsOf().map(({ from }) => from.split(' ')[0]))
    // Nothing can happen in the states that are left at once.
    expect([...walked, 'opening', 'givenBack'].sort()).toEqual(statesOfMachine().sort())
  })

  test.skipIf(!hasPty)(
    'on a real terminal: each state has the modes and settings that it says, and every way out gives them back',
    async () => {
      const results = scratch()
      // Nobody reads what it would answer.
      const pty = new Pty(checked(node('test/faults/fixtures/terminal-graph.ts', results)), {
        answers: false,
      })
      await pty.until('walked', 120_000)
      await restored(pty)
      const walks = JSON.parse(readFileSync(results, 'utf8')) as Walked[]
      const parts = pty.output.split(/\x1b\]9999;\d+\x07/)
      const judge = new Judge(80, 24)
      const fresh = JSON.stringify(judge.state)
      const cooked = walks.find(({ states }) => states.at(-1) === 'closed')!.settings.at(-1)
      let at = 0
      for (const { path, event, leave, states, settings } of walks) {
        const all = [...path, event, ...leave]
        for (const [i, state] of states.entries()) {
          await judge.write(parts[at++]!)
          const where = `${all
            .slice(0, i + 1)
            .map(({ type }) => type)
            .join(' ')}: ${state}`
          const isTaken = state === 'open' || state === 'suspending'
          expect(JSON.stringify(judge.state) === fresh, `modes after ${where}`).toBe(!isTaken)
          // Its answers are still read where it is closing.
          if (state !== 'closing') expect(settings[i] === cooked, `settings after ${where}`).toBe(!isTaken)
        }
        expect(states.at(-1), path.map(({ type }) => type).join(' ')).toMatch(/^clos/)
      }
      expect(walks.length).toBeGreaterThan(150)
    },
    180_000,
  )
})
