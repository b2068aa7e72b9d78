/** A picture. */
export interface Pixels {
  /** In pixels. */
  readonly width: number
  /** In pixels. */
  readonly height: number
  /** Red, green, blue and alpha of each pixel, row by row, one byte each. */
  readonly data: Uint8Array
}
