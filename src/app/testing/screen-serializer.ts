/** The widths of arrays that are screens. */
const columnsOf = new WeakMap<object, number>()

/** Marks rows as a screen of this width. */
export function asScreen(rows: string[], columns: number): string[] {
  columnsOf.set(rows, columns)
  return rows
}

/**
 * A serializer for Vitest's snapshots that shows screens as they look, in a frame.
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
    // There is no edge on the right: after wide characters it would be out of line in an editor.
    return [`┌${edge}┐`, ...rows.map((row) => `│${row}`), `└${edge}┘`].join('\n')
  },
}
