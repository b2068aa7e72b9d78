/** terminal-kit 3.1 has no types of its own. */
declare module 'terminal-kit/lib/image.js' {
  /** An ndarray: its width, height and channels, and the value of a channel of a pixel. */
  export interface Picture {
    readonly shape: readonly [number, number, number]
    get(x: number, y: number, channel: number): number
  }

  const loader: {
    load<T>(take: (picture: Picture) => T, path: string): Promise<T>
  }
  export default loader
}
