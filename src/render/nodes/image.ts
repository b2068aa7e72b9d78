import type { ImageNode, Pixels, Sizing } from './node.ts'
import { describe, sizing } from './options.ts'

/**
 * A picture, as large as its room and as its shape allow. kitty and Ghostty show its pixels; elsewhere it has two pixels a
 * cell (one above the other, in their colors), and shades where the terminal has no colors.
 *
 * ```ts
 * image(await loadImage('logo.png'), { width: 20 })
 * ```
 *
 * Throws a TypeError for what are no pixels: `data` has 4 bytes for each.
 */
export function image(pixels: Pixels, options: Sizing = {}): ImageNode {
  const { width, height, data } = pixels
  if (!(width > 0 && height > 0 && data.length >= width * height * 4))
    throw new TypeError(
      `image() takes pixels: width, height and 4 bytes of data each, not ${describe(pixels)}`,
    )
  return { kind: 'image', sizing: sizing(options), pixels }
}
