import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** The files in a folder, and in those below it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** A link of a document: to a file (of the document itself, if it is empty), and to a heading in it. */
export interface Link {
  readonly file: string
  readonly anchor: string | undefined
}

/** The links of a document to files, which are relative to it. */
export function linksOf(text: string): Link[] {
  const inline = [...text.matchAll(/\]\(([^)\s]*)[^)]*\)/g)]
  const references = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)]
  return [...inline, ...references]
    .map(([, target]) => target!)
    .filter((target) => target !== '' && !/^\w+:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#')
      return { file, anchor }
    })
}

/** The anchors of a document's headings, as GitHub makes them. */
export function anchorsOf(text: string): string[] {
  const headings = text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^#+ (.*)$/gm)
  return [...headings].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
}

/**
 * What is between fences of a kind in a document. All fences are read, since the end of one looks like the start of another.
 */
export function fenced(text: string, kind: string): string[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)]
    .filter(([, found]) => found === kind)
    .map(([, , content]) => content!)
}

/** What the compiler says of snippets, each a module of its own, as strictly as of the sources. */
export function problemsOf(snippets: readonly string[]): string[] {
  const folder = `node_modules/.cache/actty-snippets-${process.pid}`
  mkdirSync(folder, { recursive: true })
  const files = snippets.map((code, index) => {
    const file = join(folder, `${index}.ts`)
    writeFileSync(file, `${code}\nexport {}\n`)
    return file
  })
  const { config } = ts.readConfigFile('tsconfig.json', (file) => readFileSync(file, 'utf8')) as {
    config: unknown
  }
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
  // Packages without types have them in files of ours.
  const ambient = fileNames.filter((file) => file.endsWith('.d.ts'))
  const program = ts.createProgram([...files, ...ambient], {
    ...options,
    noUnusedLocals: false,
    noEmit: true,
  })
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file?.text.slice(0, start).split('\n').length
    return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
  rmSync(folder, { recursive: true })
  return problems
}
