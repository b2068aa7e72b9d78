import { rowCount } from '../../../machines/data/table-rows.ts'
import { lines } from '../../../render/nodes/lines.ts'
import { mark } from '../../../render/nodes/mark.ts'
import { spinner } from '../../../render/nodes/spinner.ts'
import { row } from '../../../render/nodes/stack.ts'
import { text } from '../../../render/nodes/text.ts'
import type { Node } from '../../../render/nodes/index.ts'
import type { Style } from '../../../render/paint/style.ts'
import { region } from '../../region.ts'
import type { textInputView } from '../controls/text-input.ts'
import type { Look, Snapshot } from './table-look.ts'

/** What stands in place of rows. */
export function faceOf({ empty }: Look, snapshot: Snapshot<unknown>): Node {
  const { problem, filter } = snapshot.context
  const face = (content: Parameters<typeof text>[0], style: Style) =>
    lines([text(content, { ...style, overflow: 'truncate' })], { selected: -1, grow: 1 })
  if (snapshot.matches({ open: { data: 'failed' } }))
    return face([mark('failed'), ` ${problem ?? 'failed'}`], { color: 'danger' })
  if (snapshot.matches({ open: { data: 'loading' } }))
    return face([spinner(), ' loading …'], { color: 'muted' })
  if (snapshot.hasTag('busy')) return face('', {})
  return face(filter === '' ? empty : 'nothing found', { color: 'muted' })
}

/** What went wrong, below older rows. */
export function troubleOf(snapshot: Snapshot<unknown>): Node | false {
  if (!snapshot.matches({ open: { data: 'failed' } })) return false
  const content = [mark('failed', { color: 'danger' }), ` ${snapshot.context.problem ?? 'failed'}`]
  return lines([text(content, { color: 'danger', overflow: 'truncate' })], { selected: -1, height: 1 })
}

/** The field of the filter, and how many rows it finds. */
export function filterRow(
  snapshot: Snapshot<unknown>,
  field: ReturnType<typeof textInputView>,
): Node | false {
  if (!snapshot.matches({ open: { search: 'filtering' } })) return false
  const { context, children } = snapshot
  return row({ height: 1, background: 'raised', padding: [0, 1, 0, 0] }, [
    region(children.filter, field, { grow: 1, focus: true }),
    context.filter !== '' && text(` ${rowCount(context.listed)}`, { color: 'muted' }),
  ])
}
