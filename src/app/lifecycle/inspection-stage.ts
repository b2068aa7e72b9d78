import { assign, createActor, setup } from 'xstate'
import { column, row } from '../../render/nodes/stack.ts'
import type { Child } from '../../render/nodes/children.ts'
import { component, type AnyComponent, type ViewInfo } from '../component.ts'
import { region, RegionContent } from '../region.ts'

/** From this many columns on the panel stands beside the app, otherwise below it. */
const WIDE = 120

/** With fewer rows, the panel takes almost all of them while it has the keys. */
const FEW_ROWS = 12

const NAME = ''

/** Whether the panel is there, and whether keys go to it. In an actor system of its own: the app's has nothing to do with it. */
const stageMachine = () =>
  setup({
    types: {
      context: {} as { readonly panel: RegionContent | undefined },
      events: {} as
        | { readonly type: 'loaded'; readonly panel: RegionContent }
        | { readonly type: 'addressed' | 'toggle' | 'leave' },
    },
  }).createMachine({
    id: 'inspection',
    context: { panel: undefined },
    initial: 'loading',
    // Another snapshot: the line of help has the address in it.
    on: { addressed: { actions: assign({}) } },
    states: {
      loading: {
        on: { loaded: { target: 'closed', actions: assign({ panel: ({ event }) => event.panel }) } },
      },
      closed: { on: { toggle: { target: 'open', description: 'Inspect' } } },
      open: { on: { toggle: { target: 'driven', description: 'Keys to the panel' } } },
      driven: {
        on: {
          toggle: { target: 'closed', description: 'Close' },
          leave: { target: 'open', description: 'Keys to the app' },
        },
      },
    },
  })

/** An inspected app stands on it, with room for the panel. */
export class InspectionStage {
  /** Of the inspector's page, once there is one. */
  #address: string | undefined
  #panel: unknown
  readonly #machine = stageMachine()
  readonly #actor = createActor(this.#machine)

  constructor() {
    this.#actor.start()
  }

  set address(address: string) {
    this.#address = address
    this.#actor.send({ type: 'addressed' })
  }

  show(panel: RegionContent): void {
    this.#panel = panel.ref
    this.#actor.send({ type: 'loaded', panel })
  }

  owns(ref: unknown): boolean {
    return ref === this.#actor || ref === this.#panel
  }

  /** Whether the panel was opened or closed, or given the keys. */
  isMoved(viewed: readonly string[]): boolean {
    return viewed.includes(NAME)
  }

  isOwn(path: string): boolean {
    return path === NAME || path.startsWith('actty.inspector')
  }

  /** The app's region keeps its path and, until keys are asked for by the panel, its focus. */
  around(app: RegionContent): RegionContent {
    const stage = component({
      name: NAME,
      logic: this.#machine,
      keys: { f12: { type: 'toggle' }, escape: { type: 'leave' } },
      view: (snapshot, info) => {
        const isDriven = snapshot.matches('driven')
        const shown = region(app.ref, app.component, { grow: 1, focus: !isDriven })
        const { panel } = snapshot.context
        if (panel === undefined || snapshot.matches('closed')) return shown
        return beside(
          shown,
          region(panel.ref, panel.component, { ...panelSize(info, isDriven), focus: isDriven }),
          info,
        )
      },
    })
    return new RegionContent(this.#actor, this.#withHelp(stage), undefined)
  }

  /** The address is known only later, and stands where the line of help tells of F12. */
  #withHelp(stage: AnyComponent): AnyComponent {
    const actor = this.#actor
    const address = () => this.#address
    return {
      ...stage,
      help: {
        get f12(): string | undefined {
          const isClosed = actor.getSnapshot().matches('closed')
          return isClosed && address() !== undefined ? `Inspect ${address()}` : undefined
        },
      },
    }
  }
}

function beside(app: Child, panel: Child, { columns }: ViewInfo): Child {
  return columns >= WIDE ? row([app, panel]) : column([app, panel])
}

function panelSize(
  { columns, rows }: ViewInfo,
  isDriven: boolean,
): { readonly width: number } | { readonly height: number } {
  if (columns >= WIDE) return { width: Math.min(80, Math.floor(columns * 0.45)) }
  // With few rows, the part that has the keys needs them. One row stays for the app, whose view may not expect none.
  if (isDriven && rows < FEW_ROWS) return { height: Math.max(1, rows - 1) }
  return { height: Math.max(1, Math.min(16, Math.ceil(rows / 2))) }
}
