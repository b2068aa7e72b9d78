import { describe, expect, test } from 'vitest'
import { applyEdit } from '../../../src/machines/editor/apply-edit.ts'
import { editedOf, moveTo, type Edited } from '../../../src/machines/editor/editing-state.ts'
import { viAtFirst, viSelection, type Vi } from '../../../src/machines/editor/vi-state.ts'
import { viKey, viTyped } from '../../../src/machines/editor/vi.ts'
import { fc } from '../../support/property.ts'

interface State {
  readonly edited: Edited
  readonly vi: Vi
}

/** Presses keys, one a character; `<esc>` and `<c-r>` are one each. Text is typed while vi takes text. */
function press(state: State, keys: string): State {
  const parts = keys.match(/<esc>|<c-r>|[^]/gu) ?? []
  return parts.reduce(({ edited, vi }, part) => {
    const key = part === '<esc>' ? 'escape' : part === '<c-r>' ? 'ctrl+r' : part
    if (vi.mode !== 'insert' || key === 'escape') return viKey(edited, vi, key)
    const event = { type: 'insert', text: key } as const
    return { edited: applyEdit(edited, event), vi: viTyped(vi, event) }
  }, state)
}

function begin(before: string): State {
  const value = before.replace('|', '')
  const lines = before.slice(0, before.indexOf('|')).split('\n')
  const edited = moveTo(editedOf(value), { line: lines.length - 1, at: lines.at(-1)!.length })
  return { edited, vi: { ...viAtFirst, mode: 'normal' } }
}

function run(before: string, keys: string): string {
  const { text, cursor } = press(begin(before), keys).edited
  const lines = text.toString().split('\n')
  const line = lines[cursor.line]!
  lines[cursor.line] = `${line.slice(0, cursor.at)}|${line.slice(cursor.at)}`
  return lines.join('\n')
}

describe('motions', () => {
  test.each([
    ['a|bc', 'h', '|abc'],
    ['|abc', '2l', 'ab|c'],
    ['|abc', '9l', 'ab|c'],
    ['a|b\ncd', 'j', 'ab\nc|d'],
    ['abc|d\nx\nabcd', 'jj', 'abcd\nx\nabc|d'],
    ['ab\nc|d', 'k', 'a|b\ncd'],
    ['|one two-three', 'w', 'one |two-three'],
    ['one |two-three', 'w', 'one two|-three'],
    ['|one\n\n  two', 'w', 'one\n|\n  two'],
    ['|one\n\n  two', '2w', 'one\n\n  |two'],
    ['one two|', 'b', 'one |two'],
    ['one |two', 'b', '|one two'],
    ['one\n|two', 'b', '|one\ntwo'],
    ['|one two', 'e', 'on|e two'],
    ['on|e two', 'e', 'one tw|o'],
    ['  a|b', '0', '|  ab'],
    ['  ab|c', '^', '  |abc'],
    ['|abc\nde', '$', 'ab|c\nde'],
    ['|abc\nde', '2$', 'abc\nd|e'],
    ['|abc\nx\nabcde', '$jj', 'abc\nx\nabcd|e'],
    ['a\nb|', 'gg', '|a\nb'],
    ['|a\nb\nc', 'G', 'a\nb\n|c'],
    ['|a\nb\nc', '2G', 'a\n|b\nc'],
    ['|a,b,c', 'f,', 'a|,b,c'],
    ['|a,b,c', '2f,', 'a,b|,c'],
    ['|aa,b,c', 't,', 'a|a,b,c'],
    ['|a,b,c', 'f,;', 'a,b|,c'],
    ['|a,b,c', 'f,;,', 'a|,b,c'],
    ['|aa,bb,c', 't,;', 'aa,b|b,c'],
    ['|a,b', 'fx', '|a,b'],
    ['|f(a(b))', '%', 'f(a(b)|)'],
    ['f(a\n|)', '%', 'f|(a\n)'],
    ['|漢字 x', 'w', '漢字 |x'],
  ])('%j %s', (before, keys, after) => {
    expect(run(before, keys)).toBe(after)
  })
})

