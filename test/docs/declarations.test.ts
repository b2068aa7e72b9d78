import { describe, expect, test } from 'vitest'
import { declarationsOf } from '../support/declarations.ts'
import { fenced } from '../support/documents.ts'
import { exampleProblems } from '../support/examples.ts'

const doors = [
  'src/app/index.ts',
  'src/machines/index.ts',
  'src/app/testing/index.ts',
  'src/app/inspect/index.ts',
  'src/app/text/index.ts',
  'src/app/data/index.ts',
  'src/app/forms/index.ts',
  'src/app/pty/index.ts',
  'src/app/serve/index.ts',
]
const declared = declarationsOf(doors)

describe('what the doors declare', () => {
  test('has a doc comment, each overload and member too', () => {
    expect(declared.length).toBeGreaterThan(500)
    expect(declared.filter(({ comment }) => comment.trim() === '').map(({ name }) => name)).toEqual([])
  })

  test('has an example, if it is a function', () => {
    const functions = declared.filter(({ kind }) => kind === 'function')
    expect(functions.length).toBeGreaterThan(50)
    const bare = functions.filter(({ comment }) => fenced(comment, 'ts').length === 0)
    expect(bare.map(({ name }) => name)).toEqual([])
  })

  test('has examples that compile', () => {
    const examples = declared.flatMap(({ comment }) => fenced(comment, 'ts'))
    const types = new Map(declared.map(({ name, door }) => [name, door]))
    expect(exampleProblems([...new Set(examples)], types)).toEqual([])
  }, 120_000)
})
