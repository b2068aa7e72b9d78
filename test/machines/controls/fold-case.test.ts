import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../src/machines/controls/fold-case.ts'
import { fc } from '../../support/property.ts'

const isFound = (wanted: string, label: string) => foldCase(label).includes(foldCase(wanted))

describe('a text is found', () => {
  test.each([
    ['rés', 'résumé'.normalize('NFD')],
    ['rés'.normalize('NFD'), 'résumé'],
    ['ÅNGSTRÖM', 'Ångström (Å)'],
    ['\u212b', 'Å'],
    ['한글'.normalize('NFD'), '한글 문서'],
    ['が'.normalize('NFD'), 'ガがぎ'.normalize('NFC')],
    ['क़'.normalize('NFC'), 'क\u093c'],
    ['STRASSE', 'Straße'],
    ['straße', 'STRASSE'],
    ['GROẞ', 'gross'],
    ['ΟΔΟΣ', 'οδος'],
    ['οδοσ', 'ὁδός ΟΔΟΣ'],
    ['ofﬁce', 'OFFICE'],
    ['ﬃ', 'Ffi'],
    ['ПРИВЕТ', 'привет'],
    ['ԵՒ', 'և'],
    ['ᏣᎳᎩ', 'ꮳꮃꭹ'],
    ['\u{10400}', '\u{10428}'],
    ['q\u0323\u0307', 'Q\u0307\u0323'],
    ['ᾳ', 'ΑΙ'],
    ['k', '\u212a'],
    ['İ', 'i\u0307'],
  ])('%j in %j', (wanted, label) => {
    expect(isFound(wanted, label)).toBe(true)
  })

  test.each([
    ['ı', 'DISK'],
    ['DİSK', 'disk'],
    ['resume', 'résumé'],
    ['か', 'カ'],
    ['1', '①'],
  ])('%j not in %j', (wanted, label) => {
    expect(isFound(wanted, label)).toBe(false)
  })

  test('however its characters are composed, and in which case', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 12 })
    fc.assert(
      fc.property(anyText, fc.constantFrom('NFC', 'NFD'), fc.boolean(), (text, form, isUpper) => {
        const other = isUpper && !/[ı\u0149\u1e9e]/.test(text) ? text.toUpperCase() : text
        expect(foldCase(other.normalize(form))).toBe(foldCase(text))
        expect(foldCase(foldCase(text))).toBe(foldCase(text))
      }),
      { numRuns: 2_000 },
    )
  })
})