describe('operators', () => {
  test.each([
    ['|one two', 'dw', '|two'],
    ['|one two three', '2dw', '|three'],
    ['|one two three', 'd2w', '|three'],
    ['one |two\nthree', 'dw', 'one| \nthree'],
    ['on|e two', 'db', '|e two'],
    ['|one two', 'de', '| two'],
    ['one |two', 'd$', 'one| '],
    ['one |two', 'd0', '|two'],
    ['a\n|b\nc', 'dd', 'a\n|c'],
    ['a\nb\n|c', 'dd', 'a\n|b'],
    ['|a\nb\nc', '2dd', '|c'],
    ['|a\nb\nc', 'dj', '|c'],
    ['|a\nb\nc', 'dG', '|'],
    ['a|bcd', 'dfc', 'a|d'],
    ['a|bcd', 'dtd', 'a|d'],
    ['|f(x)', 'd%', '|'],
    ['f|(x) y', 'd%', 'f| y'],
    ['|one two', 'cwnew<esc>', 'ne|w two'],
    ['|a two', 'cwnew<esc>', 'ne|w two'],
    ['|one two three', 'c2wnew<esc>', 'ne|w three'],
    ['a\n|b\nc', 'ccnew<esc>', 'a\nne|w\nc'],
    ['|one two', 'ywp', 'oone| ne two'],
    ['|a\nb', 'yyp', 'a\n|a\nb'],
    ['a\n|b', 'yyp', 'a\nb\n|b'],
    ['|a\nb', 'yy2p', 'a\n|a\na\nb'],
    ['|ab', 'xp', 'b|a'],
    ['|abcd', '3x', '|d'],
    ['ab|c', 'x', 'a|b'],
    ['|abc', 'rx', '|xbc'],
    ['|abc', '2rx', 'x|xc'],
    ['|ab', '3rx', '|ab'],
    ['|a\n  b', 'J', 'a| b'],
    ['|a\nb\nc', '3J', 'a b| c'],
    ['one t|wo three', 'diw', 'one | three'],
    ['one t|wo three', 'daw', 'one |three'],
    ['one t|wo', 'daw', 'on|e'],
    ['one t|wo three', 'ciwnew<esc>', 'one ne|w three'],
    ['say "hi |you" now', 'di"', 'say "|" now'],
    ['f(a, |b(c))', 'di(', 'f(|)'],
    ['f(a,\n|b)', 'ci(x<esc>', 'f(|x)'],
  ])('%j %s', (before, keys, after) => {
    expect(run(before, keys)).toBe(after)
  })
})

describe('typing text', () => {
  test.each([
    ['a|b', 'ix<esc>', 'a|xb'],
    ['a|b', 'ax<esc>', 'ab|x'],
    ['  a|b', 'Ix<esc>', '  |xab'],
    ['|ab', 'Ax<esc>', 'ab|x'],
    ['|a\nb', 'ox<esc>', 'a\n|x\nb'],
    ['a\n|b', 'Ox<esc>', 'a\n|x\nb'],
  ])('%j %s', (before, keys, after) => {
    expect(run(before, keys)).toBe(after)
  })
})

describe('undo and repeating', () => {
  test.each([
    ['|ab', 'xu', '|ab'],
    ['|ab', 'xu<c-r>', '|b'],
    ['|', 'ione two three<esc>u', '|'],
    ['|abc', 'x.', '|c'],
    ['|one two three', 'cwx<esc>w.', 'x |x three'],
    ['|one two three', 'dw.', '|three'],
    ['|a b c d', 'dw2.', '|d'],
    ['|a', 'Ab<esc>.', 'ab|b'],
    ['|a\nb\nc', 'ddjp.', 'b\nc\na\n|a'],
    ['|one two', 'cwx<esc>u', '|one two'],
  ])('%j %s', (before, keys, after) => {
    expect(run(before, keys)).toBe(after)
  })
})

