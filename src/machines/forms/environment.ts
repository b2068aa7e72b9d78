import { givenAnswer, type AnswerSource, type AnswersWanted, type FormField } from './answer-source.ts'

/** Which variables `environment` reads. */
export interface EnvironmentOptions {
  /**
   * What stands before the name of a field, and `_` follows it; '' for nothing.
   *
   * @defaultValue the name of the form in capitals
   */
  readonly prefix?: string | undefined
  /**
   * The variables.
   *
   * @defaultValue process.env
   */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
}

/**
 * Answers from variables of the environment: `DEPLOY_DRY_RUN=yes` for the field `dryRun` of a form that is called deploy. A variable that is
 * empty is no answer.
 *
 * ```ts
 * const options = { answers: [flags(), environment({ prefix: 'ACME' })] }
 * ```
 */
export function environment({ prefix, env = process.env }: EnvironmentOptions = {}): AnswerSource {
  const variableOf = (field: FormField, wanted: AnswersWanted) => variable(prefix ?? wanted.form, field)
  return {
    read: (wanted) => ({
      answers: Object.fromEntries(
        wanted.fields.flatMap((field) => {
          const name = variableOf(field, wanted)
          const text = env[name] ?? ''
          return text === '' ? [] : [[field.name, givenAnswer(text, field, name)]]
        }),
      ),
    }),
    nameOf: variableOf,
    help: (wanted) => [`the variables ${wanted.fields.map((field) => variableOf(field, wanted)).join(', ')}`],
  }
}

function variable(prefix: string, { flag }: FormField): string {
  const words = prefix === '' ? flag : `${prefix}-${flag}`
  return words
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z\d]+/g, '_')
    .toUpperCase()
}
