import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fromPromise } from 'xstate'
import { box, column, component } from 'actty'
import { mount } from 'actty/testing'
import { fenced } from '../support/documents.ts'

const page = readFileSync('docs/mouse.md', 'utf8')

test('docs/mouse.md shows what a drag and Ctrl+C show', async () => {
  const picture = fenced(page, 'text')[0]!.trimEnd().split('\n')
  const [, sentence] = /'(Frames[^']*)'/.exec(fenced(page, 'ts')[0]!)!
  const app = mount(
    component({
      logic: fromPromise(() => new Promise(() => {})),
      mouse: () => undefined,
      view: () => column([box({ title: 'Notes' }, [sentence!]), 'below']),
    }),
    { columns: 28, rows: picture.length },
  )
  await app.drag([1, 1], [4, 5])
  await app.press('ctrl+c')
  expect(app.clipboard).toEqual([`${sentence!}\nbelow`])
  // A window of 28 columns is too narrow for the notice.
  expect(app.screen().slice(0, -1)).toEqual(picture.slice(0, -1))
  await app.resize(40, picture.length)
  expect(app.screen().at(-1)).toBe(picture.at(-1))
  await app.unmount()
})
