import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anchorsOf, fenced, filesOf, linksOf } from '../support/documents.ts'
import { hasPty, node, Pty } from '../support/pty.ts'

const read = (path: string) => readFileSync(path, 'utf8')

describe('ARCHITECTURE.md', () => {
  const page = read('ARCHITECTURE.md')
  const rows = new Map(
    [...page.matchAll(/^\| `(src[\w/-]*)` +\| (.*?) +\|/gm)].map(([, folder, says]) => [folder!, says!]),
  )
  const folders = filesOf('src')
    .filter((file) => file.endsWith('.ts'))
    .map((file) => dirname(file))

  test.each([...new Set(folders)])('says what is in %s', (folder) => {
    expect(rows.get(folder) ?? '').toMatch(/\w+ \w+/)
  })

  test.each([...rows.keys()])('names %s, which exists', (folder) => {
    expect(existsSync(folder)).toBe(true)
  })

  test('has eleven steps, each with its folder', () => {
    const steps = page.split(/^\d+\. \*\*/m).slice(1)
    expect(steps).toHaveLength(11)
    for (const step of steps) expect(step).toMatch(/\]\(src\/|the same folder/)
  })

  test('is a page', () => {
    expect(page.split('\n').length).toBeLessThan(100)
  })
})

describe('README.md', () => {
  test('has the two commands first', () => {
    expect(fenced(read('README.md'), 'sh')[0]).toContain('npm install && npm start')
    expect(fenced(read('README.md'), 'sh')[0]).toContain('npm install && npm test')
  })

  test('has a program that is the example', () => {
    expect(fenced(read('README.md'), 'ts')[0]).toBe(read('examples/hello.ts'))
  })

  test('has a test that is one of ours', () => {
    expect(fenced(read('README.md'), 'ts')).toContain(read('test/docs/readme.test.ts'))
  })

  test.skipIf(!hasPty)('has a picture that is what the program shows', async () => {
    const pty = new Pty(`cd src; ${node('../examples/hello.ts')}`, { columns: 44, rows: 8 })
    const picture = fenced(read('README.md'), '')[0]!.trimEnd()
    await pty.until(picture)
    pty.write('q')
    await pty.end()
  })
})

const documents = [...readdirSync('.'), ...filesOf('docs')].filter((path) => path.endsWith('.md'))

describe.each(documents)('%s', (path) => {
  test('has links to files and headings that exist', () => {
    for (const { file, anchor } of linksOf(read(path))) {
      const target = file === '' ? path : join(dirname(path), file)
      expect(existsSync(target), target).toBe(true)
      if (anchor !== undefined) expect(anchorsOf(read(target)), `${target}#${anchor}`).toContain(anchor)
    }
  })

  test('names files and folders that exist', () => {
    for (const [, target] of read(path).matchAll(/`((?:src|test|docs|examples|bench)\/[\w./-]*)`/g))
      expect(existsSync(target!), target).toBe(true)
  })
})
