import { resolve } from 'node:path'
import type { Picture } from 'terminal-kit/lib/image.js'
import type { Pixels } from '../../render/pictures/pixels.ts'

/**
 * Reads a picture from a file (PNG, JPEG, GIF), for `image`. Do it in an actor:
 *
 * ```ts
 * const logo = fetching(fromPromise(() => loadImage('logo.png')))
 * ```
 *
 * @throws an Error, as a rejection, if the file cannot be read or isn't a picture.
 */
export async function loadImage(path: string): Promise<Pixels> {
  // Decoders are large: they are loaded with the first picture.
  const { default: loader } = await import('terminal-kit/lib/image.js')
  // An absolute path is never taken for an address.
  return loader.load(pixelsOf, resolve(path))
}

function pixelsOf(picture: Picture): Pixels {
  const [width, height, channels] = picture.shape
  const data = new Uint8Array(width * height * 4)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < 4; channel++)
        data[at++] = channel < channels ? picture.get(x, y, channel) : 255
  return { width, height, data }
}
