import { luminance, oklab, rgbOf } from './oklab.ts'

/** The contrast of two colors, 24 bits of red, green and blue each: 1 to 21 (WCAG 2.2). */
export function contrast(a: number, b: number): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** The color so far from `a` to `b`, 0 to 1, in each channel. */
export function mix(a: number, b: number, share: number): number {
  return [16, 8, 0].reduce((rgb, shift) => {
    const from = (a >> shift) & 255
    return (rgb << 8) | Math.round(from + (((b >> shift) & 255) - from) * share)
  }, 0)
}

/** How far the lightness of a color moves in one step. */
const STEP = 0.004

/** The same hue, only as much lighter or darker as it takes for a contrast of `least` with all of `grounds`. */
export function reach(color: number, grounds: readonly number[], least: number): number {
  const step = luminance(grounds[0]!) < 0.18 ? STEP : -STEP
  const [, a, b] = oklab(color)
  let [lightness] = oklab(color)
  let reached = color
  while (lightness > 0 && lightness < 1 && grounds.some((ground) => contrast(reached, ground) < least)) {
    lightness += step
    reached = rgbOf([lightness, a, b])
  }
  return reached
}
