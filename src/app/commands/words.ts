import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Reads the words of a command. Throws a TypeError for an unknown option. */
export function readWords<const Options extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  options: Options,
) {
  const end = words.indexOf('--')
  const own = end < 0 ? words : words.slice(0, end)
  const { positionals, values } = parseArgs({ args: [...own], options, allowPositionals: true })
  return { operands: positionals, values, args: end < 0 ? [] : words.slice(end + 1) }
}

/** An option that is a whole number, 1 or more. Throws a RangeError if it isn't. */
export function numberOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1) return number
  throw new RangeError(`--${name} is a whole number, 1 or more, not ${text}`)
}
