import type { AnyActorLogic } from 'xstate'
import { messageOf } from '../../machines/kit/message-of.ts'
import { sanitize } from '../../render/text/sanitize.ts'
import { lintRules, type LintFinding, type LintRule } from '../lint/finding.ts'
import { isLintable, lint, ruleNames } from '../lint/lint.ts'
import { importModule } from './import-program.ts'
import { readWords } from './words.ts'

const usage = `actty lint PROGRAM [--off RULE,...] [--json] [-- ARGUMENTS...]

Says what is wrong with the charts and keys of a program, without running it. A program that starts no app is checked by what it exports:
components, and any machines of XState.

  PROGRAM      the program's module: .js, or .ts with tsx
  --off RULES  rules that aren't checked. A state says the same by meta: { lintOff: ['dead-end'] }
  --json       writes a list of { rule, place, problem, fix }
  ARGUMENTS    what the program gets as its arguments

The rules:
${Object.entries(lintRules)
  .map(([rule, reason]) => `  ${rule.padEnd(16)} ${reason}\n`)
  .join('')}
The status is 0 if nothing was found, 1 if something was, and 2 if the program can't be imported.
`

/** Checks a program, and tells what was found. */
async function run(words: readonly string[]): Promise<number> {
  try {
    const { operands, values, args } = readWords(words, {
      off: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [program] = operands
    if (program === undefined || operands.length > 1) {
      process.stderr.write(usage)
      return 2
    }
    const off = ruleNames(values.off?.split(',') ?? [])
    const findings = await lintProgram(program, args, off)
    process.stdout.write(
      values.json === true ? `${JSON.stringify(findings, undefined, 2)}\n` : told(program, findings),
    )
    return findings.length === 0 ? 0 : 1
  } catch (error) {
    process.stderr.write(`actty lint: ${sanitize(messageOf(error))}\n`)
    return 2
  }
}

async function lintProgram(
  program: string,
  args: readonly string[],
  off: readonly LintRule[],
): Promise<readonly LintFinding[]> {
  const { app, exported } = await importModule(program, args)
  if (app !== undefined) return app.lint(off)
  const lintable = Object.values(exported).filter(isLintable)
  if (lintable.length === 0)
    throw new Error(`${program} starts no app with run(), and exports no component and no machine`)
  return lintable.flatMap((logic) => lint(logic as AnyActorLogic, { off }))
}

function told(program: string, findings: readonly LintFinding[]): string {
  if (findings.length === 0) return sanitize(`${program}: nothing was found`).concat('\n')
  return findings
    .map(
      ({ rule, place, problem, fix }) =>
        `${sanitize(`${place}: ${problem} (${rule})`)}\n  ${sanitize(fix)}\n`,
    )
    .join('')
}

export const command = { usage, run }
