import { printedPlain } from '../../render/printed.ts'
import type { GridNode } from '../../render/nodes/grid.ts'
import type { LinesNode, Node, TextNode } from '../../render/nodes/index.ts'
import type { TallLinesNode } from '../../render/nodes/tall-lines.ts'
import type { GlyphSet } from '../../render/text/glyph-set.ts'

/** The most rows of a list or a log that are said at once. */
export const MAX_ROWS = 40

/** How wide a bar or a picture is drawn, in cells. */
const COLUMNS = 40

/** The lines of what is in a slot of a view. */
export type SlotLines = (content: unknown) => readonly string[]

/**
 * A view as lines, in the order in which it's read: what stands side by side is one line if all of it is, and else one after the other.
 * Frames, rules and keys aren't said.
 */
export function nodeLines(node: Node | undefined, slots: SlotLines, glyphs: GlyphSet): readonly string[] {
  if (node === undefined) return []
  const inner = (child: Node) => nodeLines(child, slots, glyphs)
  switch (node.kind) {
    case 'text':
      return textLines(node, glyphs)
    case 'lines':
    case 'tallLines':
      return rowsOf(node, slots, glyphs)
    case 'stack':
      return [...titleOf(node.title, glyphs), ...joined(node.children.map(inner), node.direction)]
    case 'pane':
      return [
        ...joined(
          [node.title, node.note, node.bottom].map((title) => titleOf(title, glyphs)),
          'row',
        ),
        ...inner(node.content),
      ]
    case 'grid':
      return gridRows(node).flatMap((row) => joined(row.map(inner), 'row'))
    case 'overlay':
      return node.layers.flatMap((layer) => inner(layer.layer))
    case 'scroll':
      return inner(node.child)
    case 'fitting':
      return inner(node.forms[0]!.node)
    case 'slot':
      return slots(node.content)
    case 'canvas':
      return node.says?.(node.data as never) ?? []
    case 'terminal':
      return shown(
        Array.from({ length: node.source.rows }, (_, row) => node.source.textAt(node.source.top + row)),
      )
    case 'rule':
      return node.title === undefined ? [] : textLines(node.title, glyphs)
    case 'hints':
      return []
    default:
      return shown(printedPlain(node, COLUMNS, glyphs).split('\n'))
  }
}

function titleOf(title: TextNode | undefined, glyphs: GlyphSet): readonly string[] {
  return title === undefined ? [] : textLines(title, glyphs)
}

function joined(children: readonly (readonly string[])[], direction: 'row' | 'column'): readonly string[] {
  const said = children.filter((lines) => lines.length > 0)
  const isOne = direction === 'row' && said.every((lines) => lines.length === 1)
  return isOne && said.length > 0 ? [said.flat().join('  ')] : said.flat()
}

/** A text without what moves. */
function textLines({ content }: TextNode, glyphs: GlyphSet): readonly string[] {
  const whole =
    typeof content === 'string'
      ? content
      : content
          .map(({ text, ascii, moving }) =>
            moving !== undefined ? '' : glyphs === 'ascii' ? (ascii ?? text) : text,
          )
          .join('')
  return shown(whole.split('\n'))
}

/** Bars, frames and large digits are made of these (Unicode blocks Box Drawing and Block Elements). */
const drawing = /[\u2500-\u259f]{2,} ?/g

/** What can be said of lines. */
function shown(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(drawing, '').trim()).filter((line) => /[\p{L}\p{N}]/u.test(line))
}

function gridRows({ cells, columns }: GridNode): readonly (readonly Node[])[] {
  const rows: Node[][] = []
  for (let at = 0; at < cells.length; at += columns.length) rows.push(cells.slice(at, at + columns.length))
  return rows
}

/** Rows around the selected one, with a mark before that. */
function rowsOf(node: LinesNode | TallLinesNode, slots: SlotLines, glyphs: GlyphSet): readonly string[] {
  const { source, selected, from } = node
  const start = from === 'end' ? Math.max(0, source.length - MAX_ROWS) : from
  const rows: string[] = []
  for (let index = start; index < Math.min(source.length, start + MAX_ROWS); index++) {
    const isSelected = index === selected
    const row = source.at(index, { columns: COLUMNS * 2, selected: isSelected, focused: isSelected })
    const lines = typeof row === 'string' ? shown([row]) : nodeLines(row, slots, glyphs)
    const number = selected === undefined || selected < 0 ? '' : `${index + 1}. `
    if (lines.length > 0) rows.push(`${isSelected ? '> ' : ''}${number}${lines.join('  ')}`)
  }
  const rest = source.length - start - MAX_ROWS
  return rest > 0 ? [...rows, `and ${rest} more`] : rows
}
