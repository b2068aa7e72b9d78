import type { Child } from '../../../render/nodes/children.ts'
import { mark, marked } from '../../../render/nodes/mark.ts'
import { rule } from '../../../render/nodes/rule.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import { width } from '../../../render/text/width.ts'

/** A tab of a strip. */
interface StripTab {
  readonly name: string
  readonly title: string
  readonly badge: string | undefined
  readonly isClosable: boolean
}

/** What a strip shows, and in how much room. */
export interface Strip {
  readonly tabs: readonly StripTab[]
  /** The name of the tab that is shown. */
  readonly active: string
  readonly focused: boolean
  readonly columns: number
  /** Whether there is room for a line below the names. */
  readonly hasLine: boolean
}

/** A blank, and the mark for tabs that are beyond an edge. */
const MARK = 2

/**
 * The names of tabs in a row, and a line below them. If not all fit, those around the active one are there, with a mark at each end that
 * leads further.
 */
export function tabStrip(strip: Strip): Child {
  const { tabs, active, columns, hasLine, focused } = strip
  const at = Math.max(
    0,
    tabs.findIndex(({ name }) => name === active),
  )
  const [first, last] = around(tabs.map(widthOf), at, columns)
  const shown = tabs.slice(first, last)
  const before = first > 0 ? MARK : 0
  const left = before + sum(tabs.slice(first, at).map(widthOf))
  const names = row({ height: 1 }, [
    first > 0 && further('‹ ', '< ', -1),
    ...shown.map((tab) => tabOf(tab, tab.name === active, strip)),
    last < tabs.length && further(' ›', ' >', 1),
  ])
  if (!hasLine) return names
  const long = Math.max(0, Math.min(widthOf(tabs[at]!), columns - left))
  return column({ height: 2 }, [
    names,
    row({ height: 1 }, [
      rule({ width: left }),
      marked('━'.repeat(long), '='.repeat(long), { color: focused ? 'focus' : 'faint' }),
      rule({ grow: 1 }),
    ]),
  ])
}

function tabOf({ name, title, badge, isClosable }: StripTab, isActive: boolean, { hasLine }: Strip): Child {
  const look = isActive
    ? ({ bold: true, ...(!hasLine && { underline: true }) } as const)
    : ({ color: 'muted' } as const)
  return row({ height: 1 }, [
    row({ press: { type: 'select', name } }, [
      ' ',
      text(title, { ...look, overflow: 'truncate' }),
      badge !== undefined && text(` ${badge}`, { color: 'muted' }),
      ' ',
    ]),
    isClosable &&
      row({ press: { type: 'close', name } }, [
        mark(['×', 'x'], { color: isActive ? 'text' : 'faint' }),
        ' ',
      ]),
  ])
}

function further(unicode: string, ascii: string, by: number): Child {
  return row({ press: { type: 'turn', by } }, [marked(unicode, ascii, { color: 'faint' })])
}

function widthOf({ title, badge, isClosable }: StripTab): number {
  return width(title) + (badge === undefined ? 0 : 1 + width(badge)) + (isClosable ? 4 : 2)
}

/** The tabs that fit, around the active one: the index of the first of them, and that after the last. */
function around(widths: readonly number[], active: number, columns: number): readonly [number, number] {
  let [first, last] = [active, active + 1]
  const fits = (from: number, to: number) =>
    sum(widths.slice(from, to)) + (from > 0 ? MARK : 0) + (to < widths.length ? MARK : 0) <= columns
  for (let grows = true; grows;) {
    grows = false
    if (last < widths.length && fits(first, last + 1)) {
      last++
      grows = true
    }
    if (first > 0 && fits(first - 1, last)) {
      first--
      grows = true
    }
  }
  return [first, last]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
