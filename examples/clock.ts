import { setup } from 'xstate'
import { all, column, component, keyHelp, pane, progressBar, region, row, text, type Child } from 'actty'
import { ticking } from 'actty/machines'
import type { Example } from './example.ts'
import { startAsProgram } from './start.ts'

/** The digits from 0 to 9 and a colon, three rows high. */
const GLYPHS = [
  '█▀█ █ █ ▀▀▀',
  '▀█   █  ▀▀▀',
  '▀▀█ █▀▀ ▀▀▀',
  '▀▀█ ▀▀█ ▀▀▀',
  '█ █ ▀▀█   ▀',
  '█▀▀ ▀▀█ ▀▀▀',
  '█▀▀ █▀█ ▀▀▀',
  '▀▀█   █   ▀',
  '█▀█ █▀█ ▀▀▀',
  '█▀█ ▀▀█ ▀▀▀',
  ' ▄   ▄     ',
]

/** A time as '09:47:27' in large digits: a text for each row. */
const large = (time: string): readonly Child[] =>
  [0, 4, 8].map((from) =>
    text(
      Array.from(time, (digit) => GLYPHS[digit === ':' ? 10 : Number(digit)]!.slice(from, from + 3)).join(
        ' ',
      ),
      { color: 'accent' },
    ),
  )

/** An actor that ticks, and its view: the minute is a line that the clock of the app fills. */
const time = component({
  name: 'time',
  logic: ticking(1_000),
  view: ({ context: { time, ticks } }, { columns, rows }) => {
    const date = new Date(time)
    const clock = date.toTimeString().slice(0, 8)
    if (columns < 40 || rows < 7) return text(clock, { bold: true, color: 'accent' })
    const day = date.toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long' })
    return column({ grow: 1, align: 'center', justify: 'center', gap: rows < 12 ? 0 : 1 }, [
      column(large(clock)),
      text(day),
      column({ width: 36, align: 'center' }, [
        row([progressBar(date.getSeconds() / 60)]),
        text(`on the second, tick ${ticks}`, { color: 'muted' }),
      ]),
    ])
  },
})

const machine = setup({
  actors: { time },
}).createMachine({
  id: 'clock',
  description: 'A clock, until you leave it.',
  invoke: all({ time }),
})

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

export const clock: Example = {
  name: 'clock',
  group: 'Streaming',
  brief: 'on the second',
  pattern: 'ticking',
  shows: 'Ticks on the second, without drift.',
  component: component({
    logic: machine,
    quit: 'q',
    view: ({ children }) =>
      column([
        pane({ title: 'Clock', note: zone, grow: 1 }, [region(children.time, { grow: 1 })]),
        keyHelp(),
      ]),
  }),
  async play(app) {
    await app.advance(2_500)
    await app.press('q')
  },
}

await startAsProgram(import.meta.url, clock)
