/** How an app, or an actor system without a screen, is inspected. */
export interface InspectOptions {
  /**
   * Where the page is served on 127.0.0.1. If it is taken, the next free one; 0 is any free one.
   * @defaultValue 22889
   */
  readonly port?: number | undefined
  /** Opens the page in the browser. */
  readonly open?: boolean | undefined
  /** Writes all messages to this file, a line of JSON each. With a file alone nothing is served. */
  readonly file?: string | undefined
  /**
   * What is kept out of every output. A path is keys with dots between: 'password' is every value of that name, and
   * 'context.user.password' the one that stands there; `*` is any one key. A function is asked about every value, and
   * gives what stands for it.
   */
  readonly redact?: readonly string[] | ((value: unknown, path: readonly string[]) => unknown) | undefined
  /**
   * Shows the Stately inspector on the page, which is then sent everything that the app does. `true` is that of
   * https://stately.ai/inspect, a string the address of another one. Without this option the page loads nothing from elsewhere,
   * but has a button that asks for it; with `false` it has no such button.
   */
  readonly stately?: boolean | string | undefined
  /** Is told the address of the page as soon as there is one. It has a secret in it. */
  readonly onAddress?: ((address: string) => void) | undefined
}
