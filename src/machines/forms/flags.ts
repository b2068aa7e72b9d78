import { basename } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import {
  COMMON_FLAGS,
  givenAnswer,
  together,
  type AnswersGiven,
  type AnswerSource,
  type AnswersWanted,
  type FormField,
  type GivenAnswer,
} from './answer-source.ts'
import { fromFile, fromStandardInput } from './answer-file.ts'
import { AnswersError, FormHelp, type AnswerProblem } from './answers-error.ts'
import { usage } from './form-usage.ts'
import { nearest } from './nearest.ts'

/** Flags that every form has, with their letters. */
const common = {
  yes: { type: 'boolean', short: 'y' },
  help: { type: 'boolean', short: 'h' },
  answers: { type: 'string', multiple: true },
  'print-answers': { type: 'string', multiple: true },
} as const satisfies Record<(typeof COMMON_FLAGS)[number], NonNullable<ParseArgsConfig['options']>[string]>

type Token = NonNullable<ReturnType<typeof parsed>['tokens']>[number]
type OptionToken = Extract<Token, { kind: 'option' }>

/**
 * Answers from flags: `--name people --features cdn --features metrics --sure`. The flag of `dryRun` is `--dry-run`, and `--no-sure` answers a
 * question with no.
 *
 * Four flags are those of every form. `--yes` takes the answers at first. `--answers deploy.json` reads answers from a file, and `--answers -`
 * from standard input. `--print-answers deploy.json` writes the answers to such a file at the end, except secrets. `--help` ends the form
 * with a `FormHelp`.
 *
 * ```ts
 * const options = { answers: [flags(process.argv), environment(), file('deploy.json')] }
 * ```
 *
 * @param argv - The words of the command line, as Node has them: the first two are Node and the program.
 */
export function flags(argv: readonly string[] = process.argv): AnswerSource {
  return {
    read: (wanted, signal) => readFlags(argv, wanted, signal),
    nameOf: ({ flag }) => `--${flag}`,
  }
}

function readFlags(
  argv: readonly string[],
  wanted: AnswersWanted,
  signal: AbortSignal,
): AnswersGiven | Promise<AnswersGiven> {
  const { tokens } = parsed(argv.slice(2), wanted.fields)
  const given = new Map<string, OptionToken[]>()
  const problems: AnswerProblem[] = []
  for (const [index, token] of tokens.entries()) {
    const problem = problemOf(token, tokens[index - 1], wanted.fields)
    if (problem !== undefined) problems.push({ field: undefined, message: problem })
    if (token.kind === 'option') given.set(token.name, [...(given.get(token.name) ?? []), token])
  }
  if (given.has('help')) throw new FormHelp(usage(basename(argv[1] ?? wanted.form), wanted))
  if (problems.length > 0) throw new AnswersError(problems)
  const last = (name: string) => given.get(name)?.at(-1)?.value
  const own: AnswersGiven = {
    answers: Object.fromEntries(wanted.fields.flatMap((field) => answerOf(field, given))),
    takesDefaults: given.has('yes'),
    writeTo: last('print-answers'),
  }
  const path = last('answers')
  if (path === undefined) return own
  const others = path === '-' ? fromStandardInput(wanted, signal) : fromFile(path, wanted, signal)
  return others.then((others) => together([own, { answers: others }]))
}

/** Not `strict`: what is wrong is said here, for people. */
function parsed(args: string[], fields: readonly FormField[]) {
  const options: Record<string, { type: 'string' | 'boolean'; multiple: true }> = {}
  for (const { flag, asks } of fields) {
    options[flag] = { type: asks.flag === 'switch' ? 'boolean' : 'string', multiple: true }
    if (asks.flag === 'switch') options[`no-${flag}`] = { type: 'boolean', multiple: true }
  }
  return parseArgs({
    args,
    options: { ...options, ...common },
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
}

function problemOf(
  token: Token,
  before: Token | undefined,
  fields: readonly FormField[],
): string | undefined {
  if (token.kind === 'option-terminator') return undefined
  if (token.kind === 'positional') {
    // The value of an unknown flag is no other fault.
    const isValue = before?.kind === 'option' && flagNamed(before.name, fields) === undefined
    return isValue ? undefined : `${JSON.stringify(token.value)} belongs to no flag`
  }
  const { name, rawName, value, inlineValue } = token
  const type = flagNamed(name, fields)
  if (type === undefined) {
    const names = [...fields.map(({ flag }) => flag), ...COMMON_FLAGS]
    return `there is no flag ${rawName}${nearest(name, names, '--')}`
  }
  if (type === 'boolean') return value === undefined ? undefined : `${rawName} takes no value`
  if (value === undefined) return `${rawName} needs a value`
  // A flag whose value was forgotten would take the next flag for it. A negative number is one.
  const isFlag = !inlineValue && /^-[^\d]/.test(value)
  return isFlag ? `${rawName} needs a value: if ${value} is one, write ${rawName}=${value}` : undefined
}

/** What a flag takes; undefined if there is no such flag. */
function flagNamed(name: string, fields: readonly FormField[]): 'string' | 'boolean' | undefined {
  if (Object.hasOwn(common, name)) return common[name as keyof typeof common].type
  const isSwitch = ({ asks }: FormField) => asks.flag === 'switch'
  const field = fields.find(
    (field) => field.flag === name || (isSwitch(field) && `no-${field.flag}` === name),
  )
  return field && (isSwitch(field) ? 'boolean' : 'string')
}

function answerOf(
  field: FormField,
  given: ReadonlyMap<string, readonly OptionToken[]>,
): readonly [string, GivenAnswer][] {
  const { name, flag, asks } = field
  const from = `--${flag}`
  if (asks.flag === 'switch') {
    const [yes, no] = [given.get(flag)?.at(-1)?.index ?? -1, given.get(`no-${flag}`)?.at(-1)?.index ?? -1]
    return yes === no ? [] : [[name, { value: yes > no, from: yes > no ? from : `--no-${flag}` }]]
  }
  const values = given.get(flag)?.map(({ value = '' }) => value) ?? []
  if (values.length === 0) return []
  if (asks.flag === 'text') return [[name, givenAnswer(values.at(-1), field, from)]]
  const answers = values.map((value) => givenAnswer(value, field, from))
  const wrong = answers.find((answer) => 'problem' in answer)
  const all = answers.flatMap((answer) => ('value' in answer ? (answer.value as readonly unknown[]) : []))
  return [[name, wrong ?? { value: [...new Set(all)], from }]]
}
