import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fenced, problemsOf } from '../support/documents.ts'

test('the programs of README.md, docs/components.md and docs/controls.md compile', () => {
  const programs = ['README.md', 'docs/components.md', 'docs/controls.md'].map((path) =>
    fenced(readFileSync(path, 'utf8'), 'ts'),
  )
  expect(programs.map(({ length }) => length > 3)).toEqual([true, true, true])
  expect(problemsOf(programs.flat())).toEqual([])
}, 60_000)
