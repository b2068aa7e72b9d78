import { describe, expect, test } from 'vitest'
import { progressBar, row, text } from 'actty'
import { printedColors } from '../../src/render/printed.ts'
import { terminalPalette } from '../../src/render/theme/palette.ts'

describe('a line in colors', () => {
  const printed = (content: Parameters<typeof printedColors>[0]) =>
    printedColors(content, 20, 16, terminalPalette(undefined, 16))

  test('has nothing of a terminal but colors, and no blanks at its end', () => {
    expect(printed(text(['a ', text('b', { color: 'success' }), '  c   ']))).toBe('a \x1b[32mb\x1b[m  c\n')
    expect(printed(text('red', { color: 'danger' }))).toBe('\x1b[91mred\x1b[m\n')
    expect(printed(text('here', { link: 'https://example.com' }))).toBe('here\x1b[m\n')
    expect(printed('plain\x1b[2J')).toBe('plain␛[2J\n')
    expect(printed(text('\x1b[2Jtext'))).toBe('␛[2Jtext\n')
  })

  test('what stands apart stays apart', () => {
    expect(printed(row([text('a'), progressBar(0.5), text('z')]))).toMatch(
      /^a\x1b\[[\d;]*m[━╸─\x1b[\]\d;m]+z\n$/,
    )
    expect(printed(row({ justify: 'between' }, [text('a'), text('z')]))).toBe(`a${' '.repeat(18)}z\n`)
  })
})
