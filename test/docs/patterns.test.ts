import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { AnyStateMachine } from 'xstate'
import { fenced, problemsOf } from '../support/documents.ts'
import { mermaid } from './mermaid.ts'
import { patternIn } from './pattern-in.ts'

const path = 'docs/patterns.md'
const text = readFileSync(path, 'utf8')
const code = fenced(text, 'ts')
const chart = /(?<=```mermaid\n)[^]*?(?=```)/

/** The sections that show a chart, by their titles, which are the names of the patterns. */
const sections = text
  .split(/^(?=## )/m)
  .filter((section) => chart.test(section))
  .map((section): [string, string] => [/^## (\w+)/.exec(section)![1]!, section])

describe('docs/patterns.md', () => {
  test.each(sections)('shows the chart of %s as it is', async (name, section) => {
    const machine: AnyStateMachine = await patternIn(fenced(section, 'ts')[0]!, name)
    if (process.env['UPDATE_CHARTS'] !== undefined) {
      const now = readFileSync(path, 'utf8')
      writeFileSync(path, now.replace(section, section.replace(chart, mermaid(machine))))
    } else expect(chart.exec(section)?.[0]).toBe(mermaid(machine))
  })

  test.each(readdirSync('src/machines/patterns'))('uses what is in %s', (file) => {
    const name = file.replace('.ts', '').replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    expect(code.filter((snippet) => new RegExp(`\\b${name}\\(`).test(snippet))).not.toEqual([])
  })

  test('has code that compiles', () => {
    expect(problemsOf(code)).toEqual([])
    expect(code.length).toBeGreaterThanOrEqual(14)
  }, 60_000)
})
