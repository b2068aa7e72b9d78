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
    a.text === b.text &&
    a.ascii === b.ascii &&
    a.uncolored === b.uncolored &&
    sameMoving(a.moving, b.moving) &&
    sameStyle(a.style, b.style)
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

/** Whether two nodes are made of the same data. What isn't plain data is compared by identity. */
export function sameData(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((value, index) => sameData(value, b[index]))
  if (!isPlainData(a) || !isPlainData(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => sameData(a[key], b[key]))
}

function isPlainData(value: object): value is Readonly<Record<string, unknown>> {
  return Object.getPrototypeOf(value) === Object.prototype
}
