import { tableView } from 'actty/data'
import { expect, test } from 'vitest'
import { inLines } from '../../support/lines.ts'

test('rows of a table have numbers, its titles have none, and a number goes to its row', async () => {
  const table = tableView<{ name: string }>({
    columns: [{ name: 'name', title: 'Name', grow: 1 }],
    keepOpen: true,
  })
  const rows = ['one', 'two', 'three'].map((name) => ({ name }))
  const user = await inLines(table, { input: { rows } })
  expect(await user.until('a number goes')).toContain('Name\n> 1. one\n2. two\n3. three\n')
  user.type('2')
  expect(await user.until('two')).toContain('> 2. two')
  await user.stop()
})
