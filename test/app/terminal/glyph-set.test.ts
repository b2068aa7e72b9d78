import { expect, test } from 'vitest'
import { fromTransition } from 'xstate'
import { box, component, createApp, mark, text, textInputView } from '../../../src/app/index.ts'
import { MemoryTerminal, mount } from '../../../src/app/testing/index.ts'
import { glyphSet } from '../../../src/app/terminal/glyph-set.ts'

test.each([
  [{}, 'unicode'],
  [{ TERM: 'xterm-256color', LANG: 'de_DE.UTF-8' }, 'unicode'],
  [{ LANG: 'C.utf8' }, 'unicode'],
  [{ LC_ALL: '', LC_CTYPE: '', LANG: '' }, 'unicode'],
  [{ LC_ALL: 'en_US.UTF-8', LC_CTYPE: 'C', LANG: 'C' }, 'unicode'],
  [{ LC_CTYPE: 'UTF-8', LANG: 'C' }, 'unicode'],
  [{ TERM: 'linux', LANG: 'en_US.UTF-8' }, 'ascii'],
  [{ TERM: 'linux-16color' }, 'ascii'],
  [{ TERM: 'dumb' }, 'ascii'],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, 'ascii'],
  [{ LC_ALL: 'POSIX' }, 'ascii'],
  [{ LC_CTYPE: 'ja_JP.eucJP', LANG: 'en_US.UTF-8' }, 'ascii'],
  [{ LANG: 'en_US' }, 'ascii'],
  [{ LANG: 'de_DE.ISO-8859-1' }, 'ascii'],
  [{ LANG: 'ja_JP.UTF-8@cjkwide' }, 'ascii'],
  [{ LANG: 'ja_JP.UTF-8' }, 'unicode'],
  [{ LANG: 'ja_JP.UTF-8', VTE_CJK_WIDTH: 'wide' }, 'ascii'],
  [{ LANG: 'ja_JP.UTF-8', VTE_CJK_WIDTH: 'narrow' }, 'unicode'],
])('%j has %s', (env, expected) => {
  expect(glyphSet(env)).toBe(expected)
})

const framed = component({
  logic: fromTransition((state) => state, {}),
  view: () => box([text([mark('done'), ' ✓ saved'])]),
})

test('an app has the marks that its locale can show, and keeps the text', async () => {
  const terminal = new MemoryTerminal(12, 3)
  const app = (await createApp(framed, { terminal, env: { LC_ALL: 'C' } })).start()
  await new Promise(setImmediate)
  await app.stop()
  expect(terminal.written).toContain('+----------+')
  expect(terminal.written).toContain('+ ✓ saved')
})

test('an option goes before what the environment says', async () => {
  const app = mount(framed, { columns: 12, rows: 3, glyphs: 'ascii' })
  expect(app.screen()).toEqual(['+----------+', '|+ ✓ saved |', '+----------+'])
  app.print(text([mark('failed'), ' not sent']))
  expect(app.printed()).toEqual(['x not sent'])
  expect(await app.unmount()).toEqual([])
})

test('an unknown option says which there are', () => {
  expect(() => mount(framed, { glyphs: 'utf8' as 'ascii' })).toThrow(
    "glyphs must be one of unicode, ascii, not 'utf8'",
  )
})

test('what is masked is bullets or asterisks, and what was cut ends with a mark', async () => {
  const typed = async (glyphs: 'unicode' | 'ascii', masked: boolean) => {
    const field = textInputView({ masked, maxLength: 3 })
    const app = mount(field, { columns: 8, rows: 1, glyphs })
    await app.paste('a•cd')
    const [row] = app.screen()
    await app.unmount()
    return row?.slice(2)
  }
  expect(await typed('unicode', true)).toBe('•••…')
  expect(await typed('ascii', true)).toBe('***~')
  expect(await typed('ascii', false)).toBe('a•c~')
})
