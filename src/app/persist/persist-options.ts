/** What `migrate` gets, and returns as this version of the app would have it. */
export interface PersistedState {
  /** The state of the app's own actor, as in `snapshot.value`. Undefined if its logic isn't a statechart. */
  value: unknown
  /** Its context. */
  context: unknown
  /** The persisted children of a statechart, by their ids. Each has the same fields, and may be changed or left out. */
  children: Record<string, PersistedState>
}

/** How an app is kept. */
export interface PersistOptions {
  /** The file. Only its owner may read it. Its folder is made if it isn't there. */
  readonly file: string
  /**
   * Whether each writing waits until the file is on the disk. Then it also survives a power loss. Each writing takes some ms, in which the
   * app does nothing else.
   *
   * @defaultValue false: it survives the end of the process, however that comes
   */
  readonly fsync?: boolean | undefined
  /**
   * The version of what is kept. A file of another version is refused, unless `migrate` says how it becomes this one.
   *
   * @defaultValue a hash of all charts of the app: their states, transitions and invoked actors
   */
  readonly version?: string | undefined
  /**
   * Makes the state of another version into that of this one. It may change and return `state`. If it returns undefined, the app begins from
   * the beginning.
   */
  readonly migrate?: ((state: PersistedState, version: string) => PersistedState | undefined) | undefined
}
