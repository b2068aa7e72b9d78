import { createTwoFilesPatch } from 'diff'
import { describe, expect, test } from 'vitest'
import { diff, patch } from '../../../src/render/formats/diff.ts'
import { readPatch } from '../../../src/render/formats/read-patch.ts'
import { lineChanges, type ChangedLine } from '../../../src/render/formats/line-changes.ts'
import { styledLines } from '../../../src/app/testing/styled-lines.ts'
import { fc, FUZZ_TIME, fuzzing } from '../../support/property.ts'
import { draw, screenOf, shown } from '../../support/screen.ts'
import type { Node } from '../../../src/render/nodes/index.ts'

const before = 'one\ntwo\nthree\nfour\nfive\nsix\n'
const after = 'one\ntwo\nthree!\nfour\nfive\nsix\nseven\n'

function styled(node: Node, columns = 60, rows = 8): string[] {
  const screen = screenOf(columns, rows)
  draw(screen, node)
  return styledLines(screen)
}

/** One of the texts, which has all lines but those that are only in the other. */
function sideOf(lines: readonly ChangedLine[], other: ChangedLine['kind']): string {
  const texts = lines.map((line) => line.text + (line.isUnended ? '' : '\n'))
  return texts.filter((_, index) => lines[index]!.kind !== other).join('')
}

describe('a difference', () => {
  test('has two numbers, signs, and the lines around', () => {
    expect(shown(diff(before, after, { context: 1, title: 'n.txt' }), 50, 9)).toEqual([
      'n.txt  +2 -1',
      '⋯ 1 line that is the same',
      ' 2  2   two',
      ' 3    - three',
      '    3 + three!',
      ' 4  4   four',
      '⋯ 1 line that is the same',
      ' 6  6   six',
      '    7 + seven',
    ])
  })

  test('has rows in colors, and what changed in bold', () => {
    const rows = styled(diff(before, after, { context: 0 }))
    expect(rows[1]).toMatch(/<muted on removed>3<.*<bold danger on removed>-<.* three/)
    expect(rows[2]).toContain('three</><bold on added>!</>')
  })

  test('has the colors of its language below', () => {
    const [row] = styled(diff('', 'const a = 1\n', { language: 'ts' }))
    expect(row).toContain('<hue6 on added>const</>')
  })

  test('is side by side if there is room', () => {
    const split = diff(before, after, { mode: 'split', context: 0 })
    expect(shown(split, 80, 4)).toEqual([
      '⋯ 2 lines that are the same',
      ` 3 - three${' '.repeat(30)} 3 + three!`,
      '⋯ 3 lines that are the same',
      `${' '.repeat(40)} 7 + seven`,
    ])
    expect(shown(split, 79, 5)[1]).toBe(' 3    - three')
    expect(shown(split, 20, 7).slice(0, 3)).toEqual(['⋯ 2 lines that are', 'the same', '- three'])
  })

  test('changes its form with the room, and back', () => {
    const screen = screenOf(80, 7)
    const split = diff(before, after, { mode: 'split', context: 0 })
    draw(screen, split)
    const wide = screen.toLines()
    screen.resize(30, 7)
    draw(screen, split)
    expect(screen.toLines()).toContain('- three')
    screen.resize(80, 7)
    draw(screen, split)
    expect(screen.toLines()).toEqual(wide)
  })

  test('says that there is none', () => {
    expect(shown(diff('a', 'a'), 20, 1)).toEqual(['no difference'])
    expect(shown(diff('', ''), 20, 1)).toEqual(['no difference'])
  })

  test('of line ends is seen', () => {
    expect(shown(diff('a\nb', 'a\nb\n', { context: 0 }), 60, 3)).toEqual([
      '⋯ 1 line that is the same',
      ' 2    - b (no line end)',
      '    2 + b',
    ])
    expect(shown(diff('a\r\n', 'a\n'), 60, 2)).toEqual([' 1    - a␍', '    1 + a'])
    expect(shown(diff('a\r\nb\r\n', 'a\r\nc\r\n', { context: 0 }), 60, 3)[1]).toBe(' 2    - b')
  })

  test(
    'is right of any two texts',
    () => {
      const text = fc
        .array(fc.constantFrom('a\n', 'b\n', 'a b c\n', '\n', 'é', '\x1b[2J\n'), { maxLength: 30 })
        .map((parts) => parts.join(''))
      fc.assert(
        fc.property(text, text, (old, next) => {
          const lines = lineChanges(old, next)
          expect([sideOf(lines, 'added'), sideOf(lines, 'removed')]).toEqual([old, next])
          expect(lines.flatMap(({ before: number = [] }) => number)).toEqual(
            Array.from(old.split(/(?<=\n)/).filter(Boolean), (_, index) => index + 1),
          )
          for (const { text: line, changed } of lines)
            for (const [start, end] of changed) expect(start < end && end <= line.length).toBe(true)
        }),
        fuzzing(1_000),
      )
    },
    FUZZ_TIME,
  )

  test('of two texts with nothing in common is coarse, and right', () => {
    const [old, next] = ['a', 'b'].map((name) =>
      Array.from({ length: 5_000 }, (_, index) => `${name}${index}\n`).join(''),
    )
    const lines = lineChanges(`same\n${old!}`, `same\n${next!}`)
    expect(lines.map(({ kind }) => kind[0]).join('')).toBe(`s${'r'.repeat(5_000)}${'a'.repeat(5_000)}`)
  })
})

describe('a patch', () => {
  test(
    'is what the difference of its texts is',
    () => {
      const text = fc
        .array(fc.constantFrom('a\n', 'b\n', '-- c\n', '+ d\n', '@@ -1 +1 @@\n', '\n'), { maxLength: 20 })
        .map((parts) => parts.join(''))
      fc.assert(
        fc.property(text, text, (old, next) => {
          const written = createTwoFilesPatch('x', 'x', old, next, '', '', { context: 100 })
          const lines = readPatch(written).flatMap((part) => ('lines' in part ? part.lines : []))
          if (old !== next) expect([sideOf(lines, 'added'), sideOf(lines, 'removed')]).toEqual([old, next])
        }),
        fuzzing(300),
      )
    },
    FUZZ_TIME,
  )

  test('of git has the names of files, and hunks apart', () => {
    const written = `diff --git a/x.ts b/x.ts
index 1..2 100644
--- a/x.ts
+++ b/x.ts
@@ -1,2 +1,2 @@ function f
 a
-b
+c
@@ -9 +9 @@
-d
+e
\\ No newline at end of file
diff --git a/y b/y
Binary files differ
`
    expect(shown(patch(written), 50, 9)).toEqual([
      'x.ts',
      ' 1  1   a',
      ' 2    - b',
      '    2 + c',
      '⋯',
      ' 9    - d',
      '    9 + e (no line end)',
      'Binary files differ',
      '',
    ])
  })

  test('of anything is shown', () => {
    expect(shown(patch('@@ -1,999999999 +1 @@\nhello\x1b[2J'), 50, 2)).toEqual(['hello␛[2J', ''])
  })
})
