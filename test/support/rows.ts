/** Rows of a list or a log without the mark of the selected one, and without the scroll bar. */
export function contents(rows: readonly string[]): string[] {
  return rows.map((row) => row.replace(/^(?:▌ | {2})/, '').replace(/ *[▁-█]?$/, ''))
}
