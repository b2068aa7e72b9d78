import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { fromPromise, type AnyStateMachine } from 'xstate'
import {
  deadline,
  debouncing,
  fetching,
  gathering,
  handoff,
  polling,
  processing,
  resource,
  retrying,
  streaming,
  subprocess,
  supervising,
  throttling,
  ticking,
} from 'actty/machines'
import { mermaid } from './mermaid.ts'

const path = 'docs/patterns.md'
const work = fromPromise(() => Promise.resolve(1))

const patterns: Readonly<Record<string, AnyStateMachine>> = {
  fetching: fetching(work),
  ticking: ticking(),
  polling: polling(work, 1_000),
  processing: processing(work),
  gathering: gathering({ work }),
  streaming: streaming(() => []),
  debouncing: debouncing(work, 200),
  throttling: throttling(work, 1_000),
  handoff: handoff({ command: 'true' }),
  subprocess: subprocess({ command: 'true' }),
  supervising: supervising(work),
  retrying: retrying(work),
  deadline: deadline(work, 1_000),
  resource: resource({ name: 'it', acquire: () => 1, release: () => {}, use: work }),
}

/** The section about a pattern. */
const sectionOf = (name: string, text: string) =>
  text.slice(text.indexOf(`## ${name}`)).split(/^## /m)[1] ?? ''

const chart = /(?<=```mermaid\n)[^]*?(?=```)/

describe('docs/patterns.md', () => {
  test.each(Object.entries(patterns))('shows the chart of %s as it is', (name, machine) => {
    const text = readFileSync(path, 'utf8')
    const section = sectionOf(name, text)
    if (process.env['UPDATE_CHARTS'] !== undefined)
      writeFileSync(path, text.replace(section, section.replace(chart, mermaid(machine))))
    else expect(chart.exec(section)?.[0]).toBe(mermaid(machine))
  })

  test('has code that compiles', () => {
    const folder = 'node_modules/.cache/actty-snippets'
    mkdirSync(folder, { recursive: true })
    const snippets = [...readFileSync(path, 'utf8').matchAll(/^```ts\n([^]*?)^```/gm)].map(
      ([, code]) => code!,
    )
    const files = snippets.map((code, index) => {
      const file = join(folder, `${index}.ts`)
      writeFileSync(file, `${code}\nexport {}\n`)
      return file
    })
    const { config } = ts.readConfigFile('tsconfig.json', (file) => readFileSync(file, 'utf8')) as {
      config: unknown
    }
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
    const program = ts.createProgram(files, { ...options, noUnusedLocals: false, noEmit: true })
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
      return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
    rmSync(folder, { recursive: true })
    expect(problems).toEqual([])
    expect(snippets.length).toBeGreaterThanOrEqual(14)
  }, 60_000)
})
