import { describe, expect, test } from 'vitest'
import { textInputView } from 'actty'
import { textAreaView } from 'actty/forms'
import { mount } from 'actty/testing'

/*
 * The keys of GNU Readline 8.2 in emacs mode, as its manual describes them ("Commands for Moving", "Commands for Changing Text", "Killing
 * and Yanking"). A row is a text with a bar for the cursor, keys, and the text after them.
 */
const rows: readonly (readonly [before: string, keys: string, after: string])[] = [
  ['one| two', 'ctrl+a', '|one two'],
  ['one| two', 'ctrl+e', 'one two|'],
  ['ab|c', 'ctrl+f', 'abc|'],
  ['abc|', 'ctrl+f', 'abc|'],
  ['ab|c', 'ctrl+b', 'a|bc'],
  ['|one two', 'alt+f', 'one| two'],
  ['one| two', 'alt+f', 'one two|'],
  ['|/usr/local/lib', 'alt+f', '/usr|/local/lib'],
  ['|main.test.ts', 'alt+f', 'main|.test.ts'],
  ['|a_name', 'alt+f', 'a|_name'],
  ["|don't", 'alt+f', "don|'t"],
  ['one tw|o', 'alt+b', 'one |two'],
  ['one |two', 'alt+b', '|one two'],
  ['main.test.ts|', 'alt+b', 'main.test.|ts'],
  ['one -- |', 'alt+b', '|one -- '],
  ['a|bc', 'ctrl+d', 'a|c'],
  ['abc|', 'ctrl+d', 'abc|'],
  ['ab|c', 'backspace', 'a|c'],
  ['|abc', 'backspace', '|abc'],
  ['a|bc', 'ctrl+t', 'ba|c'],
  ['abc|', 'ctrl+t', 'acb|'],
  ['|abc', 'ctrl+t', '|abc'],
  ['a|', 'ctrl+t', 'a|'],
  ['one| two', 'alt+t', 'two one|'],
  ['one two|', 'alt+t', 'two one|'],
  ['one tw|o three', 'alt+t', 'two one| three'],
  ['one|', 'alt+t', 'one|'],
  ['|one two', 'alt+u', 'ONE| two'],
  ['o|ne two', 'alt+u', 'oNE| two'],
  ['one| two', 'alt+u', 'one TWO|'],
  ['|ONE', 'alt+l', 'one|'],
  ['|oNE two', 'alt+c', 'One| two'],
  ['|--one', 'alt+c', '--One|'],
  ['|3com', 'alt+c', '3com|'],
  ['one| two', 'ctrl+k', 'one|'],
  ['one| two', 'ctrl+u', '| two'],
  ['one two-three|', 'ctrl+w', 'one |'],
  ['one two-three  |', 'ctrl+w', 'one |'],
  ['one /a/b|/c', 'ctrl+w', 'one |/c'],
  ['one two-three|', 'alt+backspace', 'one two-|'],
  ['one| two three', 'alt+d', 'one| three'],
  ['o|ne two', 'alt+d', 'o| two'],
  ['one| two', 'ctrl+k ctrl+a ctrl+y', ' two|one'],
  ['one two three|', 'ctrl+w ctrl+w ctrl+y', 'one two three|'],
  ['|one two three', 'alt+d alt+d ctrl+e ctrl+y', ' threeone two|'],
  ['one two|', 'ctrl+w left ctrl+w ctrl+y', 'one| '],
  ['one two|', 'ctrl+w left ctrl+w ctrl+y alt+y', 'two| '],
  ['one two|', 'ctrl+w left ctrl+w ctrl+y alt+y alt+y', 'one| '],
  ['one|', 'alt+y', 'one|'],
  ['one|', 'ctrl+y', 'one|'],
  ['one two|', 'ctrl+w ctrl+y ctrl+y', 'one twotwo|'],
  ['one two|', 'ctrl+w ctrl+_', 'one two|'],
  ['one two|', 'ctrl+u ctrl+_ ctrl+w', 'one |'],
  ['one two|', 'ctrl+w ctrl+u ctrl+_', 'one |'],
  ['one two|', 'ctrl+w ctrl+u ctrl+_ ctrl+_', 'one two|'],
  ['one| two', 'alt+<', '|one two'],
  ['one| two', 'alt+>', 'one two|'],
  ['one t|wo', 'ctrl+left', 'one |two'],
  ['one| two', 'ctrl+right', 'one two|'],
  ['|one', 'ctrl+g', '|one'],
]

const fields = {
  textInput: () => mount(textInputView({ bare: true }), { columns: 40, rows: 4 }),
  textArea: () => mount(textAreaView({ bare: true }), { columns: 40, rows: 4 }),
}

/** The text with a bar where text that is typed would come. */
async function after(field: keyof typeof fields, before: string, keys: readonly string[]): Promise<string> {
  const app = fields[field]()
  const [left = '', right = ''] = before.split('|')
  await app.type(left + right)
  await app.press(...Array.from(right, () => 'left'), ...keys, '|')
  const { value } = app.snapshot().context as { readonly value: string }
  await app.unmount()
  return value
}

describe.each(['textInput', 'textArea'] as const)('the keys of Readline in a %s', (field) => {
  test.each(rows)('%s %s', async (before, keys, wanted) => {
    expect(await after(field, before, keys.split(' '))).toBe(wanted)
  })
})
