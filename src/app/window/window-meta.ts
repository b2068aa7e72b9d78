/**
 * What a state says about the terminal's window, as its `meta`: on states of the app's own machine. What is said by an inner state
 * counts more than what is said by one around it. A function gets the snapshot, whose context is a `Context`.
 *
 * ```ts
 * const upload = setup({
 *   types: {} as { context: { sent: number; size: number }; meta: WindowMeta<{ sent: number; size: number }> },
 * }).createMachine({
 *   context: { sent: 0, size: 100 },
 *   initial: 'sending',
 *   states: {
 *     sending: { meta: { title: 'Sending', progress: ({ context }) => context.sent / context.size } },
 *     sent: { meta: { title: 'Sent', notify: 'The files are sent' } },
 *   },
 * })
 * ```
 *
 * With the environment variable `ACTTY_WINDOW=0`, users refuse all three.
 */
export interface WindowMeta<Context = unknown> {
  /** The title of the window. At the end of the app, and in states without a title, it is what it was before, if the terminal can. */
  readonly title?: Saying<string, Context>
  /**
   * A text to notify the user of when the state is entered, if the window doesn't have the focus then. A terminal that shows no
   * notifications rings. It isn't shown for the state that the app starts in, which it may have been restored to.
   */
  readonly notify?: Saying<string, Context>
  /** What the task bar shows, if the terminal can: a share from 0 to 1, or that something is busy or has failed. */
  readonly progress?: Saying<number | 'busy' | 'failed', Context>
}

/** A value, or a function that returns it for a snapshot of the machine. */
export type Saying<Value, Context> =
  Value | ((snapshot: { readonly context: Context }) => Value | undefined) | undefined
