import type { AnyComponent } from 'actty'
import type { Mounted } from 'actty/testing'
import type { AnyStateMachine } from 'xstate'

/** One example: what it is called, what it shows, and how it is played without a terminal. */
export interface Example {
  readonly name: string
  readonly shows: string
  readonly component: AnyComponent
  /** The input of its actor, from the words after the example's name on the command line. */
  readonly input?: (words: readonly string[]) => unknown
  /** Uses it as a person would, up to and with leaving it. */
  readonly play: (app: Mounted<AnyStateMachine>) => Promise<void>
}
