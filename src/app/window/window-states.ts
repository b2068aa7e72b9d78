import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate'
import { windowText } from '../terminal/modes.ts'
import type { TerminalType } from '../terminal/terminal-type.ts'
import type { Saying, WindowMeta } from './window-meta.ts'

/** What the window shows. */
export interface ShownWindow {
  readonly title: string | undefined
  /** The parameters of OSC 9;4; undefined if there is no progress. */
  readonly progress: string | undefined
}

export interface WindowStatesDeps {
  /** The name of the app, for notifications. */
  readonly name: string
  readonly notifications: TerminalType['notifications']
  readonly isFocused: () => boolean
  readonly show: (window: ShownWindow) => void
  readonly write: (bytes: string) => void
}

/** Follows the states of an app's own actor, and tells the terminal's window what their `meta` says. */
export class WindowStates {
  readonly #deps: WindowStatesDeps
  /** The states that it was in, by their ids; undefined before it was in any. */
  #states: ReadonlySet<string> | undefined
  #shown: ShownWindow = { title: undefined, progress: undefined }

  constructor(deps: WindowStatesDeps) {
    this.#deps = deps
  }

  /** The actor has this snapshot. The first one is where it starts, or goes on: that is nothing to be notified of. */
  follow(snapshot: AnyMachineSnapshot): void {
    const metas = metasOf(snapshot)
    const before = this.#states
    this.#states = new Set(metas.map(([id]) => id))
    const title = innermost(metas.map(([, meta]) => valueOf(meta.title, snapshot)))
    const progress = innermost(metas.map(([, meta]) => valueOf(meta.progress, snapshot)))
    this.#show({ title, progress: progressOf(progress) })
    if (before === undefined || this.#deps.isFocused()) return
    for (const [id, { notify }] of metas) {
      const text = before.has(id) ? undefined : valueOf(notify, snapshot)
      if (text !== undefined) this.#deps.write(notification(text, this.#deps))
    }
  }

  #show(window: ShownWindow): void {
    const { title, progress } = this.#shown
    if (window.title === title && window.progress === progress) return
    this.#shown = window
    this.#deps.show(window)
  }
}

/** Of the states that a machine is in, what their `meta` says: outer states first. */
function metasOf(snapshot: AnyMachineSnapshot): readonly (readonly [id: string, WindowMeta])[] {
  const machine = snapshot.machine as AnyStateMachine
  const depthOf = (id: string) => machine.getStateNodeById(id).path.length
  const metas = Object.entries(snapshot.getMeta() as Record<string, WindowMeta | undefined>)
  return metas
    .flatMap(([id, meta]) => (meta === undefined ? [] : ([[id, meta]] as const)))
    .toSorted(([a], [b]) => depthOf(a) - depthOf(b))
}

function valueOf<Value extends string | number>(
  saying: Saying<Value, unknown>,
  snapshot: AnyMachineSnapshot,
): Value | undefined {
  return typeof saying === 'function' ? saying(snapshot) : saying
}

function innermost<Value>(values: readonly (Value | undefined)[]): Value | undefined {
  return values.findLast((value) => value !== undefined)
}

/** https://conemu.github.io/en/AnsiEscapeCodes.html#ConEmu_specific_OSC */
function progressOf(progress: number | 'busy' | 'failed' | undefined): string | undefined {
  if (progress === 'busy') return '3'
  if (progress === 'failed') return '2;100'
  if (typeof progress !== 'number' || Number.isNaN(progress)) return undefined
  return `1;${Math.round(Math.max(0, Math.min(progress, 1)) * 100)}`
}

/** Terminals take a number at the start of OSC 9 for a command of ConEmu, and a semicolon in the title of OSC 777 for its end. */
function notification(text: string, { name, notifications }: WindowStatesDeps): string {
  const body = windowText(text)
  switch (notifications) {
    case 9:
      return `\x1b]9;${/^\d/.test(body) ? ' ' : ''}${body}\x07`
    case 99:
      return `\x1b]99;;${body}\x1b\\`
    case 777:
      return `\x1b]777;notify;${windowText(name).replaceAll(';', ',')};${body}\x1b\\`
    case 'bell':
      return '\x07'
    case 'none':
      return ''
  }
}
