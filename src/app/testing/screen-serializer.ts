/** Marks the arrays that are screens. */
const columnsOf = new WeakMap<object, number>()

/** The rows of a screen of this width. */
export function asScreen(rows: string[], columns: number): string[] {
  columnsOf.set(rows, columns)
  return rows
}

/**
 * Shows screens in vitest's snapshots as they look, in a frame.
 *
 * ```ts
 * expect.addSnapshotSerializer(screenSerializer)
 * expect(app.screen()).toMatchInlineSnapshot()
 * ```
 */
export const screenSerializer = {
  test: (value: unknown): boolean => typeof value === 'object' && value !== null && columnsOf.has(value),
  serialize(value: unknown): string {
    const rows = value as string[]
    const columns = columnsOf.get(rows) ?? 0
    const edge = '─'.repeat(columns)
    // The rows keep their own length: a frame on the right would stand askew behind wide characters.
    return [`┌${edge}┐`, ...rows.map((row) => `│${row}`), `└${edge}┘`].join('\n')
  },
}
