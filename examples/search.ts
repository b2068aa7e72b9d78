import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromPromise, sendTo, setup } from 'xstate'
import {
  all,
  column,
  component,
  debouncingView,
  keyHelp,
  lines,
  pane,
  region,
  text,
  textInputView,
  type Changes,
} from 'actty'
import { debouncing } from 'actty/machines'
import type { Example } from './example.ts'

interface Match {
  readonly path: string
  readonly line: number
  readonly text: string
}

/** At most so many matches are shown. */
const MAX_MATCHES = 1_000

/** All lines that contain a text, in the files of a folder. */
async function find(folder: string, wanted: string, signal: AbortSignal): Promise<readonly Match[]> {
  const matches: Match[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const content = await readFile(path, { encoding: 'utf8', signal })
    for (const [index, text] of content.split('\n').entries())
      if (text.includes(wanted) && matches.push({ path, line: index + 1, text }) === MAX_MATCHES)
        return matches
  }
  return matches
}

const searching = debouncing(
  fromPromise(({ input, signal }: { input: string; signal: AbortSignal }) => find('src', input, signal)),
  200,
)

const actors = {
  field: textInputView({ keepOpen: true, placeholder: 'text to look for' }),
  found: debouncingView(searching, (matches, isCurrent) =>
    lines(
      {
        length: matches.length,
        at(index) {
          const { path, line, text: content } = matches[index]!
          const place = text(`${path}:${line} `, { color: isCurrent ? 'hue1' : 'muted' })
          return text([place, content.trim()], { color: isCurrent ? undefined : 'muted' })
        },
      },
      { grow: 1 },
    ),
  ),
}

const machine = setup({
  types: { events: {} as { type: 'type' | 'leaveField' } | Changes<typeof actors> },
  actors,
}).createMachine({
  id: 'search',
  description: 'Searches all files of a folder for a text while it is typed.',
  invoke: all(actors),
  on: {
    'field.change': { actions: sendTo('found', ({ event }) => ({ type: 'change', value: event.value })) },
  },
  initial: 'typing',
  states: {
    typing: {
      description: 'Keys are text.',
      on: { leaveField: { target: 'browsing', description: 'Leave the field' } },
    },
    browsing: {
      on: { type: { target: 'typing', description: 'Type' } },
    },
  },
})

export const search: Example = {
  name: 'search',
  group: 'Asking',
  brief: 'while you type',
  pattern: 'debouncing',
  shows: 'Searches the files in src while you type. An older answer is never shown.',
  component: component({
    logic: machine,
    keys: { escape: { type: 'leaveField' }, '/': { type: 'type' } },
    quit: 'q',
    view: ({ children, value }) =>
      column([
        pane({ title: 'Search', grow: 1 }, [
          region(children.field, { focus: value === 'typing', height: 1 }),
          region(children.found, { grow: 1 }),
        ]),
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
