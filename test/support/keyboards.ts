/** The keys of a keyboard that have characters, row by row: without Shift, and with it. */
interface Layout {
  readonly plain: string
  readonly shifted: string
}

const us: Layout = {
  plain: "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
  shifted: '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
}

/** Of the X keyboard extension's symbols: us, us(dvorak), us(colemak), fr, de, ru, gr, il. */
export const layouts: Readonly<Record<string, Layout>> = {
  us,
  dvorak: {
    plain: "`1234567890[]',.pyfgcrl/=\\aoeuidhtns-;qjkxbmwvz",
    shifted: '~!@#$%^&*(){}"<>PYFGCRL?+|AOEUIDHTNS_:QJKXBMWVZ',
  },
  colemak: {
    plain: "`1234567890-=qwfpgjluy;[]\\arstdhneio'zxcvbkm,./",
    shifted: '~!@#$%^&*()_+QWFPGJLUY:{}|ARSTDHNEIO"ZXCVBKM<>?',
  },
  azerty: {
    plain: '²&é"\'(-è_çà)=azertyuiop^$*qsdfghjklmùwxcvbn,;:!',
    shifted: '~1234567890°+AZERTYUIOP¨£µQSDFGHJKLM%WXCVBN?./§',
  },
  qwertz: {
    plain: '^1234567890ß´qwertzuiopü+#asdfghjklöäyxcvbnm,.-',
    shifted: '°!"§$%&/()=?`QWERTZUIOPÜ*\'ASDFGHJKLÖÄYXCVBNM;:_',
  },
  russian: {
    plain: 'ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.',
    shifted: 'Ё!"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,',
  },
  greek: {
    plain: "`1234567890-=;ςερτυθιοπ[]\\ασδφγηξκλ΄'ζχψωβνμ,./",
    shifted: '~!@#$%^&*()_+:ΣΕΡΤΥΘΙΟΠ{}|ΑΣΔΦΓΗΞΚΛ¨"ΖΧΨΩΒΝΜ<>?',
  },
  hebrew: {
    plain: ";1234567890-=/'קראטוןםפ][\\שדגכעיחלךף,זסבהנמצתץ.",
    shifted: '~!@#$%^&*)(_+QWERTYUIOP}{|ASDFGHJKL:"ZXCVBNM><?',
  },
}

/** A key with a character, pressed with modifiers. */
export interface Pressed {
  readonly plain: string
  readonly shifted: string
  /** What stands on that key of a US keyboard. */
  readonly base: string
  /** Shift 1, Alt 2, Ctrl 4, Super 8. */
  readonly bits: number
}

/** Every key of a layout, with these modifiers. */
export function keysOf(layout: string, bits: number): Pressed[] {
  const { plain, shifted } = layouts[layout]!
  return Array.from(plain, (character, i) => ({
    plain: character,
    shifted: shifted[i]!,
    base: us.plain[i]!,
    bits,
  }))
}

const code = (character: string) => character.codePointAt(0)!
const typedBy = ({ plain, shifted, bits }: Pressed) => ((bits & 1) > 0 ? shifted : plain)
const withoutShift = ({ bits }: Pressed) => bits & ~1

/** The bytes of a key by each protocol; undefined where that protocol takes it for another key. */
export const protocols: Readonly<Record<string, (key: Pressed) => string | undefined>> = {
  /** key_encoding.c of kitty, with the flags that an app has while text is written. */
  'kitty (5)': (key) => (withoutShift(key) === 0 ? typedBy(key) : kitty(key, '')),
  /** … and with those that it has otherwise. */
  'kitty (29)': (key) => kitty(key, withoutShift(key) === 0 ? `;${code(typedBy(key))}` : ''),
  /** key_encode.zig of Ghostty tells the base key only where the character is another. */
  'ghostty (5)': (key) =>
    withoutShift(key) === 0 ? typedBy(key) : kitty(key, '', typedBy(key) !== key.base),
  /** Without alternate keys: what Shift makes of a symbol is then what it is on a US keyboard. */
  'kitty (1)': (key) => {
    if (withoutShift(key) === 0) return typedBy(key)
    return isOfUs(key) && !hasNoLatin(key) ? `\x1b[${code(key.plain)};${key.bits + 1}u` : undefined
  },
  /** ModifyOtherKeys of xterm's input.c, mode 2: the character as Shift has made it, and all modifiers. */
  'xterm, modifyOtherKeys': (key) =>
    withoutShift(key) === 0
      ? typedBy(key)
      : hasNoLatin(key)
        ? undefined
        : `\x1b[27;${key.bits + 1};${code(typedBy(key))}~`,
  /** The same with formatOtherKeys 1: unlike kitty's, its codes are those of what Shift has made. */
  'xterm, formatOtherKeys': (key) => {
    if (withoutShift(key) === 0) return typedBy(key)
    const isClear = (key.bits & 1) === 0 || key.plain.toUpperCase() === key.shifted || isOfUs(key)
    return hasNoLatin(key) || !isClear ? undefined : `\x1b[${code(typedBy(key))};${key.bits + 1}u`
  },
  /** Paul Evans' fixterms, as Ghostty has it without any protocol: Shift is not told where it made another character. */
  fixterms: (key) => {
    if ((key.bits & 4) === 0 || (key.bits & 8) > 0 || hasNoLatin(key)) return undefined
    if (isLetter(key.shifted) && !isLetter(key.plain)) return undefined
    return (isLetter(key.plain) && isLetter(key.shifted)) || (key.bits & 1) === 0
      ? `\x1b[${code(key.plain)};${key.bits + 1}u`
      : `\x1b[${code(key.shifted)};${key.bits}u`
  },
  /** An ESC for Alt, and what the key types. Three of them begin sequences: they are keys if nothing follows. */
  'any, Alt': (key) => {
    if (withoutShift(key) !== 2 || hasNoLatin(key)) return undefined
    return `\x1b${typedBy(key)}`
  },
}

export function hasNoLatin({ plain }: Pressed): boolean {
  return /[\u0370-\u05ff]/.test(plain)
}

function isLetter(character: string): boolean {
  return character.toLowerCase() !== character.toUpperCase()
}

function isOfUs({ plain, shifted }: Pressed): boolean {
  const place = us.plain.indexOf(plain)
  return (place >= 0 && us.shifted[place] === shifted) || plain.toUpperCase() === shifted
}

function kitty({ plain, shifted, base, bits }: Pressed, text: string, hasBase = true): string | undefined {
  const alternates = [
    (bits & 1) > 0 && shifted !== plain ? code(shifted) : '',
    hasBase && base !== plain ? code(base) : '',
  ]
  const codes = [code(plain), ...alternates].join(':').replace(/:+$/, '')
  return `\x1b[${codes}${bits > 0 || text !== '' ? `;${bits > 0 ? bits + 1 : ''}` : ''}${text}u`
}
