import type { AnswersWanted, FormField } from './answer-source.ts'

/** The text of `--help`: a line for each field, and for the flags that every form has. */
export function usage(program: string, wanted: AnswersWanted): string {
  const rows = [
    ...wanted.fields.map(rowOf),
    ['-y, --yes', 'takes the default of what has no answer'],
    ['--answers <file>', 'reads answers from a file of JSON; - is standard input'],
    ['--print-answers <file>', 'writes the answers to such a file, except secrets'],
    ['-h, --help', 'says this'],
  ] as const
  const width = Math.max(...rows.map(([flag]) => flag.length))
  const sources = wanted.sources.flatMap(({ help }) => help?.(wanted) ?? [])
  return [
    `Usage: ${program} [flags]`,
    ...(wanted.title === undefined ? [] : ['', wanted.title]),
    '',
    ...rows.map(([flag, words]) => `  ${flag.padEnd(width)}  ${words}`),
    ...(sources.length === 0 ? [] : ['', `Answers are also read from ${sources.join(', then from ')}.`]),
    '',
  ].join('\n')
}

function rowOf({ flag, asks }: FormField): readonly [flag: string, words: string] {
  const { question, hint, choices, masked } = asks
  const isMany = asks.flag === 'many'
  const given = asks.default
  const words = [
    question,
    choices !== undefined && `: ${choices.join(', ')}`,
    hint !== undefined && ` (${hint})`,
    isMany && ' (may be given several times)',
    given !== undefined && !masked && ` (default: ${asks.describe(given)})`,
  ]
  const value = choices === undefined ? '<text>' : '<choice>'
  return [
    asks.flag === 'switch' ? `--${flag}, --no-${flag}` : `--${flag} ${value}`,
    words.filter(Boolean).join(''),
  ]
}
