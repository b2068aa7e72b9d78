import type { AnyActorLogic, AnyMachineSnapshot, AnyStateMachine, StateNode } from 'xstate'
import type { ShownWindow, WindowStates, WindowStatesDeps } from './window-states.ts'

export interface AppWindowDeps extends Omit<WindowStatesDeps, 'show'> {
  readonly logic: AnyActorLogic
  readonly show: (window: ShownWindow) => void
  readonly failed: (error: unknown) => void
}

/** What an app says about the terminal's window: its states do, and where it is inspected. */
export class AppWindow {
  /** Only an app whose states say something loads what follows them. */
  readonly loaded: Promise<void> | undefined
  readonly #deps: AppWindowDeps
  #states: WindowStates | undefined
  /** Snapshots from before that was loaded. */
  #waiting: AnyMachineSnapshot[] = []
  #shown: ShownWindow = { title: undefined, progress: undefined }
  #address: string | undefined

  constructor(deps: AppWindowDeps) {
    this.#deps = deps
    const { root } = deps.logic as Partial<AnyStateMachine>
    this.loaded = root !== undefined && saysSomething(root) ? this.#load() : undefined
  }

  /** The app's own actor has this snapshot. */
  follow(snapshot: unknown): void {
    if (this.loaded === undefined) return
    if (this.#states === undefined) this.#waiting.push(snapshot as AnyMachineSnapshot)
    else this.#tell(this.#states, snapshot as AnyMachineSnapshot)
  }

  /** The app can be inspected at this address. */
  inspectedAt(address: string): void {
    this.#address = address
    this.#show()
  }

  async #load(): Promise<void> {
    const { WindowStates } = await import('./window-states.ts')
    const states = new WindowStates({
      ...this.#deps,
      show: (shown) => {
        this.#shown = shown
        this.#show()
      },
    })
    this.#states = states
    for (const snapshot of this.#waiting.splice(0)) this.#tell(states, snapshot)
  }

  #tell(states: WindowStates, snapshot: AnyMachineSnapshot): void {
    try {
      states.follow(snapshot)
    } catch (error) {
      this.#deps.failed(error)
    }
  }

  #show(): void {
    const { title, progress } = this.#shown
    const withAddress = this.#address === undefined ? title : `${title ?? this.#deps.name} · ${this.#address}`
    this.#deps.show({ title: withAddress, progress })
  }
}

function saysSomething({ meta, states }: Pick<StateNode, 'states'> & { readonly meta?: unknown }): boolean {
  const isMeant = typeof meta === 'object' && meta !== null
  if (isMeant && ('title' in meta || 'notify' in meta || 'progress' in meta)) return true
  return Object.values(states).some(saysSomething)
}
