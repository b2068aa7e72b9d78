/** Björn Ottosson's Oklab, in which distance is about what the eye sees: lightness, green to red, blue to yellow. */
export type Lab = readonly [lightness: number, a: number, b: number]

/** The Oklab color of 24 bits of red, green and blue. */
export function oklab(rgb: number): Lab {
  const r = linear((rgb >> 16) & 255)
  const g = linear((rgb >> 8) & 255)
  const b = linear(rgb & 255)
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

/** The square of the distance between two colors. */
export function distance([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  return (l1 - l2) ** 2 + (a1 - a2) ** 2 + (b1 - b2) ** 2
}

/** The 24 bits of an Oklab color; one that sRGB doesn't have gets less chroma until it does. */
export function rgbOf(lab: Lab): number {
  const [lightness, a, b] = lab
  for (let chroma = 1; chroma > 0; chroma -= 0.02) {
    const channels = linearChannels([lightness, a * chroma, b * chroma])
    if (channels.every((channel) => channel > -0.0005 && channel < 1.0005)) return packed(channels)
  }
  return packed(linearChannels([lightness, 0, 0]))
}

/** The relative luminance of 24 bits of red, green and blue, 0 to 1 (WCAG 2.2). */
export function luminance(rgb: number): number {
  return 0.2126 * linear((rgb >> 16) & 255) + 0.7152 * linear((rgb >> 8) & 255) + 0.0722 * linear(rgb & 255)
}

function linear(channel: number): number {
  const value = channel / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function linearChannels([lightness, a, b]: Lab): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function packed(channels: readonly number[]): number {
  return channels.reduce((rgb, channel) => (rgb << 8) | gamma(channel), 0)
}

function gamma(value: number): number {
  const channel = value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055
  return Math.round(255 * Math.min(1, Math.max(0, channel)))
}
