/** The page's program and style, compiled: `npm run build` makes it. */
declare module '#viewer' {
  /** Their text by their names. */
  export const files: Readonly<Record<string, string | undefined>>
}
