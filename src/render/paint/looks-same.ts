import type { BarNode, StackNode, TextNode } from '../nodes/node.ts'
import type { Style } from './style.ts'

/* Whether two nodes look the same where they stand in the same place: then their cells need not be painted again. */

export function sameText(a: TextNode, b: TextNode): boolean {
  return (
    a.overflow === b.overflow &&
    a.align === b.align &&
    sameStyle(a.style, b.style) &&
    sameContent(a.content, b.content)
  )
}

/** What stands alone in a row: a text's sizing and overflow mean nothing there. */
export function sameLine(a: string | TextNode, b: string | TextNode | undefined): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b !== 'object') return false
  return sameStyle(a.style, b.style) && sameContent(a.content, b.content)
}

function sameContent(a: TextNode['content'], b: TextNode['content']): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string' || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++)
    if (a[i]!.text !== b[i]!.text || !sameStyle(a[i]!.style, b[i]!.style)) return false
  return true
}

export function sameBar(a: BarNode, b: BarNode): boolean {
  return (
    a.start === b.start &&
    a.end === b.end &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.trackStyle, b.trackStyle)
  )
}

export function sameStack(a: StackNode, b: StackNode): boolean {
  return (
    a.border === b.border &&
    sameStyle(a.style, b.style) &&
    sameStyle(a.borderStyle, b.borderStyle) &&
    (a.title === b.title || (a.title !== undefined && b.title !== undefined && sameText(a.title, b.title)))
  )
}

export function sameStyle(a: Style | undefined, b: Style | undefined): boolean {
  if (a === b) return true
  if (a === undefined || b === undefined) return false
  return (
    a.color === b.color &&
    a.background === b.background &&
    a.bold === b.bold &&
    a.dim === b.dim &&
    a.italic === b.italic &&
    a.inverse === b.inverse &&
    a.underline === b.underline &&
    a.strikethrough === b.strikethrough &&
    a.underlineColor === b.underlineColor &&
    a.link === b.link
  )
}
