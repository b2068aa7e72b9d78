/** What the terminal's cursor looks like. 'default' is what the user has set. */
export type CursorShape = 'default' | 'block' | 'underline' | 'bar'

/** A place for the terminal's cursor, in cells from the upper left corner of the screen. */
export interface CursorPlace {
  readonly x: number
  readonly y: number
  readonly shape: CursorShape
}
