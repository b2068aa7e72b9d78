import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { drawn, pictures } from '../pictures/pictures.ts'

describe('docs/pictures', () => {
  test.each(pictures.map((picture) => [picture.name, picture] as const))(
    'has %s as it looks now: if not, run `npm run pictures`',
    async (_, picture) => {
      for (const [file, svg] of await drawn(picture))
        expect(svg === readFileSync(`docs/pictures/${file}`, 'utf8'), file).toBe(true)
    },
  )

  test('has no others, and each is shown', () => {
    const files = pictures.flatMap(({ name }) => [`${name}-dark.svg`, `${name}-light.svg`])
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
})
