import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assign, fromPromise, sendTo, setup, type SnapshotFrom } from 'xstate'
import {
  all,
  column,
  component,
  keyHelp,
  listView,
  mark,
  pane,
  region,
  row,
  stateChips,
  text,
  textInputView,
  type Changes,
} from 'actty'
import { debouncing, messageOf } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

interface Match {
  readonly path: string
  readonly line: number
  readonly text: string
  /** What was looked for. */
  readonly wanted: string
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
      if (text.includes(wanted) && matches.push({ path, line: index + 1, text, wanted }) === MAX_MATCHES)
        return matches
  }
  return matches
}

const searching = debouncing(
  fromPromise(({ input, signal }: { input: string; signal: AbortSignal }) => find('src', input, signal)),
  200,
)

/** A match: where it is, and its line with what was looked for. */
function matchRow({ path, line, text: content, wanted }: Match) {
  const trimmed = content.trim()
  const from = trimmed.indexOf(wanted)
  return text(
    [
      text(`${path}:${line}`, { color: 'hue1' }),
      `  ${trimmed.slice(0, from)}`,
      text(trimmed.slice(from, from + wanted.length), { color: 'accent', bold: true, underline: true }),
      trimmed.slice(from + wanted.length),
    ],
    { overflow: 'truncate' },
  )
}

const actors = {
  field: textInputView({ keepOpen: true, placeholder: 'text to look for' }),
  found: searching,
  matches: listView<Match>({ keepOpen: true, label: ({ path }) => path, row: matchRow, empty: '' }),
}

type Found = SnapshotFrom<typeof searching>

const machine = setup({
  types: {
    context: {} as {
      found: Found | undefined
      /** How many questions were left without an answer, because another one came. */
      dropped: number
    },
    events: {} as { type: 'type' | 'leaveField' } | Changes<Pick<typeof actors, 'field' | 'matches'>>,
  },
  actors,
  actions: {
    keep: assign({
      found: (_, found: Found) => found,
      dropped: ({ context }, found: Found) =>
        context.found?.matches('asking') && found.matches('waiting') ? context.dropped + 1 : context.dropped,
    }),
    list: sendTo('matches', (_, { context: { data, previous } }: Found) => ({
      type: 'items',
      items: data ?? previous ?? [],
    })),
  },
}).createMachine({
  id: 'search',
  description: 'Searches all files of a folder for a text while it is typed.',
  context: { found: undefined, dropped: 0 },
  invoke: [
    ...all({ field: actors.field }),
    { src: 'matches', id: 'matches', input: { items: [] } },
    {
      src: 'found',
      id: 'found',
      onSnapshot: {
        actions: [
          { type: 'keep', params: ({ event }) => event.snapshot },
          { type: 'list', params: ({ event }) => event.snapshot },
        ],
      },
    },
  ],
  on: {
    'field.change': { actions: sendTo('found', ({ event }) => ({ type: 'change', value: event.value })) },
  },
  initial: 'typing',
  states: {
    typing: {
      description: 'Keys are text.',
      on: { leaveField: { target: 'browsing', description: 'To the matches' } },
    },
    browsing: {
      description: 'Keys select a match.',
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
    keys: { escape: { type: 'leaveField' }, i: { type: 'type' } },
    quit: 'q',
    view: ({ context: { found, dropped }, children, value }, { columns, rows }) => {
      const { data, error } = found?.context ?? {}
      const count = data?.length === MAX_MATCHES ? `the first ${MAX_MATCHES}` : data?.length
      return column([
        pane(
          {
            title: 'Search',
            busy: found?.hasTag('busy') && 'searching',
            note: count === undefined ? undefined : `${count.toLocaleString('en')} matches`,
            grow: 1,
          },
          [
            region(children.field, { focus: value === 'typing', height: 1 }),
            region(children.matches, { grow: 1, focus: value === 'browsing' }),
            error !== undefined &&
              text([mark('failed'), ` ${messageOf(error)}`], { color: 'danger', overflow: 'truncate' }),
            rows >= 10 &&
              row({ height: 1 }, [
                stateChips(children.found, { grow: 1 }),
                columns >= 76 &&
                  dropped > 0 &&
                  text(`${dropped} older dropped`, { color: 'muted', overflow: 'truncate' }),
              ]),
          ],
        ),
        keyHelp(),
      ])
    },
  }),
  async play(app) {
    await app.type('act')
    await app.advance(100)
    await app.type('Error')
    await app.press('backspace', 'backspace', 'backspace', 'backspace', 'backspace')
    await app.advance(200)
    await app.until('matches')
    await app.press('escape')
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, search)
