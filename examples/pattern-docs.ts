import { readFile } from 'node:fs/promises'

/** What the docs say of a pattern, or of what a page is about. */
export interface PatternDocs {
  /** What people write without it. */
  readonly insteadOf: string
  /** How it is used, without the imports. */
  readonly code: string
}

/** Pages of what is no pattern but has an example. */
const PAGES = ['questions', 'forms', 'tasks', 'text-area', 'table', 'stores', 'resume', 'terminal']

/** Reads the docs. The keys are the headings of docs/patterns.md, which are the names of the patterns, and the names of pages. */
export async function readPatternDocs(): Promise<ReadonlyMap<string, PatternDocs>> {
  const [patterns, ...pages] = await Promise.all(['patterns', ...PAGES].map(readPage))
  const sections = patterns!.split(/^## /m).slice(1)
  return new Map([
    ...sections.map((section) => [section.slice(0, section.indexOf('\n')), docsIn(section)] as const),
    ...pages.map((page, index) => [`${PAGES[index]!}.md`, docsIn(page)] as const),
  ])
}

function readPage(name: string): Promise<string> {
  return readFile(new URL(`../docs/${name}.md`, import.meta.url), 'utf8')
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
