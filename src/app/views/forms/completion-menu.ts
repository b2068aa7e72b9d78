import type { SnapshotFrom } from 'xstate'
import type { Completion } from '../../../machines/editor/completing.ts'
import type { TextArea } from '../../../machines/forms/text-area.ts'
import { grow } from '../../../render/nodes/grow.ts'
import type { Node, TextNode } from '../../../render/nodes/index.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { column, row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Style } from '../../../render/paint/style.ts'
import { width } from '../../../render/text/width.ts'
import { withHits } from '../controls/hits.ts'

/** A menu, and how many rows it has. */
export interface Menu {
  readonly node: Node
  readonly rows: number
}

const MAX_ROWS = 6
const MAX_COLUMNS = 60
/** The mark of the chosen row, the blank after it, that at its end, and the scroll bar. */
const AROUND = 4
const GAP = 2

const found: Style = { color: 'accent', bold: true, underline: true }

/** The menu of completions; undefined if there is none. */
export function completionMenu(snapshot: SnapshotFrom<TextArea>): Menu | undefined {
  const { completions, query } = snapshot.context
  if (query === undefined) return undefined
  if (snapshot.matches({ open: { menu: 'failed' } }))
    return noteOf([mark('failed', { color: 'danger' }), ' no completions'])
  if (completions.length > 0) return menuOf(completions, snapshot.context.chosen, query.text)
  return snapshot.matches({ open: { menu: { asking: 'slow' } } })
    ? noteOf([spinner(), ' looking'])
    : undefined
}

function menuOf(completions: readonly Completion[], chosen: number, query: string): Menu {
  const rows = Math.min(MAX_ROWS, completions.length)
  const source = {
    length: completions.length,
    at: (index: number) => rowOf(completions[index]!, query),
  }
  const columns = Math.min(
    MAX_COLUMNS,
    AROUND + Math.max(...completions.slice(0, MAX_MEASURED).map(columnsOf)),
  )
  const menu = lines(source, {
    show: chosen,
    selected: chosen,
    scrollbar: true,
    focused: true,
    select: false,
  })
  return { node: column({ background: 'surface', width: columns, height: rows }, [grow(menu)]), rows }
}

/** How many completions are measured for the width of the menu. */
const MAX_MEASURED = 100

function columnsOf({ label, detail }: Completion): number {
  return width(label) + (detail === undefined ? 0 : GAP + width(detail))
}

function rowOf({ label, detail }: Completion, query: string): Node {
  const hit = withHits(label, query, found)
  const named: TextNode =
    typeof hit === 'string' ? text(hit, { overflow: 'truncate' }) : { ...hit, overflow: 'truncate' }
  if (detail === undefined) return named
  return row({ gap: GAP }, [grow(named), text(detail, { color: 'muted', overflow: 'truncate' })])
}

function noteOf(content: Parameters<typeof text>[0]): Menu {
  return { node: text(content, { background: 'surface', height: 1, overflow: 'truncate' }), rows: 1 }
}