describe('visual', () => {
  test.each([
    ['|abcd', 'vlld', '|d'],
    ['|abcd', 'vlx', '|cd'],
    ['ab|cd', 'vhd', 'a|d'],
    ['|one two', 'vecx<esc>', '|x two'],
    ['|ab cd', 'vey$p', 'ab cda|b'],
    ['|a\nb\nc', 'Vjd', '|c'],
    ['|a\nb', 'Vyp', 'a\n|a\nb'],
    ['|a\nb\nc', 'VjJ', 'a| b\nc'],
    ['|abc', 'vlrx', '|xxc'],
    ['o|ne two', 'viwd', '| two'],
    ['|abc', 'vv', '|abc'],
    ['|abc', 'vl<esc>x', 'a|c'],
  ])('%j %s', (before, keys, after) => {
    expect(run(before, keys)).toBe(after)
  })

  test('the character under the cursor is selected, and so are whole lines', () => {
    const { edited, vi } = press(begin('a|bc\nd'), 'vl')
    expect(viSelection(edited, vi.mode)).toEqual([
      { line: 0, at: 1 },
      { line: 0, at: 3 },
    ])
    const lines = press(begin('a|bc\nd'), 'Vj')
    expect(viSelection(lines.edited, lines.vi.mode)).toEqual([
      { line: 0, at: 0 },
      { line: 1, at: 1 },
    ])
  })
})

