import { lines } from '../../render/nodes/lines.ts'
import { box } from '../../render/nodes/box.ts'
import { column, row } from '../../render/nodes/stack.ts'
import { text } from '../../render/nodes/text.ts'
import type { Node, TextNode } from '../../render/nodes/index.ts'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import type { ViewInfo } from '../component.ts'
import { keyHelp } from '../region.ts'
import type { PanelActor, PanelData, PanelEvent, PanelLine } from './panel-data.ts'

/** From this many columns on the three parts stand side by side. */
const SIDE_BY_SIDE = 72
/** From this many rows on they stand one below the other. */
const STACKED = 24
/** With fewer rows, a part has no border, and no rows are used for the address. */
const ROOMY = 8
/** With fewer rows, there is no line of help. */
const WITH_HELP = 4

export type PanelPart = 'actors' | 'context' | 'events' | 'address'

export interface PanelState {
  readonly data: PanelData
  /** The part that is shown if there is room for one only. */
  readonly part: PanelPart
  /** Lines of the context that are above the window. */
  readonly top: number
}

interface Room {
  readonly columns: number
  readonly rows: number
}

/** The panel: the tree of actors with their states, the context of the chosen one, the last events with what they drew. */
export function panelView(state: PanelState, room: ViewInfo): Node {
  const { columns, rows, focused } = room
  const shown = partIn(state, room)
  // The address needs the rows.
  const help = rows >= WITH_HELP && focused && shown !== 'address' && keyHelp()
  const title = rows > 1 && heading(state.data, room, shown ?? 'Inspector')
  const part = (name: PanelPart, grow: number) =>
    box({ title: titleOf(name, focused), border: 'round', borderColor: focused ? 'focus' : 'border', grow }, [
      bodies[name](state, room),
    ])
  if (shown !== undefined && rows < ROOMY) return column([title, bodies[shown](state, room), help])
  if (shown !== undefined) return column([title, part(shown, 1), help])
  const all = [part('actors', 2), part('context', 2), part('events', 3)]
  return columns >= SIDE_BY_SIDE && rows < STACKED
    ? column([title, row({ grow: 1 }, all), help])
    : column([title, ...all, help])
}

function titleOf(name: PanelPart, focused: boolean): TextNode {
  return text(name, focused ? { color: 'focus', bold: true } : { color: 'muted' })
}

/** The parts of which one is shown; undefined if there is room for all. */
export function partsIn(room: Room, { address }: PanelData): readonly PanelPart[] | undefined {
  if (room.columns >= SIDE_BY_SIDE || room.rows >= STACKED) return undefined
  const isAddressElsewhere = address === undefined || room.rows >= ROOMY
  return isAddressElsewhere ? ['actors', 'context', 'events'] : ['actors', 'context', 'events', 'address']
}

/** The part that is shown, if there is room for one only. */
export function partIn({ part, data }: PanelState, room: Room): PanelPart | undefined {
  const parts = partsIn(room, data)
  return parts && (parts.includes(part) ? part : parts[0])
}

/** The address stands whole in it: beside the title if it fits, otherwise in rows of its own. */
function heading({ address }: PanelData, { columns, rows, focused }: ViewInfo, name: string): Node {
  const hint = focused ? ' has the keys ' : ' F12: keys '
  const title = [
    text(` ${name} `, { background: focused ? 'focus' : 'raised', bold: focused }),
    text(hint, { color: 'muted' }),
  ]
  const line = (...more: readonly TextNode[]) =>
    text([...title, ...more], { overflow: 'truncate', height: 1 })
  const fits = name.length + 2 + hint.length + (address ?? '').length <= columns
  if (address === undefined || (!fits && rows < ROOMY)) return line()
  return fits ? line(link(address)) : column([line(), ...addressRows(address, columns)])
}

/** An address is cut where the row ends, and not at its slashes. */
function addressRows(address: string, columns: number): readonly TextNode[] {
  const count = Math.ceil(address.length / columns)
  return Array.from({ length: count }, (_, row) =>
    link(address, address.slice(row * columns, (row + 1) * columns)),
  )
}

function link(address: string, shown = address): TextNode {
  return text(shown, { color: 'accent', underline: true, link: address, overflow: 'clip' })
}

const bodies: Readonly<Record<PanelPart, (state: PanelState, room: ViewInfo) => Node>> = {
  actors: ({ data }, { focused }) => {
    const at = data.actors.findIndex(({ sessionId }) => sessionId === data.chosen)
    return lines(
      data.actors.map((actor) =>
        actorLine(actor, actor.sessionId === data.chosen && (focused ? 'selection' : 'raised')),
      ),
      { show: Math.max(0, at) },
    )
  },
  context: ({ data, top }) =>
    lines(data.lines.map(contextLine), { from: Math.min(top, Math.max(0, data.lines.length - 1)) }),
  events: ({ data }) => lines(data.events.map(eventLine), { from: 'end' }),
  address: ({ data: { address = '' } }, { columns }) => column({ grow: 1 }, addressRows(address, columns)),
}

function actorLine({ depth, name, state }: PanelActor, bar: 'selection' | 'raised' | false): TextNode {
  const look = bar === false ? {} : { background: bar, bold: true }
  return text([`${'  '.repeat(depth)}${name} `, text(state, { color: 'info' })], look)
}

function contextLine({ depth, key, value, isNew }: PanelLine): TextNode {
  const style = isNew ? ({ color: 'warning', bold: true } as const) : ({ color: 'hue5' } as const)
  return text(['  '.repeat(depth), key !== '' && text(`${key}: `, { color: 'muted' }), text(value, style)])
}

function eventLine({ time, from, to, type, drew }: PanelEvent): TextNode {
  const isInternal = type.startsWith(XSTATE_EVENTS.own)
  const quiet = isInternal ? ({ color: 'muted' } as const) : {}
  return text([
    text(`${time} `, { color: 'muted' }),
    text(`${to} `, quiet),
    text(isInternal ? shortened(type) : type, { ...quiet, bold: !isInternal }),
    drew !== undefined && text(` ▸${drew}`, { color: 'hue1' }),
    from !== '' && from !== to && text(` from ${from}`, { color: 'muted' }),
  ])
}

/** XState's own events, without the ids that the line has already. */
function shortened(type: string): string {
  const { own, promise, after, childDone, childFailed } = XSTATE_EVENTS
  const named = [after, childDone, childFailed].find((beginning) => type.startsWith(beginning))
  if (named !== undefined) return named.slice(own.length, -1)
  return type.slice(type.startsWith(promise) ? promise.length : own.length)
}
