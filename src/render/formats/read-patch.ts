import { Changes, type ChangedLine } from './line-changes.ts'

/** What is known of a file before its first hunk, which says nothing to a reader. */
const header = /^(?:diff --git|index [\da-f]|--- |\+\+\+ |(?:new|deleted) file mode)/

const hunk = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@/

/** The lines of a hunk, or a line between hunks: the name of a file, or anything. */
type PatchPart =
  { readonly lines: readonly ChangedLine[] } | { readonly text: string; readonly isFile: boolean }

/**
 * The hunks of a patch in the unified format of GNU diff and git, and the other lines in it, of which those before a hunk
 * are left out, except for the name of the file. A hunk is as long as it says, so that no line in it is taken for a header.
 */
export function readPatch(source: string): PatchPart[] {
  const parts: PatchPart[] = []
  const lines = source.replace(/\r?\n$/, '').split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const found = hunk.exec(line)
    if (found !== null) {
      const [before = 1, oldLines = 1, after = 1, newLines = 1] = found.slice(1).map(countOf)
      const changes = new Changes(before, after)
      at = readHunk(lines, at + 1, oldLines, newLines, changes) - 1
      if (changes.lines.length > 0) parts.push({ lines: changes.lines })
    } else if (line.startsWith('+++ '))
      parts.push({ text: line.slice(4).replace(/^b\/|\t.*$/g, ''), isFile: true })
    else if (line !== '' && !header.test(line)) parts.push({ text: line, isFile: false })
  }
  return parts
}

/** A count that isn't there is 1. */
function countOf(digits: string | undefined): number {
  return digits === undefined ? 1 : Number(digits)
}

/** Reads the lines of a hunk. Returns the index of the line after it. */
function readHunk(
  lines: readonly string[],
  from: number,
  oldLines: number,
  newLines: number,
  changes: Changes,
): number {
  let [old, next] = [oldLines, newLines]
  let at = from
  for (; at < lines.length && (old > 0 || next > 0); at++) {
    const line = lines[at]!
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same'
    // Some programs leave out the blank of an empty line.
    if (kind === 'same' && line !== '' && !line.startsWith(' ') && !line.startsWith('\\')) break
    if (line.startsWith('\\')) continue
    if (kind !== 'added') old--
    if (kind !== 'removed') next--
    const isUnended = lines[at + 1]?.startsWith('\\') === true
    changes.add(kind, line.slice(1) + (isUnended ? '' : '\n'))
  }
  return lines[at]?.startsWith('\\') === true ? at + 1 : at
}
