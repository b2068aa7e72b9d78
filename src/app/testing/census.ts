/** Counts of what a program may leave behind in its process, by kind. */
export type Census = ReadonlyMap<string, number>

/** Resources that Node itself, the test runner and a screen use. */
const ignored = new Set(['Immediate', 'Timeout', 'TTYWrap', 'MessagePort', 'FSReqCallback', 'FSReqPromise'])

/** Counts the process's listeners, and what keeps it alive: sockets, servers, child processes, pipes, watched files. */
export function takeCensus(): Census {
  const counts = new Map<string, number>()
  const count = (name: string, number: number) => counts.set(name, (counts.get(name) ?? 0) + number)
  for (const event of process.eventNames())
    count(`process.on('${String(event)}')`, process.listenerCount(event))
  for (const resource of process.getActiveResourcesInfo()) if (!ignored.has(resource)) count(resource, 1)
  return counts
}

/** What is more than before: one line for each kind. */
export function newSince(before: Census): string[] {
  return [...takeCensus()].flatMap(([name, number]) => {
    const more = number - (before.get(name) ?? 0)
    return more > 0 ? `${more} x ${name}` : []
  })
}
