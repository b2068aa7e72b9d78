import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesOf } from '../support/documents.ts'

/** Phrases that have to be read twice, and what says the same at once. */
const phrases: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\bunless told\b/i, '@defaultValue, or "by default"'],
  [/\banew\b/i, 'again'],
  [/\bis none of\b/i, "isn't one of"],
  [
    /\b(?:all|any|every|each|those|way|event|state|terminal) that there (?:is|are)\b/i,
    'all, each, the current state',
  ],
  [/\bof which (?:no|none|nobody|nothing)\b/i, 'a sentence of its own'],
  [/\bwhoever\b/i, 'what or who it is'],
  [/\bat the most\b/i, 'at most'],
  [/\bgives the way\b/i, 'returns a function that'],
]

const files = ['src', 'test', 'docs', 'examples', 'bench/src']
  .flatMap(filesOf)
  .concat(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])
  .filter((file) => /\.(?:ts|md)$/.test(file) && file !== 'test/docs/words.test.ts')

test.each(phrases)('no page, comment or test says %s', (phrase, instead) => {
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (phrase.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  )
  expect(found, `say instead: ${instead}`).toEqual([])
})
