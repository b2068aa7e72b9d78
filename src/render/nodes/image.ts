import type { Box } from '../layout/box.ts'
import { UNLIMITED, type Sizing, type AnyPress, type Press, type Sent } from '../layout/sizing.ts'
import type { Canvas } from '../paint/canvas.ts'
import { DEFAULT_COLOR, packRgb } from '../paint/color.ts'
import type { Style } from '../paint/style.ts'
import { imageSize } from '../pictures/image-size.ts'
import type { PictureTable } from '../pictures/pictures.ts'
import type { Pixels } from '../pictures/pixels.ts'
import { meanOf } from '../pictures/shrink.ts'
import { BLANK } from '../text/glyphs.ts'
import { leaf } from './kind.ts'
import { describe, sizing } from './options.ts'

/** A picture. */
export interface ImageNode<E = AnyPress> {
  /** The kind of the node. */
  readonly kind: 'image'
  /** The size that it asks for. */
  readonly sizing: Sizing<E>
  /** Its pixels. */
  readonly pixels: Pixels
}

/**
 * A picture, as large as fits without changing its shape. kitty and Ghostty show its pixels. Other terminals show two
 * colored half cells, one above the other, or shades if there are no colors.
 *
 * ```ts
 * image(await loadImage('logo.png'), { width: 20 })
 * ```
 *
 * @throws TypeError if `pixels` isn't a picture, with 4 bytes of `data` for each pixel, or if an option is invalid.
 */
export function image<const E extends Press = never>(
  pixels: Pixels,
  options: Sizing<E> = {},
): ImageNode<Sent<E>> {
  const { width, height, data } = pixels
  if (!(width > 0 && height > 0 && data.length >= width * height * 4))
    throw new TypeError(
      `image() takes pixels: width, height and 4 bytes of data for each, not ${describe(pixels)}`,
    )
  return { kind: 'image', sizing: sizing(options), pixels }
}

export const imageKind = leaf<ImageNode>({ measure, paint })

function measure(box: Box<ImageNode>, limit: number): void {
  const { sizing, pixels } = box.node
  const { width, height, maxHeight } = sizing
  const maxRows = typeof height === 'number' ? height : typeof maxHeight === 'number' ? maxHeight : UNLIMITED
  const maxColumns = width === undefined ? Math.min(limit, pixels.width) : limit
  const [columns, rows] = imageSize(pixels, maxColumns, maxRows)
  box.contentWidth = columns
  box.contentHeight = rows
}

const UPPER_HALF = 0x2580
const LOWER_HALF = 0x2584
const SHADES = [BLANK, 0x2591, 0x2592, 0x2593, 0x2588]
const ASCII_SHADES = Array.from(' .:*#', (shade) => shade.charCodeAt(0))

/** Paints a picture as large as fits without changing its shape. */
function paint(box: Box<ImageNode>, before: Box<ImageNode> | undefined, canvas: Canvas, under: number): void {
  const { pixels } = box.node
  if (before?.node.pixels === pixels) return
  const { buffer, styles, pictures } = canvas
  const { x, y, width, height } = box
  buffer.fill(x, y, width, height, styles.empty(under))
  if (width === 0 || height === 0) return
  const [columns, rows] = imageSize(pixels, width, height)
  // Terminals don't dim the pictures that they show themselves: on dim ground, a picture is cells.
  if (pictures?.fits(columns, rows) === true && !styles.staysDim(under))
    return paintPicture(pictures, pixels, x, y, columns, rows, canvas, under)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const top = average(pixels, column, columns, row * 2, rows * 2)
      const bottom = average(pixels, column, columns, row * 2 + 1, rows * 2)
      paintCell(canvas, x + column, y + row, top, bottom, under)
    }
}

/** Takes away what would change the color that encodes a picture's id. */
const undecorated: Style = { inverse: false }

/** Paints the cells in which the terminal itself shows a picture. */
function paintPicture(
  pictures: PictureTable,
  pixels: Pixels,
  x: number,
  y: number,
  columns: number,
  rows: number,
  { buffer, glyphs, styles }: Canvas,
  under: number,
): void {
  const id = pictures.idOf(pixels, columns, rows)
  const around = styles.empty(styles.intern(undecorated, under))
  const style = styles.internColors(packRgb(id, 'truecolor'), undefined, around)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      buffer.writeGlyph(x + column, y + row, glyphs.internNarrow(pictures.cell(column, row)), style)
}

/** Colors are 24 bits, or -1 if what is below the picture shows through. */
function paintCell(canvas: Canvas, x: number, y: number, top: number, bottom: number, under: number): void {
  const { buffer, styles } = canvas
  if (top < 0 && bottom < 0) return
  const isAscii = canvas.glyphs.set === 'ascii'
  if (styles.depth === 'none') {
    const light = (brightness(top) + brightness(bottom)) / 2
    const shades = isAscii ? ASCII_SHADES : SHADES
    buffer.writeGlyph(x, y, shades[Math.round(light * (shades.length - 1))]!, under)
    return
  }
  const color = packRgb(top < 0 ? bottom : top, styles.depth)
  // SGR 2 dims the text's color only: the background is made darker.
  const darker = (color: number) => (styles.staysDim(under) ? (color >> 1) & 0x7f7f7f : color)
  if (isAscii) {
    const upper = packRgb(darker(top < 0 ? bottom : top), styles.depth)
    return buffer.writeGlyph(x, y, BLANK, styles.internColors(DEFAULT_COLOR, upper, under))
  }
  const background = top < 0 || bottom < 0 ? undefined : packRgb(darker(bottom), styles.depth)
  buffer.writeGlyph(x, y, top < 0 ? LOWER_HALF : UPPER_HALF, styles.internColors(color, background, under))
}

/** The mean color of half a cell's part of the picture, or -1 if most of it is transparent. */
function average(pixels: Pixels, column: number, columns: number, row: number, rows: number): number {
  const [red, green, blue, alpha] = meanOf(pixels, column, columns, row, rows)
  return alpha < 128 ? -1 : (red << 16) | (green << 8) | blue
}

/** From 0 to 1 (ITU-R BT.709). */
function brightness(rgb: number): number {
  if (rgb < 0) return 0
  return (0.2126 * (rgb >> 16) + 0.7152 * ((rgb >> 8) & 255) + 0.0722 * (rgb & 255)) / 255
}
