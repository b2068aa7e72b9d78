import { setup } from 'xstate'
import { describe, expect, test } from 'vitest'
import { component, type Child } from 'actty'
import { mount } from 'actty/testing'
import { code, diff, markdown } from 'actty/text'

/** What is copied of a view, all of which is selected. */
async function copied(view: Child, columns: number, rows: number): Promise<readonly string[]> {
  const logic = setup({}).createMachine({})
  const page = component({ logic, view: () => view, mouse: () => undefined })
  const app = mount(page, { columns, rows })
  await app.drag([0, 0], [columns - 1, rows - 1])
  await app.press('ctrl+c')
  const { clipboard } = app
  expect(await app.unmount()).toEqual([])
  return clipboard
}

describe('what is selected has no numbers, signs and labels in it:', () => {
  test('code, also if its lines wrap', async () => {
    const source = 'const a = 1\n\n  await b(a)'
    expect(await copied(code(source, { language: 'ts' }), 30, 5)).toEqual([source])
    expect(await copied(code(source, { language: 'ts' }), 12, 7)).toEqual([source])
    expect(await copied(code(source, { lineNumbers: true, highlight: [3] }), 30, 5)).toEqual([source])
  })

  test('a difference, in each of its forms', async () => {
    const changed = diff('a\nb\n', 'a\nc\n')
    for (const columns of [30, 60]) expect(await copied(changed, columns, 3)).toEqual(['a\nb\nc'])
  })

  test('a table in the form that is shown', async () => {
    const table = markdown('| Name | Pods |\n|---|---|\n| staging | 1 |')
    expect(await copied(table, 30, 3)).toEqual(['Name Pods\nstaging 1'])
    expect(await copied(table, 12, 2)).toEqual(['Name  staging\nPods  1'])
  })
})
