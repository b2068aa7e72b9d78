import { defineConfig } from 'vitest/config'

// The tests run the sources: the condition makes `actty` mean `src`, as it does for `npm start` and the type checker.
const conditions = ['actty-source', 'node', 'import', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    execArgv: ['--conditions=actty-source'],
  },
})
