import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// The tests run the sources: the condition makes `actty` mean `src`, as it does for `npm start` and the type checker.
const conditions = ['actty-source', 'node', 'import', 'default']

/** Another version of XState, by its folder: test/faults/soak-xstate.ts tries those that the package allows. */
const { XSTATE } = process.env
const alias = XSTATE === undefined ? {} : { xstate: XSTATE }

export default defineConfig({
  resolve: { conditions, alias },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/built.ts',
    testTimeout: 60_000,
    // Many tests wait for processes and terminals: two share a processor well.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    execArgv: ['--conditions=actty-source'],
  },
})
