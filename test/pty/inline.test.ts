import { describe, expect, test } from 'vitest'
import { hasPty, node, Pty } from '../support/pty.ts'

const app = node('test/pty/fixtures/inline.ts')

describe.runIf(hasPty)('an inline app on a real terminal', () => {
  test.each([
    ['a key that ends it', (pty: Pty) => pty.write('q')],
    ['ctrl+c', (pty: Pty) => pty.write('\x03')],
  ])('leaves what it printed and its last frame after %s', async (_, end) => {
    const pty = new Pty(`echo before; ${app}; echo; echo after`, { columns: 40, rows: 10 })
    await pty.until('line 20')
    end(pty)
    await pty.end()
    const lines = pty.judge.allLines()
    const printed = lines.filter((line) => line.startsWith('line '))
    expect(lines[0]).toBe('before')
    expect(printed).toEqual(printed.map((_, index) => `line ${index + 1}`))
    expect(lines.filter((line) => line.startsWith('count '))).toHaveLength(1)
    expect(lines.findIndex((line) => line === 'q Quit')).toBeLessThan(lines.indexOf('after'))
    expect(pty.judge.state).toMatchObject({ cursorHidden: false, alternate: false })
  })
})
