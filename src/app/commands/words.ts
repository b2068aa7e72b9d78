import { parseArgs, type ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** The words of a command. */
interface Words<O extends Options> {
  readonly operands: readonly string[]
  readonly values: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values']
  /** What stands behind `--`. */
  readonly args: readonly string[]
}

/** Reads the words of a command. Throws a TypeError for an unknown option. */
export function readWords<const O extends Options>(words: readonly string[], options: O): Words<O> {
  const end = words.indexOf('--')
  const own = end < 0 ? words : words.slice(0, end)
  const { positionals, values } = parseArgs({ args: [...own], options, allowPositionals: true })
  return { operands: positionals, values, args: end < 0 ? [] : words.slice(end + 1) }
}

/** An option that is a whole number, `least` or more. Throws a RangeError if it isn't. */
export function numberOf(name: string, text: string | undefined, least = 1): number | undefined {
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number
  throw new RangeError(`--${name} is a whole number, ${least} or more, not ${text}`)
}
