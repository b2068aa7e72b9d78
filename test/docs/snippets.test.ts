import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fenced, problemsOf } from '../support/documents.ts'

const pages = [
  'README.md',
  'docs/components.md',
  'docs/controls.md',
  'docs/tasks.md',
  'docs/nodes.md',
  'docs/table.md',
  'docs/charts.md',
  'docs/stores.md',
  'docs/themes.md',
  'docs/mouse.md',
  'docs/text.md',
  'docs/text-area.md',
  'docs/for-models.md',
  'docs/lint.md',
  'docs/questions.md',
  'docs/storyboard.md',
  'docs/replay.md',
  'docs/explore.md',
]

test(`the programs of ${pages.join(', ')} compile`, () => {
  const programs = pages.map((path) => fenced(readFileSync(path, 'utf8'), 'ts'))
  expect(programs.map(({ length }) => length > 1)).toEqual(pages.map(() => true))
  expect(problemsOf(programs.flat())).toEqual([])
}, 60_000)
