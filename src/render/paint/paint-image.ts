import type { Box } from '../layout/box.ts'
import type { Canvas } from './canvas.ts'
import { packRgb } from './color.ts'
import { BLANK } from '../text/glyphs.ts'
import { imageSize } from '../pictures/image-size.ts'
import type { ImageNode, Pixels } from '../nodes/node.ts'
import type { PictureTable } from '../pictures/pictures.ts'
import { meanOf } from '../pictures/shrink.ts'
import type { Style } from './style.ts'

const UPPER_HALF = 0x2580
const LOWER_HALF = 0x2584
const SHADES = [BLANK, 0x2591, 0x2592, 0x2593, 0x2588]

/** Paints a picture as large as fits without changing its shape. */
export function paintImage(box: Box, { pixels }: ImageNode, canvas: Canvas, under: number): void {
  const { grid, styles, pictures } = canvas
  const { x, y, width, height } = box
  grid.fill(x, y, width, height, styles.blank(under))
  if (width === 0 || height === 0) return
  const [columns, rows] = imageSize(pixels, width, height)
  if (pictures?.fits(columns, rows) === true)
    return paintPicture(pictures, pixels, x, y, columns, rows, canvas, under)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const top = average(pixels, column, columns, row * 2, rows * 2)
      const bottom = average(pixels, column, columns, row * 2 + 1, rows * 2)
      paintCell(canvas, x + column, y + row, top, bottom, under)
    }
}

/** What would be drawn over a picture, or tell the terminal to show another: kitty takes the color of an underline for an id. */
const undecorated: Style = { inverse: false, strikethrough: false, underline: false }

/** Paints the cells in which the terminal shows a picture itself. */
function paintPicture(
  pictures: PictureTable,
  pixels: Pixels,
  x: number,
  y: number,
  columns: number,
  rows: number,
  { grid, glyphs, styles }: Canvas,
  under: number,
): void {
  const id = pictures.idOf(pixels, columns, rows)
  const around = styles.blank(styles.intern(undecorated, under))
  const style = styles.internColors(packRgb(id, 'truecolor'), undefined, around)
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      grid.writeGlyph(x + column, y + row, glyphs.internNarrow(pictures.cell(column, row)), style)
}

/** Colors are 24 bits; -1 is nothing: what is below the picture shows. */
function paintCell(canvas: Canvas, x: number, y: number, top: number, bottom: number, under: number): void {
  const { grid, styles } = canvas
  if (top < 0 && bottom < 0) return
  if (styles.depth === 'none') {
    const light = (brightness(top) + brightness(bottom)) / 2
    grid.writeGlyph(x, y, SHADES[Math.round(light * (SHADES.length - 1))]!, under)
    return
  }
  const color = packRgb(top < 0 ? bottom : top, styles.depth)
  const background = top < 0 || bottom < 0 ? undefined : packRgb(bottom, styles.depth)
  grid.writeGlyph(x, y, top < 0 ? LOWER_HALF : UPPER_HALF, styles.internColors(color, background, under))
}

/** The mean color of the part of the picture that is half a cell; -1 where most of that is transparent. */
function average(pixels: Pixels, column: number, columns: number, row: number, rows: number): number {
  const [red, green, blue, alpha] = meanOf(pixels, column, columns, row, rows)
  return alpha < 128 ? -1 : (red << 16) | (green << 8) | blue
}

/** From 0 to 1 (ITU-R BT.709). */
function brightness(rgb: number): number {
  if (rgb < 0) return 0
  return (0.2126 * (rgb >> 16) + 0.7152 * ((rgb >> 8) & 255) + 0.0722 * (rgb & 255)) / 255
}
