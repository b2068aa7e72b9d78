import { assign, fromPromise, setup } from 'xstate'
import { slot } from '../../render/nodes/slot.ts'
import { component } from '../component.ts'
import { KeyListContent } from '../region.ts'
import type { KeyEvent, PasteEvent } from '../input/events.ts'
import type { Regions } from '../frames/regions.ts'
import { wheelRows } from '../views/controls/wheel.ts'
import type { Command } from './commands.ts'
import type * as PaletteScreen from './palette-screen.ts'

/** The name of the palette: of its component, and of its actor. */
export const PALETTE = 'actty.palette'

interface PaletteContext {
  /** What finds and draws commands, once that is loaded. */
  readonly screen: typeof PaletteScreen | undefined
  readonly query: string
  /** Which of the commands that were found is selected. */
  readonly position: number
}

type PaletteEvent =
  | { readonly type: 'search'; readonly query: string }
  | { readonly type: 'close' }
  | { readonly type: 'select'; readonly position: number }
  | { readonly type: 'run'; readonly command: Command }

/** What a palette has to know of its app. */
export interface PaletteDeps {
  readonly load: () => Promise<typeof PaletteScreen>
  readonly regions: () => Regions
  /** Is told which command was chosen, before the palette closes. */
  readonly choose: (command: Command) => void
}

function paletteMachine({ load, choose }: PaletteDeps) {
  return setup({
    types: { context: {} as PaletteContext, events: {} as PaletteEvent },
    actors: { load: fromPromise(load) },
  }).createMachine({
    id: PALETTE,
    description: 'All that can be done now, on the screen.',
    context: { screen: undefined, query: '', position: 0 },
    invoke: {
      src: 'load',
      onDone: { actions: assign({ screen: ({ event }) => event.output }) },
      onError: '.closed',
    },
    initial: 'open',
    states: {
      open: {
        on: {
          search: { actions: assign({ query: ({ event }) => event.query, position: 0 }) },
          select: { actions: assign({ position: ({ event }) => event.position }), description: 'Choose' },
          run: { target: 'closed', actions: ({ event }) => choose(event.command), description: 'Run' },
          close: { target: 'closed', description: 'Close' },
        },
      },
      closed: { type: 'final' },
    },
  })
}

/** The palette: all that the app can do now. What finds and draws it is loaded when it's first opened; what is typed before is kept. */
export function paletteView(deps: PaletteDeps) {
  const found = ({ context: { screen, query } }: { readonly context: PaletteContext }) =>
    screen?.found(deps.regions(), query) ?? []
  type Shown = Parameters<typeof found>[0]
  const by = (step: number) => (snapshot: Shown) => {
    const { length } = found(snapshot)
    const position = Math.max(0, Math.min(length - 1, snapshot.context.position + step))
    return { type: 'select', position } as const
  }
  const run = (snapshot: Shown, position: number) => {
    const command = found(snapshot)[position]?.command
    return command && ({ type: 'run', command } as const)
  }
  const typed = ({ context }: Shown, { text }: KeyEvent | PasteEvent) =>
    ({ type: 'search', query: context.query + text.replaceAll(/\s+/g, ' ') }) as const
  return component({
    name: PALETTE,
    logic: paletteMachine(deps),
    keys: {
      text: typed,
      paste: typed,
      backspace: ({ context }) => ({ type: 'search', query: [...context.query].slice(0, -1).join('') }),
      'ctrl+u': { type: 'search', query: '' },
      up: by(-1),
      down: by(1),
      pageup: by(-10),
      pagedown: by(10),
      tab: by(1),
      'shift+tab': by(-1),
      enter: (snapshot) => run(snapshot, snapshot.context.position),
      escape: { type: 'close' },
      'ctrl+p': { type: 'close' },
    },
    mouse: (snapshot, mouse, { above }) => {
      const rows = wheelRows(mouse)
      if (rows !== undefined) return by(rows)(snapshot)
      const { action, button, y } = mouse
      const first = snapshot.context.screen?.firstRow(deps.regions()) ?? 0
      if (action !== 'press' || button !== 'left' || y < first) return undefined
      return run(snapshot, y - first + above)
    },
    view: (snapshot, { columns }) => {
      const { screen, query, position } = snapshot.context
      return (
        screen && slot(new KeyListContent(() => screen.drawn(deps.regions(), { query, position, columns })))
      )
    },
  })
}
