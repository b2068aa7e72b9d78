import { readdirSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import * as actty from 'actty'
import * as data from 'actty/data'
import type { Node } from '../../src/render/nodes/index.ts'
import { fenced } from '../support/documents.ts'
import { shown } from '../support/screen.ts'

const page = readFileSync('docs/nodes.md', 'utf8')
const pictures = fenced(page, 'text').map((picture) => picture.trimEnd().split('\n'))
const programs = fenced(page, 'ts')
const asciiPictures = fenced(page, 'ascii').map((picture) => picture.trimEnd().split('\n'))

describe('docs/nodes.md', () => {
  test('has a picture of each view', () => {
    expect(programs.length).toBe(pictures.length)
  })

  test('has a picture in ASCII of the view with marks', () => {
    const view = viewOf(programs.find((program) => program.includes('mark('))!)
    expect(asciiPictures.map((picture) => shown(view, 28, picture.length, 'ascii'))).toEqual(asciiPictures)
    expect(asciiPictures).toHaveLength(1)
  })

  test.each(programs.map((program, index) => ({ program, picture: pictures[index]! })))(
    'shows what a view shows: $picture.0',
    ({ program, picture }) => {
      const rows = shown(viewOf(program), 28, picture.length)
      expect(rows).toEqual(picture)
    },
  )

  // A kind's file is named after its builder; a stack is made by `row`, `column` and `box`, a slot by `region`. Only texts in a format make
  // `fitting`, only tables make `tallLines`, and only `terminalView` makes `terminal`.
  const builders = readdirSync('src/render/nodes')
    .filter((file) => readFileSync(`src/render/nodes/${file}`, 'utf8').includes("from './kind.ts'"))
    .map((file) => file.slice(0, -3).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()))
    .flatMap(
      (name) =>
        ({
          index: [],
          fitting: [],
          tallLines: [],
          terminal: [],
          stack: ['row', 'column', 'box'],
          slot: ['region'],
          hints: ['keyHelp'],
        })[name] ?? [name],
    )

  test.each([...builders, 'layer', 'modal'])('has %s', (builder) => {
    expect(page).toContain(`\`${builder}(`)
    expect({ ...actty, ...data }).toHaveProperty(builder)
  })
})

function viewOf(program: string): Node {
  return runInNewContext(`${program.replaceAll(/^import .*/gm, '')}; view`, { ...actty, ...data }) as Node
}
