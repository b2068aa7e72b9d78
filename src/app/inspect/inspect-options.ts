/** How an app, or an actor system without a screen, is inspected. */
export interface InspectOptions {
  /**
   * The port of the page, on 127.0.0.1. If it is taken, the next free one is used; 0 is any free port.
   * @defaultValue 22889
   */
  readonly port?: number | undefined
  /** Opens the page in the browser. */
  readonly open?: boolean | undefined
  /** Writes all messages to this file, a line of JSON each. With a file and without a port, nothing is served. */
  readonly file?: string | undefined
  /**
   * What is kept out of every output. A path is keys with dots between: 'password' is every value of that name, and
   * 'context.user.password' the one that stands there; `*` is any one key. A function is called for every value, and
   * returns what is shown in its place.
   */
  readonly redact?: readonly string[] | ((value: unknown, path: readonly string[]) => unknown) | undefined
  /**
   * Shows the Stately inspector on the page, and sends it everything that the app does. `true` shows
   * https://stately.ai/inspect; a string is the address of another one. `false` forbids it. Without this option the page loads
   * nothing from elsewhere until someone presses its button.
   */
  readonly stately?: boolean | string | undefined
  /**
   * Lets viewers send events to actors and keys to the app. Without it the page can't, and the server ignores what says so. Everyone who has the
   * address can then do whatever a user at the keyboard can.
   * @defaultValue false
   */
  readonly control?: boolean | undefined
  /** Called with the address of the page as soon as there is one. It has a secret in it. */
  readonly onAddress?: ((address: string) => void) | undefined
}
