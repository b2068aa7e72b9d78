import { explore } from 'actty/testing'
import { expect, test } from 'vitest'
import { explorerOf } from '../../../examples/explorer.ts'
import { examples } from '../../../examples/index.ts'

/** So many runs of each example. `npm run soak` sets more. */
const SEEDS = Number(process.env['EXPLORE_SEEDS'] ?? 1)

/** The address of a server that nobody asks, since what it would answer is made up, too; the name of a file; and no answers beforehand. */
const samples = {
  server: [{ type: 'listening', url: 'http://127.0.0.1:1' }],
  ownLog: [{ type: 'holder.acquired', resource: 'sample.log' }],
  'form.read': [{ type: 'read', given: { answers: {} }, ways: {} }],
}

/** An example that can't make its folder, start its command, read its answers or write its files ends, and says why. */
const mayEnd = ['ownLog', 'folder', 'command', 'holder', 'wanted', 'questions', 'draft', 'place', 'write']

/** A run is recorded, so its rows are few. */
const tried = examples.map((example) =>
  example.name === 'explorer' ? { ...example, component: explorerOf(100) } : example,
)

test.each(tried)('$name stands random keys, sizes, answers and failures', async ({ component, input }) => {
  const options = { seeds: SEEDS, steps: 25, samples, mayEnd, input: input?.([]) }
  const { runs, states } = await explore(component, options as never)
  expect(runs).toBe(SEEDS)
  expect(states.length).toBeGreaterThan(0)
})
