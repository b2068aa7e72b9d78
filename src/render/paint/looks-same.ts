import type { Content, Span } from '../text/shape.ts'
import { sameMoving } from '../text/moving.ts'
import type { Style } from './style.ts'

/* Whether two things in the same place look the same. Then their cells aren't painted again. */

export function sameContent(a: Content, b: Content): boolean {
  if (a === b) return true
  if (typeof a === 'string' || typeof b === 'string' || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!sameSpan(a[i]!, b[i]!)) return false
  return true
}

function sameSpan(a: Span, b: Span): boolean {
  return (
    a.text === b.text && a.ascii === b.ascii && sameMoving(a.moving, b.moving) && sameStyle(a.style, b.style)
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
