import { describe, expect, test } from 'vitest'
import { markdown } from '../../../src/render/formats/markdown.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import type { Node } from '../../../src/render/nodes/index.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'

const rows = (source: string, columns = 40, lines = 12) =>
  shown(markdown(source), columns, lines).join('\n').trimEnd().split('\n')

function styled(node: Node, columns = 60, lines = 4): string[] {
  const screen = screenOf(columns, lines)
  draw(screen, node)
  return styledLines(screen)
}

describe('blocks', () => {
  test('have a blank row between them', () => {
    expect(rows('# One\ntext\n\n---\n> quote\n> more')).toEqual([
      ' One',
      '',
      'text',
      '',
      '─'.repeat(40),
      '',
      '│ quote more',
    ])
  })

  test('of lists are below their marks, also if they wrap', () => {
    expect(rows('- a b c d\n  - e\n    1. f\n    2. g\n\nafter', 9)).toEqual([
      ' • a b c',
      '   d',
      '   ◦ e',
      '     1. f',
      '     2. g',
      '',
      'after',
    ])
    expect(rows('9. a\n\n10. b')).toEqual(['  9. a', '', ' 10. b'])
  })

  test('of tasks are marked', () => {
    expect(rows('- [x] done\n- [ ] to do')).toEqual([' ✓ done', ' □ to do'])
    expect(rows('- [x] done\n\n- [ ] to do')).toEqual([' ✓ done', '', ' □ to do'])
  })

  test('of code are on a surface', () => {
    expect(rows('```ts\nconst a = 1\n```', 20)).toEqual(['                 ts', '  const a = 1'])
    expect(rows('    const a = 1', 20)).toEqual(['', '  const a = 1'])
  })

  test('of code have a block at their end while they are open', () => {
    const open = (source: string) =>
      shown(markdown(source, { open: true }), 20, 6)
        .join('\n')
        .includes('█')
    expect(open('text\n\n```ts\nask(')).toBe(true)
    expect(open('- item\n  ~~~\n  ask(')).toBe(true)
    for (const source of ['```\nask(\n```', '```\na\n```\ntext', '    a', 'a', '````\na\n`````'])
      expect(open(source), source).toBe(false)
    expect(open('````\na\n```')).toBe(true)
  })

  test('of HTML are text', () => {
    expect(rows('<div onclick="x()">\n  hi\n</div>\n\nand <b>bold</b><br>next')).toEqual([
      '<div onclick="x()">',
      '  hi',
      '</div>',
      '',
      'and <b>bold</b>',
      'next',
    ])
  })
})

describe('text', () => {
  test('has the looks of its parts', () => {
    expect(styled(markdown('**b** *i* ~~s~~ `c` &amp; \\* 1  \n2'))).toEqual([
      '<bold>b</> <italic>i</> <strikethrough>s</> <hue4 on raised>c</> & * 1',
      '2',
      '',
      '',
    ])
  })

  test('has links, by reference too, and only those that may be opened', () => {
    const source =
      '[one](https://a.b "t") [two] <c@d.e> ![alt](https://f.g) [bad](javascript:x)\n\n[two]: https://h.i'
    expect(styled(markdown(source))[0]).toBe(
      [
        '<underline accent link=https://a.b>one</>',
        '<underline accent link=https://h.i>two</>',
        '<underline accent link=mailto:c@d.e>c@d.e</>',
        '<underline accent link=https://f.g>alt</>',
        '<underline accent>bad</>',
      ].join(' '),
    )
  })

  test('has the addresses of links, if asked for', () => {
    const source = '[one](https://a.b) https://c.d [two][x]'
    const { addresses, definitions } = { addresses: true, definitions: { x: { href: '/y' } } }
    expect(shown(markdown(source, { addresses, definitions }), 60, 1)).toEqual([
      'one (https://a.b) https://c.d two (/y)',
    ])
  })

  test('of headings is on a badge, in a color, or bold', () => {
    const [first, , second, , third] = styled(markdown('# A `b`\n## C *d*\n### E'), 20, 5)
    expect(first).toContain('<bold on accent>A b</>')
    expect(second).toBe('<bold accent>C</> <bold italic accent>d</>')
    expect(third).toBe('<bold>E</>')
  })
})

describe('tables', () => {
  const source = '| Name | Pods |\n|---|--:|\n| staging | 1 |\n| **production** | 12 |'

  test('have columns two cells apart', () => {
    expect(rows(source)).toEqual([
      ' Name        Pods',
      ' ────────────────',
      ' staging        1',
      ' production    12',
    ])
  })

  test('turn into lists where they do not fit', () => {
    expect(rows(source, 17)).toHaveLength(4)
    expect(rows(source, 16)).toEqual([' Name  staging', ' Pods  1', '', ' Name', ' production', ' Pods  12'])
  })

  test('have long texts in several lines before that', () => {
    const long = '| A | B |\n|---|---|\n| x | one two three four five six |'
    expect(rows(long, 24)).toEqual([' A  B', ` ${'─'.repeat(23)}`, ' x  one two three four', '    five six'])
  })

  test('may be as wide as they are', () => {
    const cells = Array.from({ length: 70 }, (_, index) => `c${index}`).join('|')
    const wide = `|${cells}|\n|${'-|'.repeat(70)}\n|${cells}|`
    expect(shown(markdown(wide), 400, 4)[1]).toBe(' c1  c1')
  })
})

describe('what was made', () => {
  test('is made once for a source', () => {
    expect(markdown('# a\n\nb')).toBe(markdown('# a\n\nb'))
    expect(markdown('# a\n\nb')).not.toBe(markdown('# a\n\nb', { addresses: true }))
  })

  test('is made once for each block', () => {
    const [first] = markdown('# a\n\nb').children
    expect(markdown('# a\n\nb c').children[0]).toBe(first)
    const linked = (to: string) => markdown(`[a]\n\n[a]: ${to}`).children[0]
    expect(linked('/x')).toBe(linked('/x'))
    expect(linked('/x')).not.toBe(linked('/y'))
  })

  test('may be made of anything', () => {
    expect(rows(undefined as never)).toEqual(['undefined'])
    expect(rows('')).toEqual([''])
  })
})