/* Written from `:help` of Vim (motion.txt, change.txt, insert.txt, visual.txt), and not from our code. */
describe('as the manual of Vim says', () => {
  test.each([
    // left-right-motions: they stop at the ends of the line, and a count goes that far.
    ['ab|c', '2h', '|abc'],
    ['|abc\nd', 'l9l', 'ab|c\nd'],
    ['|a b', '10l', 'a |b'],
    // `0` after a digit is a part of the count.
    ['|abcdefghijkl', '10l', 'abcdefghij|kl'],
    // `$` with a count goes count - 1 lines down.
    ['|a\nbc\nde', '3$', 'a\nbc\nd|e'],
    // `t` goes till before, and `;` after `t` doesn't stay where it is.
    ['|a,b,c', 'tb', 'a|,b,c'],
    ['|a,b,c', 't,', '|a,b,c'],
    ['|a,b,c', 't,2;', 'a,|b,c'],
    ['ab,c|,d', 'f,t,', 'ab,c|,d'],
    ['|aa,b,c', 't,;,', 'aa,|b,c'],
    ['|a,b,c,d', 'f,2;', 'a,b,c|,d'],
    ['|a,b,c', '2f,,', 'a|,b,c'],
    // A motion that fails moves nothing.
    ['|a,b', '3f,', '|a,b'],
    // up-down-motions: the column is kept over shorter lines; `G` and `gg` go to the first nonblank.
    ['abc|d\n\nabcd', '2j', 'abcd\n\nabc|d'],
    ['|a\n  b', 'G', 'a\n  |b'],
    ['  a\nb|', 'gg', '  |a\nb'],
    ['a\nb\n|c', '2gg', 'a\n|b\nc'],
    // word-motions: a word is letters, digits and _, or other characters; an empty line is a word.
    ['|foo.bar', 'w', 'foo|.bar'],
    ['|a_b c', 'w', 'a_b |c'],
    ['|one\n\ntwo', 'w', 'one\n|\ntwo'],
    ['|one two', '2e', 'one tw|o'],
    ['one\n\n|two', 'b', 'one\n|\ntwo'],
    // `%` finds the next bracket of the line, and its match.
    ['|a (b)', '%', 'a (b|)'],
    ['|[{()}]', '%', '[{()}|]'],
    // `cw` on a word changes to its end, and not the blank after it.
    ['o|ne two', 'cwx<esc>', 'o|x two'],
    // `dw` on the last word of a line doesn't join lines.
    ['a |b\nc', 'dw', 'a| \nc'],
    // Another motion with `d` that spans lines is linewise for j, k, G, gg.
    ['a\nb|\nc', 'dk', '|c'],
    ['a\n|b\nc', 'dgg', '|c'],
    // `d,` with f and t: inclusive to the right, exclusive to the left.
    ['|a,b,c', 'd2f,', '|c'],
    ['|a,b,c', 'dt,', '|,b,c'],
    ['|a,b', 'd%', '|a,b'],
    // `x` doesn't go over the end of the line; `p` after a linewise yank puts it below, at its first nonblank.
    ['a|b\nc', '5x', '|a\nc'],
    ['|  a\nb', 'yyjp', '  a\nb\n  |a'],
    ['|abc', 'ylp', 'a|abc'],
    ['|ab', 'yl3p', 'aaa|ab'],
    // `y` puts the cursor at the start of what was yanked.
    ['one tw|o', 'yb', 'one |two'],
    ['a|b', 'y0', '|ab'],
    // `J` puts one blank instead of the indent, and none before `)`.
    ['|a\n    b', 'J', 'a| b'],
    ['|f(\n)', 'J', 'f(|)'],
    ['|a\nb\nc', '2J', 'a| b\nc'],
    // `r` with a count replaces so many, and with too few left none.
    ['a|bcd', '2rx', 'ax|xd'],
    // Text objects.
    ['(a (|b) c)', 'di(', '(a (|) c)'],
    ['one,| two', 'diw', 'one,|two'],
    ['"a |b"', 'ci"x<esc>', '"|x"'],
    // A count repeats what is typed, and `.` repeats the last change, with its own count if it has one.
    ['|', '3ia<esc>', 'aa|a'],
    ['|x', '2Ab c<esc>', 'xb cb |c'],
    ['|x', '2oab<esc>', 'x\nab\na|b'],
    ['|x', '2Oab<esc>', 'ab\na|b\nx'],
    ['|', '2ia<esc>.', 'aa|aa'],
    ['|', '2ia<esc>3.', 'aaa|aa'],
    ['|', '3ia<esc>u', '|'],
    ['|one two', '2cwx<esc>', '|x'],
    ['|abcdef', '2x.', '|ef'],
    ['|abcdefg', '2x3.', '|fg'],
    ['|a,b,c', 'df,.', '|c'],
    // Visual: `o` isn't among the commands; `v` then `V` selects lines; `c` of lines leaves one.
    ['|ab\ncd\ne', 'vjVd', '|e'],
    ['|ab\ncd', 'Vcx<esc>', '|x\ncd'],
    ['a|bc', 'v$d', '|a'],
    ['|a b c', 'vwy$p', 'a b ca |b'],
  ])('%j %s', (before, keys, after) => {
    expect(run(before, keys)).toBe(after)
  })
})

test('whatever is pressed, the cursor is at a cluster, and u takes it all back', () => {
  const key = fc.constantFrom(...'hjklwbe0^$Gg;,%iaIAoOdcyxprJuvVf23t."(é漢'.split(''), '<esc>', '<c-r>', ' ')
  const text = fc.array(fc.constantFrom('a', ' ', '\n', '漢', 'e\u0301', '(', ')', '"', ',', '👨‍👩‍👧'), {
    maxLength: 15,
  })
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  fc.assert(
    fc.property(text, fc.array(key, { maxLength: 25 }), (parts, keys) => {
      const first = parts.join('')
      let state: State = { edited: editedOf(first), vi: { ...viAtFirst, mode: 'normal' } }
      for (const each of keys) {
        state = press(state, each)
        const { text: now, cursor } = state.edited
        const line = now.lineText(cursor.line)
        const starts = [...segmenter.segment(line)].map(({ index }) => index)
        expect([...starts, line.length]).toContain(cursor.at)
      }
      let { edited } = state
      while (edited.done.length > 0) edited = applyEdit(edited, { type: 'undo' })
      expect(edited.text.toString()).toBe(editedOf(first).text.toString())
    }),
    { numRuns: 300 },
  )
})
