import type { AnyActorRef } from 'xstate'
import type { ColorDepth } from '../../render/paint/color.ts'
import type { TerminalClaim } from '../../machines/processes/foreground.ts'
import type { Question } from './answers.ts'
import type { ModeName } from './modes.ts'
import type { ColorAnswers, KnownColors } from './told-colors.ts'
import type { PortListener, TerminalPort } from './port.ts'
import type { TerminalType } from './terminal-type.ts'

/** What is known of the terminal. */
export interface TerminalContext {
  /** In cells. */
  readonly columns: number
  readonly rows: number
  /** The modes that are switched on, in that order. */
  readonly modes: readonly ModeName[]
  /** Modes to be switched on besides those that every app has. */
  readonly extras: readonly ModeName[]
  /** Counts up whenever what the terminal shows is no longer what it was sent. */
  readonly generation: number
  /** Whether the terminal's window has the focus. One that does not say is taken to have it. */
  readonly focused: boolean
  /** Of its window; undefined where that is left as it is. */
  readonly title: string | undefined
  /** What its task bar shows, as the parameters of OSC 9;4; undefined if that is nothing. */
  readonly progress: string | undefined
  /** What its text stands on; undefined where it does not say. */
  readonly background: KnownColors['background']
  /** All of its colors; undefined if it does not say all. */
  readonly told: KnownColors['told']
  /** What it has answered about its colors since it was asked last. */
  readonly colors: ColorAnswers
  /** What it was asked and may still answer. */
  readonly awaited: readonly Question[]
  /** Who wants the terminal for a while, or has it: the first, when it is handed off. */
  readonly claims: readonly AnyActorRef[]
}

/** Modes that depend on what is on the screen. */
export type WantedMode = 'mouse' | 'anyMotion' | 'everyKey'

export type TerminalEvent =
  | { readonly type: 'open' | 'close' | 'resized' | 'drained' | 'gone' }
  | { readonly type: 'reply'; readonly sequence: string }
  | { readonly type: 'focus'; readonly focused: boolean }
  | { readonly type: 'mode'; readonly mode: WantedMode; readonly wanted: boolean }
  | ({ readonly type: 'window' } & Pick<TerminalContext, 'title' | 'progress'>)
  /** Ctrl+Z: give the terminal back to the shell and stop. */
  | { readonly type: 'suspend' }
  /** The process was not stopped, or goes on. */
  | { readonly type: 'resume' }
  /** SIGCONT: the process was stopped, by itself or by others, and goes on. */
  | { readonly type: 'continued' }
  | TerminalClaim
  /** The process ends at once: nothing can be waited for. */
  | { readonly type: 'exit' }
  /** Its answers are waited for no longer. */
  | { readonly type: 'unanswered' }

/** What the terminal's actor works with. */
export interface TerminalDeps {
  readonly port: TerminalPort
  /** Is told what happens at the terminal while it is open. */
  readonly listener: PortListener
  /** The modes that the app runs in, if the terminal has them. */
  readonly modes: readonly ModeName[]
  readonly type: TerminalType
  readonly depth: ColorDepth
  /** What is written for the next program on the terminal: before its modes are switched off, and after. */
  readonly leave: () => readonly [before: string, after: string]
  /** Stops the process, as a shell's Ctrl+Z does. */
  readonly stopProcess: () => void
}
