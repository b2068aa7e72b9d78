import { choices, optionsOf, shownOption, type OptionOrText, type OptionValue } from './choices.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import { indexOf, isFree, readOption, textsOf, type ChoicesField } from './select.ts'
import type { Verdict } from './verdict.ts'

/** What a `multiSelect` asks. */
export interface MultiSelectOptions<Given extends OptionOrText> extends QuestionOptions<
  readonly NoInfer<OptionValue<Given>>[]
> {
  /** What can be chosen. Options with a `group` stand below its name. */
  readonly options: readonly Given[]
  /**
   * Whether at least one has to be chosen.
   *
   * @defaultValue false
   */
  readonly required?: boolean | undefined
}

/** What `multiSelect` returns. Its output is the values of the chosen options in their order, or undefined if it was left. */
export type MultiSelect<Value> = Question<readonly Value[], ChoicesField>

/**
 * Asks for any number of options.
 *
 * ```ts
 * const which = createActor(multiSelect({ question: 'Which?', options: ['cdn', 'metrics'], default: ['cdn'] })).start()
 * which.send({ type: 'submit' }) // its output is ['cdn']
 * ```
 */
export function multiSelect<const Given extends OptionOrText>(
  options: MultiSelectOptions<Given>,
): MultiSelect<OptionValue<Given>> {
  type Value = OptionValue<Given>
  const all = optionsOf(options.options)
  const { required = false } = options
  return questionOf<readonly number[], readonly Value[], MultiSelect<Value>>(
    {
      id: 'multiSelect',
      description: 'A question that is answered by any number of options.',
      field: choices(true),
      fieldInput: (chosen) => ({ options: all.map(shownOption), chosen }),
      rawOf: (values = []) => values.flatMap((value) => indexOf(all, value)),
      valueOf: (chosen) =>
        needed(
          chosen.map((index) => all[index]!.value),
          required,
        ),
      read: (text) => readAll(text),
      choices: textsOf(all),
      isValue: (values) => Array.isArray(values) && values.every((value) => isFree(value, all)),
      flag: 'many',
      describe: (values) =>
        values.map((value) => shownOption(all[indexOf(all, value)[0]!] ?? { value }).label).join(', ') ||
        'none',
    },
    options,
  )

  function readAll(text: string): Verdict<readonly Value[]> {
    const word = text.trim().toLowerCase()
    const free = all.filter((option) => shownOption(option).disabled === undefined)
    if (word === 'all') return { value: free.map(({ value }) => value) }
    if (word === '' || word === 'none') return needed([], required)
    // A label may have a comma in it.
    const whole = readOption(text, all)
    if ('value' in whole) return { value: [whole.value] }
    const read = text.split(/[,\s]*,[,\s]*|\s+(?=\d)/).map((part) => readOption(part, all))
    const problem = read.find((verdict) => 'problem' in verdict)
    if (problem !== undefined) return problem
    const chosen = read.flatMap((verdict) => ('value' in verdict ? [verdict.value] : []))
    return { value: all.map(({ value }) => value).filter((value) => chosen.includes(value)) }
  }
}

function needed<Value>(values: readonly Value[], required: boolean): Verdict<readonly Value[]> {
  return required && values.length === 0 ? { problem: 'choose at least one' } : { value: values }
}
