import { readdirSync, readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import * as actty from 'actty'
import type { Node } from '../../src/render/nodes/index.ts'
import { shown } from '../support/screen.ts'

const page = readFileSync('docs/nodes.md', 'utf8')
const fenced = (language: string) => new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'ms').exec(page)![1]!

describe('docs/nodes.md', () => {
  test('shows what its view shows', () => {
    const view = runInNewContext(fenced('ts'), { ...actty }) as Node
    expect(shown(view, 28, 3)).toEqual(fenced('text').trimEnd().split('\n'))
  })

  // A kind's file is named after its builder; a stack is made by `row`, `column` and `box`, a slot by `region`.
  const builders = readdirSync('src/render/nodes')
    .filter((file) => readFileSync(`src/render/nodes/${file}`, 'utf8').includes("from './kind.ts'"))
    .map((file) => file.slice(0, -3).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()))
    .flatMap((name) => ({ index: [], stack: ['row', 'column', 'box'], slot: ['region'] })[name] ?? [name])

  test.each(builders)('has %s', (builder) => {
    expect(page).toContain(`\`${builder}(`)
    expect(actty).toHaveProperty(builder)
  })
})
