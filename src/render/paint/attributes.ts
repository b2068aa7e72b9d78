// The bits of an interned style. Underline is SGR's number for its kind, 0 to 5, from UNDERLINE_SHIFT on.
export const BOLD = 1
export const DIM = 2
export const ITALIC = 4
export const INVERSE = 8
export const STRIKETHROUGH = 16
export const UNDERLINE_SHIFT = 5
export const UNDERLINE = 7 << UNDERLINE_SHIFT
/** What is laid over such a style is always dim, since the background is. */
export const STAYS_DIM = 256
