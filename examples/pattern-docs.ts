import { readFile } from 'node:fs/promises'

/** What docs/patterns.md says of a pattern. */
export interface PatternDocs {
  /** What people write without it. */
  readonly insteadOf: string
  /** How it is used, without the imports. */
  readonly code: string
}

/** Reads docs/patterns.md. The keys are its headings: the names of the patterns. */
export async function readPatternDocs(): Promise<ReadonlyMap<string, PatternDocs>> {
  const page = await readFile(new URL('../docs/patterns.md', import.meta.url), 'utf8')
  const sections = page.split(/^## /m).slice(1)
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), docsIn(section)]))
}

function docsIn(section: string): PatternDocs {
  const code = /^```ts\n(.*?)^```/ms.exec(section)?.[1] ?? ''
  const insteadOf = /^Instead of: (.*?)(?:\n\n|$)/ms.exec(section)?.[1] ?? ''
  return {
    // The second half, of another library, is for those who read the page.
    insteadOf: insteadOf
      .replaceAll('\n', ' ')
      .replaceAll('`', '')
      .replace(/; in .*$/, ''),
    code: code.replaceAll(/^import .*\n/gm, '').trim(),
  }
}
