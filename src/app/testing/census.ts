/** What a program may leave behind in its process: how many of each there are. */
export type Census = ReadonlyMap<string, number>

/** What Node itself, the test runner and a screen come and go with. */
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

/** What there is more of than before, a line each. */
export function newSince(before: Census): string[] {
  return [...takeCensus()].flatMap(([name, number]) => {
    const more = number - (before.get(name) ?? 0)
    return more > 0 ? `${more} x ${name}` : []
  })
}
