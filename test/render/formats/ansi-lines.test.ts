import { describe, expect, test } from 'vitest'
import { Ring } from '../../../src/machines/streams/ring.ts'
import { ansiLines, type AnsiSource } from '../../../src/render/formats/ansi-lines.ts'
import { lines } from '../../../src/render/nodes/lines.ts'
import { draw, screenOf } from '../../support/screen.ts'
import { parts } from '../../support/parts.ts'

const partsAt = (source: AnsiSource, index: number) => parts(ansiLines(source).at(index) as never)

/** As many lines as a build writes, with warnings whose colors end lines later. */
const buildLog = Array.from({ length: 10_000 }, (_, index) => {
  if (index % 100 === 40) return `\x1b[33mwarning\x1b[39m: \x1b[4munused \`x${index}\``
  if (index % 100 === 43) return 'end of it\x1b[0m'
  return `\x1b[2m${String(index).padStart(5)}\x1b[22m \x1b[32m✓\x1b[39m compiled module ${index}`
})

describe('lines of a build', () => {
  test('have the colors that lines before them left on, from wherever they are read', () => {
    for (const index of [9_942, 42, 5_042, 41])
      expect(
        partsAt(buildLog, index).every((part) => part.startsWith('<') && part.includes('underline')),
      ).toBe(true)
    expect(partsAt(buildLog, 9_944)[1]).toBe(' ')
  })

  test('are read only in view, and each once', () => {
    let asked = 0
    const counted = { length: buildLog.length, at: (index: number) => (asked++, buildLog[index]) }
    const screen = screenOf(80, 24)
    draw(screen, lines(ansiLines(counted), { from: 'end' }))
    expect(screen.toLines().at(-1)).toBe(' 9999 ✓ compiled module 9999')
    expect(asked).toBeLessThan(2 * buildLog.length + 2 * 24)
    asked = 0
    for (let from = 9_976; from > 0; from -= 24) draw(screen, lines(ansiLines(counted), { from }))
    expect(asked).toBeLessThan(2 * buildLog.length + 2 * 24)
  })

  test('are not read again when they come as a ring that goes on', () => {
    const screen = screenOf(80, 24)
    let ring = new Ring<string>(5_000).concat(buildLog.slice(0, 5_000))
    let asked = 0
    const at = ring.at.bind(ring)
    draw(screen, lines(ansiLines(ring), { from: 'end' }))
    for (const line of buildLog.slice(5_000, 5_100)) {
      ring = ring.concat([line])
      const { length, dropped } = ring
      ring.at = (index) => (asked++, Ring.prototype.at.call(ring, index) as string)
      draw(screen, lines(ansiLines(ring), { from: 'end' }))
      expect([length, dropped]).toEqual([5_000, ring.dropped])
    }
    expect(asked).toBeLessThan(100 * 3 * 24)
    expect(at(0)).toBe(buildLog[0])
    expect(partsAt(ring, 4_942)[1]).toBe('<underline=single> ')
  })

  test('keep their colors in a ring that drops lines, each source its own', () => {
    const line = (text: string, source = 'stdout') => ({ text, source })
    let ring = new Ring<ReturnType<typeof line>>(2).concat([line('\x1b[31mred'), line('plain', 'stderr')])
    expect(partsAt(ring, 1)).toEqual(['plain'])
    const more = [line('\x1b[1mstrong', 'stderr'), line('still'), line('bold', 'stderr'), line('red')]
    for (const next of more) {
      ring = ring.concat([next])
      partsAt(ring, 1) // as a window at the end
    }
    expect(ring.dropped).toBe(4)
    expect([partsAt(ring, 0), partsAt(ring, 1)]).toEqual([['<bold>bold'], ['<color=1>red']])
  })

  test('have a style by what they came from', () => {
    const shown = ansiLines([{ text: 'no \x1b[32myes', source: 'stderr' }], {
      style: ({ source }) => (source === 'stderr' ? { color: 'danger' } : undefined),
    })
    expect(shown.at(0)).toMatchObject({ style: { color: 'danger' } })
  })
})

describe('lines from anywhere', () => {
  test('are cut where no screen can show more', () => {
    expect(partsAt(['\x1b[31m' + 'x'.repeat(1_000_000)], 0)).toEqual([`<color=1>${'x'.repeat(16_384)}`])
  })

  test('may name any number of sources', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ text: '\x1b[1mx', source: `s${index}` }))
    expect(partsAt([...many, { text: 'y', source: 's3' }, { text: 'y', source: 's99' }], 100)).toEqual([
      '<bold>y',
    ])
  })

  test('must be lines', () => {
    expect(() => ansiLines(7 as never)).toThrow(TypeError)
  })
})
