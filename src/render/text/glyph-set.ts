/** Whether frames, marks and bars are drawn with characters of Unicode, or of ASCII only. */
export type GlyphSet = 'unicode' | 'ascii'
