import type { OpenMenus } from './menu-items.ts'

/** The context of a menu. */
export interface MenuContext extends OpenMenus {
  /** What stands above the first menu. */
  readonly title: string | undefined
  /** The letters that were typed one after the other, by which an item was found. */
  readonly typed: string
}

/** What a menu can be told. `rows` is how many rows are in view, so that the selected one is among them. */
export type MenuEvent =
  /** Selects the next item that can be chosen (1), or the one before (-1). It goes round. */
  | { readonly type: 'move'; readonly by: 1 | -1; readonly rows?: number | undefined }
  /** Selects the first or the last item that can be chosen. */
  | { readonly type: 'first' | 'last'; readonly rows?: number | undefined }
  /** Selects an item that begins with what is typed. */
  | { readonly type: 'type'; readonly text: string; readonly rows?: number | undefined }
  /** Selects an item of a menu that is open, and closes those that other items of it have opened. */
  | { readonly type: 'point'; readonly id: string }
  /** Moves the window on the innermost menu by so many rows. */
  | { readonly type: 'scroll'; readonly by: number; readonly rows: number }
  /** Opens the menu of the selected item. */
  | { readonly type: 'open' }
  /** Closes the innermost menu, if it isn't the first. */
  | { readonly type: 'back' }
  /** Chooses the item with this id, or the selected one; one with a menu of its own is opened. One that is disabled is left alone. */
  | { readonly type: 'choose'; readonly id?: string | undefined }
  /** Ends without an answer. */
  | { readonly type: 'leave' }
