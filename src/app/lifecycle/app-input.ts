import type { AnyMachineSnapshot } from 'xstate'
import type { Clock } from '../../machines/kit/clock.ts'
import type { Frames } from '../frames/frames.ts'
import { eventOf } from '../input/bindings.ts'
import { dispatch } from '../input/dispatch.ts'
import type { InputEvent, KeyEvent } from '../input/events.ts'
import type { LegacyKeys } from '../input/legacy-keys.ts'
import { InputReader, type Taken } from '../input/reader.ts'
import type { AppMouse } from '../mouse/app-mouse.ts'
import type { StageEntry } from './app-stage.ts'

type ForTerminal = Extract<InputEvent, { readonly type: 'reply' | 'focus' }>

export interface AppInputDeps {
  readonly clock: Clock
  readonly legacyKeys: LegacyKeys
  /** Takes an input, and lets a recorder see it first. */
  readonly enter: (entry: StageEntry, take: () => boolean) => boolean
  /** Keys that leave the app. */
  readonly quitKeys: readonly string[]
  readonly frames: () => Frames
  /** Whether the app runs, and hasn't begun to end. */
  readonly isRunning: () => boolean
  readonly terminal: (event: ForTerminal) => void
  readonly quit: () => void
  readonly interrupt: () => void
  readonly suspend: () => void
  /** Shows all keys. */
  readonly showKeys: () => void
  /** Shows all that can be done now. */
  readonly showPalette: () => void
  /** Undefined before the app has had the mouse. */
  readonly mouse: () => AppMouse | undefined
  /** Sends a selected text to the clipboard; undefined is one that is too long. */
  readonly copy: (text: string | undefined) => void
  readonly failed: (error: unknown) => void
}

/** Keys beside texts and pastes that wait with them. */
const held = /^(enter|tab|backspace|delete|left|right|up|down|home|end)$/

/** How long a chord waits for its next key, in ms. */
const CHORD_TIME = 3_000

/** The input to an app: from the bytes of its terminal to events of its actors. */
export class AppInput {
  readonly #deps: AppInputDeps
  readonly #reader: InputReader
  /** How many frames had been written when bytes were read last. */
  #framesAtRead = 0
  #chord: unknown

  constructor(deps: AppInputDeps) {
    this.#deps = deps
    this.#reader = new InputReader(deps.clock, deps.legacyKeys, (event) => this.take(event))
  }

  read(chunk: Uint8Array): void {
    this.#framesAtRead = this.#deps.frames().written
    this.#reader.push(chunk)
  }

  /** No key follows soon: an ESC that came last is a key by itself. */
  flush(): void {
    this.#reader.flush()
  }

  /** Stops reading. Returns the bytes of keys that weren't used. */
  stop(): Buffer {
    this.#deps.clock.clearTimeout(this.#chord)
    return this.#reader.stop()
  }

