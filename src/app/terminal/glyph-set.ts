import type { GlyphSet } from '../../render/text/glyph-set.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Whether the terminal can show characters beyond ASCII, in one cell each. The font of Linux's console has few of them. A locale of
 * another encoding than UTF-8 is that of a terminal that would show other characters (POSIX, "Environment Variables": LC_ALL counts
 * before LC_CTYPE, that before LANG). If no locale is set, that says nothing. Old VTE and mintty's `@cjkwide` draw most marks and
 * frames two cells wide.
 */
export function glyphSet(env: Environment): GlyphSet {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  )
  const isOtherEncoding = locale !== undefined && !/utf-?8/i.test(locale)
  const isWide = /@cjkwide/.test(locale ?? '') || /^(wide|1)$/.test(env['VTE_CJK_WIDTH'] ?? '')
  return /^(linux|dumb)/.test(env['TERM'] ?? '') || isOtherEncoding || isWide ? 'ascii' : 'unicode'
}
