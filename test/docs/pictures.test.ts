import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { moving } from '../pictures/moving.ts'
import { drawn, pictures } from '../pictures/pictures.ts'
import { isOld, tourFiles } from '../pictures/tour.ts'

describe('docs/pictures', () => {
  test.each(pictures.map((picture) => [picture.name, picture] as const))(
    'has %s as it looks now: if not, run `npm run pictures`',
    async (_, picture) => {
      for (const [file, svg] of await drawn(picture))
        expect(svg === readFileSync(`docs/pictures/${file}`, 'utf8'), file).toBe(true)
    },
  )

  test('has no others, and each is shown', () => {
    const files = [...pictures.flatMap(({ name }) => [`${name}-dark.svg`, `${name}-light.svg`]), ...tourFiles]
    expect(readdirSync('docs/pictures').sort()).toEqual(files.sort())
    const pages = [
      'README.md',
      ...readdirSync('docs')
        .filter((file) => file.endsWith('.md'))
        .map((file) => `docs/${file}`),
    ]
    const texts = pages.map((page) => readFileSync(page, 'utf8')).join('')
    expect(files.filter((file) => !texts.includes(`pictures/${file}`))).toEqual([])
  })

  test('has a tour of the gallery as it is now: if not, run `npm run pictures`', () => {
    expect(isOld()).toBe(false)
  })
})

test('a moving picture has a row that several pictures share once, and says when it is there', () => {
  const svg = (...rows: string[]) =>
    [
      '<svg>',
      '<rect/>',
      '<g font-size="16">',
      ...rows.map((row) => `<g><text>${row}</text></g>`),
      '</g>',
      '</svg>',
      '',
    ].join('\n')
  expect(
    moving([
      { svg: svg('a', 'b'), ms: 100 },
      { svg: svg('a', 'c'), ms: 300 },
    ]).split('\n'),
  ).toEqual([
    '<svg>',
    '<style>.s1{animation:s1 400ms step-end infinite}@keyframes s1{0.000%{visibility:visible}25.000%{visibility:hidden}}' +
      '.s2{visibility:hidden;animation:s2 400ms step-end infinite}@keyframes s2{0.000%{visibility:hidden}25.000%{visibility:visible}}' +
      '@media (prefers-reduced-motion: reduce){g{animation:none!important}}</style>',
    '<rect/>',
    '<g font-size="16">',
    '<g class="s0"><text>a</text></g>',
    '<g class="s1"><text>b</text></g>',
    '<g class="s2"><text>c</text></g>',
    '</g>',
    '</svg>',
    '',
  ])
})
