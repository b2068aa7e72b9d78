import type { Pixels } from './pixels.ts'

/** The mean color of one cell of a raster over a picture: red, green, blue and alpha, each from 0 to 255. */
export function meanOf(
  { width, height, data }: Pixels,
  column: number,
  columns: number,
  row: number,
  rows: number,
): readonly [number, number, number, number] {
  const left = Math.floor((column * width) / columns)
  const top = Math.floor((row * height) / rows)
  const right = Math.max(left + 1, Math.floor(((column + 1) * width) / columns))
  const bottom = Math.max(top + 1, Math.floor(((row + 1) * height) / rows))
  let [red, green, blue, alpha] = [0, 0, 0, 0]
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const at = (y * width + x) * 4
      const weight = data[at + 3]!
      red += data[at]! * weight
      green += data[at + 1]! * weight
      blue += data[at + 2]! * weight
      alpha += weight
    }
  if (alpha === 0) return [0, 0, 0, 0]
  const count = (right - left) * (bottom - top)
  return [
    Math.round(red / alpha),
    Math.round(green / alpha),
    Math.round(blue / alpha),
    Math.round(alpha / count),
  ]
}

/** A picture scaled down to at most so many pixels, in the same shape. */
export function shrink(pixels: Pixels, maxColumns: number, maxRows: number): Pixels {
  const scale = Math.min(1, maxColumns / pixels.width, maxRows / pixels.height)
  if (scale === 1) return pixels
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set(meanOf(pixels, x, width, y, height), (y * width + x) * 4)
  return { width, height, data }
}
