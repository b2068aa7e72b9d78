import { statePath } from '../state-path.ts'
import { nameOf, snapshotOf, type ActorEntry } from './actor-entry.ts'
import { isEnginesOwn } from './actor-name.ts'
import type { Feed } from './feed.ts'
import type { Happening } from './history.ts'
import { panelLimits, type Plain } from './plain.ts'
import type { Redactor } from '../redact.ts'
import { partsOf, shapeOf, textOf } from './viewer/plain-text.ts'

/** Lines of a context that are shown. */
const MAX_LINES = 500

/** Events that are shown. */
const MAX_EVENTS = 100

export interface PanelActor {
  readonly sessionId: string
  readonly name: string
  readonly depth: number
  readonly state: string
}

export interface PanelEvent {
  readonly time: string
  readonly from: string
  readonly to: string
  readonly type: string
  /** What it drew: which regions, how many cells and bytes. Undefined if it drew nothing. */
  readonly drew: string | undefined
}

export interface PanelLine {
  readonly depth: number
  readonly key: string
  readonly value: string
  /** Where it stands. */
  readonly path: string
  readonly isNew: boolean
}

/** What the panel shows: plain data, as of one moment. */
export interface PanelData {
  readonly address: string | undefined
  readonly actors: readonly PanelActor[]
  /** Its sessionId. */
  readonly chosen: string | undefined
  readonly events: readonly PanelEvent[]
  readonly lines: readonly PanelLine[]
}

export const nothing: PanelData = { address: undefined, actors: [], chosen: undefined, events: [], lines: [] }

/** Looks at the system. Without a choice, or if the chosen actor has ended, the app's own actor is chosen. */
export function look(
  feed: Feed,
  redact: Redactor | undefined,
  wanted: string | undefined,
  before: PanelData,
): PanelData {
  const actors = tree([...feed.living])
  const chosen =
    actors.find(({ sessionId }) => sessionId === wanted) ?? actors.find(({ entry }) => isApps(entry))
  const shown =
    chosen && snapshotOf(chosen.entry.snapshot ?? chosen.entry.ref.getSnapshot(), redact, panelLimits)
  const old =
    chosen?.sessionId === before.chosen
      ? new Map(before.lines.map((line) => [line.path, line.value]))
      : undefined
  const lines: PanelLine[] = []
  for (const [key, value] of Object.entries<Plain>((shown ?? {}) as Readonly<Record<string, Plain>>))
    if (key !== 'children') addLines(lines, key, value, 0, key, old)
  return {
    address: before.address,
    actors: actors.map(({ sessionId, name, depth, state }) => ({ sessionId, name, depth, state })),
    chosen: chosen?.sessionId,
    events: feed.history.recent(MAX_EVENTS).map(eventOf),
    lines,
  }
}

function tree(entries: readonly ActorEntry[]): (PanelActor & { readonly entry: ActorEntry })[] {
  const ids = new Set(entries.map(({ sessionId }) => sessionId))
  const childrenOf = new Map<string | undefined, ActorEntry[]>()
  for (const entry of entries) {
    const parent = entry.parentId !== undefined && ids.has(entry.parentId) ? entry.parentId : undefined
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), entry])
  }
  const below = (parent: string | undefined, depth: number): (PanelActor & { entry: ActorEntry })[] =>
    (childrenOf.get(parent) ?? []).flatMap((entry) => {
      const { sessionId } = entry
      const state = statePath(entry.snapshot ?? entry.ref.getSnapshot())
      return [{ entry, sessionId, name: nameOf(entry), depth, state }, ...below(sessionId, depth + 1)]
    })
  return below(undefined, 0)
}

function isApps(entry: ActorEntry): boolean {
  return entry.parentId !== undefined && !isEnginesOwn(entry.ref)
}

function eventOf({ entry, type, source, at, drew }: Happening): PanelEvent {
  return {
    time: new Date(at).toISOString().slice(17, 23),
    from: source === undefined ? '' : nameOf(source),
    to: nameOf(entry),
    type,
    drew:
      drew &&
      `${drew.cells} ${drew.cells === 1 ? 'cell' : 'cells'} ${drew.bytes} B ${regionsOf(drew.viewed)}`.trim(),
  }
}

/** The names of regions, without where they stand. */
function regionsOf(paths: readonly string[]): string {
  return [...new Set(paths)].map((path) => path.slice(path.lastIndexOf('/') + 1)).join(' ')
}

function addLines(
  lines: PanelLine[],
  key: string,
  value: Plain | undefined,
  depth: number,
  path: string,
  old: ReadonlyMap<string, string> | undefined,
): void {
  if (lines.length >= MAX_LINES || value === undefined) return
  const parts = partsOf(value)
  const [text = '', ...more] = (parts.length === 0 ? textOf(value) : shapeOf(value)).split('\n')
  lines.push({ depth, key, value: text, path, isNew: old !== undefined && old.get(path) !== text })
  for (const [index, line] of more.entries())
    lines.push({ depth: depth + 1, key: '', value: line.trim(), path: `${path}\n${index}`, isNew: false })
  for (const [name, inner, innerPath] of parts)
    addLines(lines, name, inner as Plain, depth + 1, `${path}.${innerPath}`, old)
}
