import type { ListSource } from '../controls/list-source.ts'

/** Rows in the place of others: from an index on, so many are taken out, and these come in. */
export type RowSplice = readonly [at: number, removed: number, rows: readonly unknown[]]

/**
 * Other rows than a table had. The table takes them as they are. What is written of them, in a recording or for the inspector, is only how they
 * differ from those before.
 */
export class ChangedRows {
  readonly #before: ListSource<unknown> | undefined
  readonly #after: ListSource<unknown> | undefined
  readonly #splices: readonly RowSplice[] | undefined

  private constructor(
    before: ListSource<unknown> | undefined,
    after: ListSource<unknown> | undefined,
    splices: readonly RowSplice[] | undefined,
  ) {
    this.#before = before
    this.#after = after
    this.#splices = splices
  }

  /** `before` are the rows that the table has. */
  static between(before: ListSource<unknown>, after: ListSource<unknown>): ChangedRows {
    return new ChangedRows(before, after, undefined)
  }

  /** As `toJSON` wrote them. */
  static from({ splices, rows }: ReturnType<ChangedRows['toJSON']>): ChangedRows {
    return new ChangedRows(undefined, rows, splices)
  }

  /** The rows, for a table that has the rows before. */
  appliedTo(before: ListSource<unknown>): ListSource<unknown> {
    if (this.#after !== undefined) return this.#after
    const rows = [...(before as readonly unknown[])]
    // From the last one on, so that indices stay right.
    for (const [at, removed, added] of this.#splices!.toReversed()) {
      if (removed === added.length) added.forEach((row, by) => (rows[at + by] = row))
      else rows.splice(at, removed, ...added)
    }
    return rows
  }

  /** How they differ; or all rows, if those before or these aren't an array. */
  toJSON(): { readonly splices?: readonly RowSplice[]; readonly rows?: ListSource<unknown> } {
    if (this.#splices !== undefined) return { splices: this.#splices }
    const [before, after] = [this.#before, this.#after!]
    return Array.isArray(before) && Array.isArray(after)
      ? { splices: splicesBetween(before, after) }
      : { rows: after }
  }
}

function splicesBetween(before: readonly unknown[], after: readonly unknown[]): readonly RowSplice[] {
  const isAsLong = before.length === after.length
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start++
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (!isAsLong) return [[start, before.length - start - end, after.slice(start, after.length - end)]]
  const splices: RowSplice[] = []
  for (let at = start; at < after.length - end; at++) {
    const from = at
    while (at < after.length - end && before[at] !== after[at]) at++
    if (at > from) splices.push([from, at - from, after.slice(from, at)])
  }
  return splices
}
