import type { Box } from './box.ts'
import type { Canvas } from './canvas.ts'
import { packRgb } from './color.ts'
import { BLANK } from './glyphs.ts'
import type { ImageNode, Pixels } from './node.ts'

const UPPER_HALF = 0x2580
const LOWER_HALF = 0x2584
const SHADES = [BLANK, 0x2591, 0x2592, 0x2593, 0x2588]

/** The rows that a picture asks for in so many columns: a cell is about twice as high as it is wide. */
export function imageRows({ width, height }: Pixels, columns: number): number {
  return Math.max(1, Math.round((columns * height) / width / 2))
}

/** Paints a picture as large as fits without changing its shape. */
export function paintImage(box: Box, { pixels }: ImageNode, canvas: Canvas, under: number): void {
  const { grid, styles } = canvas
  const { x, y, width, height } = box
  grid.fill(x, y, width, height, styles.blank(under))
  const columns = Math.min(width, Math.floor((height * 2 * pixels.width) / pixels.height))
  const rows = Math.min(height, imageRows(pixels, columns))
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const top = average(pixels, column, columns, row * 2, rows * 2)
      const bottom = average(pixels, column, columns, row * 2 + 1, rows * 2)
      paintCell(canvas, x + column, y + row, top, bottom, under)
    }
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

/** The mean color of the part of the picture that is the cell of a raster; -1 where most of that is transparent. */
function average(pixels: Pixels, column: number, columns: number, row: number, rows: number): number {
  const { width, height, data } = pixels
  const right = Math.max(
    Math.floor((column * width) / columns) + 1,
    Math.floor(((column + 1) * width) / columns),
  )
  const bottom = Math.max(Math.floor((row * height) / rows) + 1, Math.floor(((row + 1) * height) / rows))
  let [red, green, blue, alpha, count] = [0, 0, 0, 0, 0]
  for (let y = Math.floor((row * height) / rows); y < bottom; y++)
    for (let x = Math.floor((column * width) / columns); x < right; x++) {
      const at = (y * width + x) * 4
      const weight = data[at + 3]!
      red += data[at]! * weight
      green += data[at + 1]! * weight
      blue += data[at + 2]! * weight
      alpha += weight
      count++
    }
  if (alpha < count * 128) return -1
  return (Math.round(red / alpha) << 16) | (Math.round(green / alpha) << 8) | Math.round(blue / alpha)
}

/** From 0 to 1 (ITU-R BT.709). */
function brightness(rgb: number): number {
  if (rgb < 0) return 0
  return (0.2126 * (rgb >> 16) + 0.7152 * ((rgb >> 8) & 255) + 0.0722 * (rgb & 255)) / 255
}
