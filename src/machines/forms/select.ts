import type { ActorRefFromLogic } from 'xstate'
import {
  choices,
  optionsOf,
  shownOption,
  type Choices,
  type Option,
  type OptionOrText,
  type OptionValue,
} from './choices.ts'
import { isSame, questionOf, type Question, type QuestionOptions } from './question.ts'
import type { Verdict } from './verdict.ts'

/** What a `select` asks. */
export interface SelectOptions<Given extends OptionOrText> extends QuestionOptions<
  NoInfer<OptionValue<Given>>
> {
  /** What can be chosen. */
  readonly options: readonly Given[]
}

/** What `select` returns. Its output is the value of the chosen option, or undefined if it was left. */
export type Select<Value> = Question<Value, ChoicesField>

/** The control in which an option is chosen. */
export interface ChoicesField extends Readonly<Record<string, ActorRefFromLogic<Choices> | undefined>> {
  /** The options, and where the user is among them. */
  readonly field?: ActorRefFromLogic<Choices> | undefined
}

/**
 * Asks for one of several options. A disabled one is shown, with its reason, and can't be chosen.
 *
 * ```ts
 * const where = createActor(select({ question: 'Where?', options: ['staging', 'production'] })).start()
 * where.send({ type: 'submit' }) // its output is 'staging'
 * ```
 */
export function select<const Given extends OptionOrText>(
  options: SelectOptions<Given>,
): Select<OptionValue<Given>> {
  type Value = OptionValue<Given>
  const all = optionsOf(options.options)
  const labels = all.map((option) => shownOption(option).label)
  return questionOf<readonly number[], Value, Select<Value>>(
    {
      id: 'select',
      description: 'A question that is answered by one of several options.',
      field: choices(false),
      fieldInput: (chosen) => ({ options: all.map(shownOption), chosen }),
      rawOf: (value) => indexOf(all, value),
      valueOf: ([index]) =>
        index === undefined ? { problem: 'there is nothing to choose' } : { value: all[index]!.value },
      read: (text) => readOption(text, all),
      choices: textsOf(all),
      isValue: (value) => isFree(value, all),
      describe: (value) => labels[indexOf(all, value)[0] ?? -1] ?? String(value),
    },
    options,
  )
}

/** The index of an option by its value, if there is one. */
export function indexOf<Value>(all: readonly Option<Value>[], value: Value | undefined): readonly number[] {
  if (value === undefined) return []
  const index = all.findIndex((option) => isSame(option.value, value))
  return index < 0 ? [] : [index]
}

/** Whether a value is that of an option that can be chosen. */
export function isFree(value: unknown, all: readonly Option<unknown>[]): boolean {
  const [index = -1] = indexOf(all, value)
  return index >= 0 && shownOption(all[index]!).disabled === undefined
}

/** What can be written for each option that can be chosen: its value if that is a text or a number, else its label. */
export function textsOf(all: readonly Option<unknown>[]): readonly string[] {
  return all
    .filter((option) => shownOption(option).disabled === undefined)
    .map((option) =>
      ['string', 'number', 'boolean'].includes(typeof option.value)
        ? String(option.value)
        : shownOption(option).label,
    )
}

/** An option by its number from 1, its label or its value. */
export function readOption<Value>(text: string, all: readonly Option<Value>[]): Verdict<Value> {
  const wanted = text.trim()
  const isNamed = (name: string) => name.toLowerCase() === wanted.toLowerCase()
  const found =
    all.find((option) => isNamed(shownOption(option).label) || isNamed(String(option.value))) ??
    (/^\d+$/.test(wanted) ? all[Number(wanted) - 1] : undefined)
  if (found === undefined)
    return { problem: `${JSON.stringify(wanted)} isn't one of them: type a number from 1 to ${all.length}` }
  const { label, disabled } = shownOption(found)
  if (disabled === undefined) return { value: found.value }
  return { problem: disabled === '' ? `${label} can't be chosen` : `${label} can't be chosen: ${disabled}` }
}
