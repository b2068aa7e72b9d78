import { assign, sendTo, setup } from 'xstate'
import { all, column, component, keyHelp, pane, region } from 'actty'
import { diff, markdownStreamView } from 'actty/text'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

/** How often a piece of the answer comes, in ms, and how many characters it has: about as fast as a model writes. */
const INTERVAL = 16
const LENGTH = 3

const before = `const users = await load()
show(users)
`

const after = `const users = await retrying(load, { attempts: 4 })
show(users)
`

const answer = `# Why it failed

The request was made **once**. A network fails now and then, so it should be made *again*, with waits that grow; see the
[patterns](https://en.wikipedia.org/wiki/Exponential_backoff).

| Attempt | Wait   | After |
| ------- | -----: | ----: |
| 2       | 100 ms | 0.1 s |
| 3       | 200 ms | 0.3 s |
| 4       | 400 ms | 0.7 s |

1. Wrap what is run in \`retrying\`:

   \`\`\`ts
   // Four attempts, and waits that grow.
   ${after.split('\n')[0]!}
   \`\`\`

2. Show what fails in the end:
   - [x] the reason
   - [ ] a key to try again

> Never retry what isn't safe to do twice.
`

const answerView = markdownStreamView()

const machine = setup({
  types: { context: {} as { written: number }, events: {} as { type: 'again' } },
  actors: { answer: answerView },
  actions: {
    write: sendTo('answer', ({ context: { written } }) => ({
      type: 'piece',
      text: answer.slice(written, written + LENGTH),
    })),
    count: assign({ written: ({ context: { written } }) => written + LENGTH }),
  },
  guards: { isWritten: ({ context: { written } }) => written >= answer.length },
}).createMachine({
  id: 'markdown',
  description: 'Shows an answer while it is written.',
  context: { written: 0 },
  initial: 'writing',
  states: {
    writing: {
      entry: assign({ written: 0 }),
      invoke: all({ answer: answerView }),
      initial: 'waiting',
      states: {
        waiting: { after: { [INTERVAL]: { target: 'deciding', actions: ['write', 'count'] } } },
        deciding: { always: [{ guard: 'isWritten', target: 'complete' }, { target: 'waiting' }] },
        complete: {},
      },
      on: { again: { target: 'writing', reenter: true, description: 'Again' } },
    },
  },
})

export const markdownExample: Example = {
  name: 'markdown',
  group: 'Streaming',
  brief: 'as it is written',
  pattern: 'streaming',
  shows:
    'An answer in Markdown that comes in pieces, with a table, code and links, and what it would change.',
  component: component({
    logic: machine,
    keys: { r: { type: 'again' } },
    quit: 'q',
    view: (snapshot, { rows }) => {
      const isComplete = snapshot.matches({ writing: 'complete' })
      return column([
        pane(
          {
            title: 'Answer',
            note: isComplete ? 'complete' : undefined,
            busy: !isComplete && 'writing',
            grow: 1,
          },
          [
            region(snapshot.children.answer, { grow: 1 }),
            rows >= 20 &&
              isComplete &&
              column({ padding: [1, 0, 0, 0] }, [
                diff(before, after, { language: 'ts', title: 'src/users.ts' }),
              ]),
          ],
        ),
        keyHelp(),
      ])
    },
  }),
  async play(app) {
    await app.until(/█/, { step: 16 })
    await app.until('complete', { step: 160 })
    await app.press('r')
    await app.until('Why it', { step: 16 })
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, markdownExample)
