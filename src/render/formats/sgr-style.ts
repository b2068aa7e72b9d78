import type { Color } from '../paint/color.ts'
import type { Style, UnderlineStyle } from '../paint/style.ts'

/** More parameters in one sequence than xterm takes (30) are a mistake, or an attack. */
const MAX_PARAMETERS = 32

const underlines: readonly (UnderlineStyle | undefined)[] = [
  undefined,
  'single',
  'double',
  'curly',
  'dotted',
  'dashed',
]

const noAttributes: Style = {
  color: undefined,
  background: undefined,
  bold: undefined,
  dim: undefined,
  italic: undefined,
  inverse: undefined,
  strikethrough: undefined,
  underline: undefined,
  underlineColor: undefined,
}

/** What a parameter changes (ECMA-48 8.3.117; 58 and 59 as in kitty). What isn't here, such as blinking, changes nothing. */
const changes: ReadonlyMap<number, Style> = new Map([
  [0, noAttributes],
  [1, { bold: true }],
  [2, { dim: true }],
  [3, { italic: true }],
  [4, { underline: 'single' }],
  [7, { inverse: true }],
  [9, { strikethrough: true }],
  [21, { underline: 'double' }],
  [22, { bold: undefined, dim: undefined }],
  [23, { italic: undefined }],
  [24, { underline: undefined }],
  [27, { inverse: undefined }],
  [29, { strikethrough: undefined }],
  [39, { color: undefined }],
  [49, { background: undefined }],
  [59, { underlineColor: undefined }],
])

const layers: ReadonlyMap<number, 'color' | 'background' | 'underlineColor'> = new Map([
  [38, 'color'],
  [48, 'background'],
  [58, 'underlineColor'],
])

/** No style. It is the same object after each reset. */
export const plainStyle: Style = {}

/** The same style is the same object, so that text in it is one part. Bounded, since data makes styles. */
const known = new Map<string, Style>([['', plainStyle]])
const MAX_KNOWN = 4_096

/** By style, what sequences make of it: a program uses a few of them all the time. */
const memory = new WeakMap<Style, Map<string, Style>>()
const MAX_REMEMBERED = 256
const MAX_REMEMBERED_LENGTH = 64

/** The style after an SGR sequence with these parameters. A link stays: SGR doesn't end it. */
export function afterSgr(style: Style, parameters: string): Style {
  const remembered = memory.get(style)?.get(parameters)
  if (remembered !== undefined) return remembered
  const next =
    known.get(keyOf(style)) === style ? canonical(changed(style, parameters)) : changed(style, parameters)
  if (parameters.length <= MAX_REMEMBERED_LENGTH) {
    const after = memory.get(style) ?? new Map<string, Style>()
    if (after.size >= MAX_REMEMBERED) after.clear()
    memory.set(style, after.set(parameters, next))
  }
  return next
}

function canonical(style: Style): Style {
  const key = keyOf(style)
  const same = known.get(key)
  if (same !== undefined) return same
  if (known.size < MAX_KNOWN) known.set(key, style)
  return style
}

function keyOf(style: Style): string {
  return Object.entries(style)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${String(value)}`))
    .toSorted()
    .join()
}

function changed(style: Style, parameters: string): Style {
  const fields = parameters.split(';', MAX_PARAMETERS)
  let next = style
  for (let at = 0; at < fields.length; at++) {
    const [code, ...sub] = fields[at]!.split(':', MAX_PARAMETERS).map(Number) as [number, ...number[]]
    const layer = layers.get(code)
    if (layer === undefined) next = { ...next, ...changeOf(code, sub) }
    else {
      const [color, used] = sub.length > 0 ? [colorWithColons(sub), 0] : colorAfter(fields, at)
      if (color !== undefined) next = { ...next, [layer]: color }
      at += used
    }
  }
  return next
}

function changeOf(code: number, [kind]: readonly number[]): Style | undefined {
  if (code === 4 && kind !== undefined) return { underline: underlines[kind] }
  const change = changes.get(code)
  if (change !== undefined) return change
  return colorOf16(code)
}

/** By the tens of the parameter: the layer, and the first of eight colors. */
const ranges: ReadonlyMap<number, readonly ['color' | 'background', first: number]> = new Map([
  [3, ['color', 0]],
  [4, ['background', 0]],
  [9, ['color', 8]],
  [10, ['background', 8]],
])

function colorOf16(code: number): Style | undefined {
  const [layer, first] = ranges.get(Math.floor(code / 10)) ?? []
  return layer === undefined || code % 10 > 7 ? undefined : { [layer]: first! + (code % 10) }
}

/** The color in the fields after 38, 48 or 58, and how many fields it takes. */
function colorAfter(fields: readonly string[], at: number): [color: Color | undefined, used: number] {
  const [mode, ...values] = fields.slice(at + 1, at + 5).map(Number)
  if (mode === 5) return [indexed(values[0]), 2]
  return mode === 2 ? [rgb(values), 4] : [undefined, 0]
}

/** ITU-T T.416: `2:space:r:g:b` or `5:n`. Most programs leave out the color space. */
function colorWithColons([mode, ...values]: readonly number[]): Color | undefined {
  if (mode === 5) return indexed(values[0])
  return mode === 2 ? rgb(values.length > 3 ? values.slice(1, 4) : values) : undefined
}

function indexed(value: number | undefined): Color | undefined {
  return value !== undefined && value < 256 ? value : undefined
}

function rgb([r = 256, g = 256, b = 256]: readonly number[]): Color | undefined {
  if (r > 255 || g > 255 || b > 255) return undefined
  return `#${((r << 16) | (g << 8) | b).toString(16).padStart(6, '0')}`
}
