import { lines } from '../../render/nodes/lines.ts'
import { box, column, row } from '../../render/nodes/stack.ts'
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

export const parts = ['actors', 'context', 'events'] as const
type Part = (typeof parts)[number]

export interface PanelState {
  readonly data: PanelData
  /** The one that is shown where there is no room for all. */
  readonly part: Part
  /** Lines of the context that are above the window. */
  readonly top: number
}

/** The panel: the tree of actors with their states, the context of the chosen one, the last events with what they drew. */
export function panelView(state: PanelState, { columns, rows, focused }: ViewInfo): Node {
  const title = rows > 3 && heading(state.data, focused)
  const help = rows > 5 && focused && keyHelp()
  const borderColor = focused ? 'cyan' : 'gray'
  const part = (name: Part, grow: number) => {
    const index = parts.indexOf(name)
    return box({ title: name, border: 'round', borderColor, grow }, [bodies[index]!(state)])
  }
  if (columns >= SIDE_BY_SIDE && rows < STACKED)
    return column([title, row({ grow: 1 }, [part('actors', 2), part('context', 2), part('events', 3)]), help])
  if (rows >= STACKED) return column([title, part('actors', 2), part('context', 2), part('events', 3), help])
  return column([title, part(state.part, 1), help])
}

function heading({ address }: PanelData, focused: boolean): TextNode {
  return text(
    [
      text(' Inspector ', { inverse: true, bold: focused }),
      text(focused ? ' has the keys ' : ' F12: keys here ', { dim: true }),
      address !== undefined && text(` ${address}`, { color: 'cyan' }),
    ],
    { overflow: 'truncate', height: 1 },
  )
}

const bodies: readonly ((state: PanelState) => Node)[] = [
  ({ data }) => {
    const at = data.actors.findIndex(({ sessionId }) => sessionId === data.chosen)
    return lines(
      data.actors.map((actor) => actorLine(actor, actor.sessionId === data.chosen)),
      { show: Math.max(0, at) },
    )
  },
  ({ data, top }) =>
    lines(data.lines.map(contextLine), { from: Math.min(top, Math.max(0, data.lines.length - 1)) }),
  ({ data }) => lines(data.events.map(eventLine), { from: 'end' }),
]

function actorLine({ depth, name, state }: PanelActor, isChosen: boolean): TextNode {
  return text([`${'  '.repeat(depth)}${name} `, text(state, { color: 'yellow' })], { inverse: isChosen })
}

function contextLine({ depth, key, value, isNew }: PanelLine): TextNode {
  const style = isNew ? { color: 'yellow', bold: true } : { color: 'green' }
  return text(['  '.repeat(depth), text(`${key}: `, { dim: true }), text(value, style as { color: 'green' })])
}

function eventLine({ time, from, to, type, drew }: PanelEvent): TextNode {
  const isInternal = type.startsWith(XSTATE_EVENTS.own)
  return text([
    text(`${time} `, { dim: true }),
    text(`${to} `, { dim: isInternal }),
    text(isInternal ? shortened(type) : type, { dim: isInternal, bold: !isInternal }),
    drew !== undefined && text(` ▸${drew}`, { color: 'cyan' }),
    from !== '' && from !== to && text(` from ${from}`, { dim: true }),
  ])
}

/** XState's own events, without the ids that the line has already. */
function shortened(type: string): string {
  const { own, promise, after, childDone, childFailed } = XSTATE_EVENTS
  const named = [after, childDone, childFailed].find((beginning) => type.startsWith(beginning))
  if (named !== undefined) return named.slice(own.length, -1)
  return type.slice(type.startsWith(promise) ? promise.length : own.length)
}