  /** An actor has another snapshot, which may take what was typed before. */
  changed(): void {
    if (this.#reader.holds) queueMicrotask(() => this.#reader.release())
  }

  /** Takes an input. Returns false for keys that came when the app wasn't running. */
  take(event: InputEvent): Taken {
    if (this.#isEarly(event)) return 'later'
    const isSecret = () => this.#isMasked()
    const isBlind = () => this.#goesNowhere(event)
    return this.#deps.enter({ type: 'input', event, isSecret, isBlind }, () => this.#take(event))
  }

  /** Takes an input that comes from someone who has seen the last frame. */
  takeSeen(event: InputEvent): void {
    this.#framesAtRead = this.#deps.frames().written
    this.take(event)
  }

  /** Whether what is typed waits: a question is being checked, and the next one may take it, or this one again. */
  #isEarly(event: InputEvent): boolean {
    const isTyped =
      event.type === 'paste' || (event.type === 'key' && (event.text !== '' || held.test(event.name)))
    if (!isTyped || !this.#deps.isRunning()) return false
    try {
      const frames = this.#deps.frames()
      frames.refresh()
      const snapshot = frames.regions.keyChain[0]?.shown.snapshot as Partial<AnyMachineSnapshot> | undefined
      return snapshot?.hasTag?.('typeAhead') === true
    } catch {
      return false
    }
  }

  /** Whether what is typed goes to a masked field, or can't be told. */
  #isMasked(): boolean {
    try {
      const frames = this.#deps.frames()
      frames.refresh()
      const snapshot = frames.regions.keyChain[0]?.shown.snapshot as Partial<AnyMachineSnapshot> | undefined
      const context: unknown = snapshot?.context
      return typeof context === 'object' && context !== null && 'masked' in context && context.masked === true
    } catch {
      return true
    }
  }

  /** Whether input is for a dialog that wasn't on the screen when it was read. */
  #goesNowhere(event: InputEvent): boolean {
    if (event.type === 'reply' || event.type === 'focus' || !this.#deps.isRunning()) return false
    try {
      this.#deps.frames().refresh()
      return this.#isBlind(event)
    } catch {
      return false
    }
  }

  /** Returns false for keys that came when the app wasn't running. */
  #take(event: InputEvent): boolean {
    const { terminal, isRunning } = this.#deps
    if (event.type === 'reply' || event.type === 'focus') terminal(event)
    else if (isRunning()) this.#dispatch(event)
    else if (event.type === 'key') return this.#takeAtEnd(event.name)
    else return event.type !== 'paste'
    return true
  }

  /** An app that ends has no use for keys but those that the terminal itself has a use for. */
  #takeAtEnd(key: string): boolean {
    const { interrupt, suspend } = this.#deps
    if (key === 'ctrl+c') interrupt()
    else if (key === 'ctrl+z') suspend()
    else return false
    return true
  }

  #dispatch(event: InputEvent): void {
    const { quitKeys, quit, interrupt, suspend, showKeys, showPalette, failed } = this.#deps
    const frames = this.#deps.frames()
    try {
      frames.refresh() // what the last key did may have moved the focus
      if (this.#isBlind(event)) return
      if (event.type === 'key' && this.#takesForSelection(event)) return
      dispatch(event, frames.regions, {
        quitKeys,
        quit,
        focus: (region) => frames.focus(region),
        press: (keys) => this.#press(keys),
        showFocus: () => frames.showFocus(),
        interrupt,
        suspend,
        showKeys,
        showPalette,
        mouse: this.#deps.mouse(),
      })
    } catch (error) {
      failed(error)
    }
  }

  /** The keys of a chord wait for the next one, but not forever. */
  #press(keys: string | undefined): void {
    const { clock, frames } = this.#deps
    clock.clearTimeout(this.#chord)
    if (keys !== undefined) this.#chord = clock.setTimeout(() => this.#press(undefined), CHORD_TIME)
    frames().regions.pressed = keys
    frames().request()
  }

  /** While something is selected, Ctrl+C copies it, and Escape drops it. What the focused field has selected is copied first. */
  #takesForSelection(event: KeyEvent): boolean {
    const { name, base = name } = event
    const selecting = this.#deps.mouse()?.selecting
    if (selecting?.isActive !== true) return false
    if (name === 'ctrl+c' || base === 'ctrl+c') {
      const field = this.#deps.frames().regions.keyChain[0]
      if (field !== undefined && eventOf(field.shown, event)?.type === 'copy') return false
      this.#deps.copy(selecting.take())
    } else if (name === 'escape') selecting.drop()
    else return false
    return true
  }

  /** Whether it was read before a dialog was on the screen that would take it. An interrupt isn't meant for a dialog. */
  #isBlind(event: InputEvent): boolean {
    const { modal } = this.#deps.frames().regions
    const isSeen = modal === undefined || (modal.seenSince ?? Infinity) <= this.#framesAtRead
    return !isSeen && !(event.type === 'key' && event.name === 'ctrl+c')
  }
}
