import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import * as actty from 'actty'
import * as formats from 'actty/text'
import type { Node } from '../../src/render/nodes/index.ts'
import { fenced } from '../support/documents.ts'
import { shown } from '../support/screen.ts'

const page = readFileSync('docs/text.md', 'utf8')
const pictures = fenced(page, 'text').map((picture) => picture.replace(/\n$/, '').split('\n'))
const programs = fenced(page, 'ts').filter((program) => program.includes('const view = '))

describe('docs/text.md', () => {
  test('has a picture of each view', () => {
    expect(programs.length).toBe(pictures.length)
  })

  test.each(programs.map((program, index) => ({ program, picture: pictures[index]! })))(
    'shows what a view shows: $picture.0',
    ({ program, picture }) => {
      const body = program.replaceAll(/^import .*/gm, '')
      const view = runInNewContext(`${body}; view`, { ...actty, ...formats }) as Node
      expect(shown(view, 47, picture.length)).toEqual(picture)
    },
  )

  test.each(Object.keys(formats))('names %s', (name) => {
    expect(page).toContain(`\`${name}`)
  })
})
