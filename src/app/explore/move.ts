/** One thing that happens to an explored app. Actors are named by their paths. */
export type Move =
  /** A key, by the name that key tables use. */
  | { readonly press: string }
  /** A text, one key for each character. */
  | { readonly type: string }
  | { readonly paste: string }
  /** The left button is pressed and released. Columns and rows count from 0. */
  | { readonly click: readonly [x: number, y: number] }
  | { readonly wheel: 'up' | 'down'; readonly at: readonly [x: number, y: number] }
  | { readonly resize: readonly [columns: number, rows: number] }
  /** The terminal's window gets the focus, or loses it. */
  | { readonly focusWindow: boolean }
  /** Time passes, in ms. */
  | { readonly advance: number }
  /** Work answers: with the sample of this index, with an event of this type, or with anything. */
  | { readonly answer: string; readonly sample?: number; readonly event?: string }
  /** Work fails. */
  | { readonly fail: string }
  /** An observable has no more values. */
  | { readonly complete: string }

/** A move as it stands in a program. */
export function moveText(move: Move): string {
  const fields = Object.entries(move as Readonly<Record<string, unknown>>).map(
    ([name, value]) => `${name}: ${valueText(value)}`,
  )
  return `{ ${fields.join(', ')} }`
}

function valueText(value: unknown): string {
  if (typeof value === 'string')
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value)
}
