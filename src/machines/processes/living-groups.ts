/** The processes of a command, which are one process group. */
export interface LivingGroup {
  /** The id of the group, or undefined if the command couldn't be started. */
  readonly id: number | undefined
  /** Sends a signal to all of its processes. */
  signal(signal: NodeJS.Signals): unknown
}

/** The groups that haven't ended. They must end with this process. */
const living = new Set<LivingGroup>()

const watchers = new Set<(groups: readonly number[]) => void>()

/** Calls back with the ids of the running groups, now and at each change. Returns a function that stops that. */
export function watchProcessGroups(watcher: (groups: readonly number[]) => void): () => void {
  watchers.add(watcher)
  watcher(livingIds())
  return () => watchers.delete(watcher)
}

function livingIds(): number[] {
  return [...living].flatMap(({ id }) => id ?? [])
}

function tellWatchers(): void {
  const ids = livingIds()
  for (const watcher of watchers) watcher(ids)
}

/** Sends SIGKILL to all groups at once, since this process is about to end. */
export function killProcessGroups(): void {
  for (const group of living) group.signal('SIGKILL')
}

/** A group has started. It ends with this process at the latest. */
export function addLiving(group: LivingGroup): void {
  if (living.size === 0) process.on('exit', killProcessGroups)
  living.add(group)
  tellWatchers()
}

/** A group has ended. */
export function deleteLiving(group: LivingGroup): void {
  if (living.delete(group) && living.size === 0) process.off('exit', killProcessGroups)
  tellWatchers()
}
