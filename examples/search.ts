import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromPromise, sendTo, setup } from 'xstate'
import { box, component, debouncingView, keyHelp, lines, region, row, text, textInputView } from 'actty'
import { debouncing, textInput } from 'actty/machines'
import type { Example } from './example.ts'

interface Match {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** More than anybody looks at. */
const MOST = 1_000

/** All lines under a folder that have a text in them. */
async function find(folder: string, wanted: string, signal: AbortSignal): Promise<readonly Match[]> {
  const matches: Match[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path, { encoding: 'utf8', signal })
    for (const [index, text] of content.split('\n').entries())
      if (text.includes(wanted) && matches.push({ path, line: index + 1, text }) === MOST) return matches
  }
  return matches
}

const searching = debouncing(
  fromPromise(({ input, signal }: { input: string; signal: AbortSignal }) => find('src', input, signal)),
  200,
)

const found = debouncingView(searching, (matches, isCurrent) =>
  lines(
    {
      length: matches.length,
      at(index) {
        const { path, line, text: content } = matches[index]!
        return text([text(`${path}:${line} `, { color: 'cyan' }), content.trim()], { dim: !isCurrent })
      },
    },
    { grow: 1 },
  ),
)

const field = textInputView(textInput({ stays: true }), {
  name: 'field',
  placeholder: 'text to look for',
})

const machine = setup({
  types: {
    events: {} as { type: 'type' | 'leaveField' | 'quit' },
    children: {} as { field: 'field'; searching: 'searching' },
  },
  actors: { field: field.logic, searching },
}).createMachine({
  id: 'search',
  description: 'Looks for a text in all files of a folder, while it is typed.',
  invoke: [
    { src: 'searching', id: 'searching' },
    {
      src: 'field',
      id: 'field',
      input: {},
      onSnapshot: {
        actions: sendTo('searching', ({ event }) => ({
          type: 'change',
          value: event.snapshot.context.value,
        })),
      },
    },
  ],
  initial: 'typing',
  states: {
    typing: {
      description: 'Keys are text.',
      on: { leaveField: { target: 'browsing', description: 'Leave the field' } },
    },
    browsing: {
      on: {
        type: { target: 'typing', description: 'Type' },
        quit: { target: 'left', description: 'Quit' },
      },
    },
    left: { type: 'final' },
  },
})

export const search: Example = {
  name: 'search',
  shows: 'looks through the files in src while you type: waits for quiet, never shows an older answer',
  component: component({
    logic: machine,
    keys: { escape: { type: 'leaveField' }, '/': { type: 'type' }, q: { type: 'quit' } },
    view: ({ children, value }) =>
      box({ title: 'Search', border: 'round', padding: [0, 1] }, [
        row({ gap: 1, height: 1 }, [
          text('>', { bold: true }),
          region(children.field, field, { focus: value === 'typing', grow: 1 }),
        ]),
        region(children.searching, found, { grow: 1 }),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.type('act')
    await app.advance(100)
    await app.type('Error')
    await app.press('backspace', 'backspace', 'backspace', 'backspace', 'backspace')
    await app.advance(200)
    await app.until('answered')
    await app.press('escape')
    await app.press('q')
  },
}
