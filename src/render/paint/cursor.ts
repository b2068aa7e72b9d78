/** What the terminal's cursor looks like; 'default' is as the user has set it. */
export type CursorShape = 'default' | 'block' | 'underline' | 'bar'

/** A place for the terminal's cursor, in cells from the screen's upper left corner. */
export interface CursorPlace {
  readonly x: number
  readonly y: number
  readonly shape: CursorShape
}
