import { describe, expect, test } from 'vitest'
import { storyboard, toMatchStoryboard } from 'actty/testing'
import { examples } from '../../examples/index.ts'

expect.extend({ toMatchStoryboard })
declare module 'vitest' {
  interface Matchers {
    toMatchStoryboard(file: string): void
  }
}

// Clocks show the time of day.
process.env['TZ'] = 'UTC'
// The folder of examples that are kept.
process.env['XDG_STATE_HOME'] = '/state'

describe('docs/storyboards', () => {
  test.each(examples.map((example) => [example.name, example] as const))(
    'has every state of %s as it looks now: if not, run this test with -u',
    async (name, { component, input }) => {
      const drawn = await storyboard(component, {
        input: input?.([], true),
        sizes: [[60, 14]],
        themes: [],
      } as never)
      expect(drawn).toMatchStoryboard(`../../docs/storyboards/${name}.txt`)
    },
  )
})
