/** A picture: red, green, blue and alpha of each pixel, row by row, 8 bits each. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}
