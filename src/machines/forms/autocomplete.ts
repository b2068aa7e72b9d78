import type { ActorRefFromLogic } from 'xstate'
import { optionsOf, shownOption, type Option, type OptionOrText, type OptionValue } from './choices.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import { fuzzy, searching, type Searched, type Searching, unsearched } from './searching.ts'
import { indexOf } from './select.ts'
import type { Verdict } from './verdict.ts'

/** What an `autocomplete` asks. */
export interface AutocompleteOptions<Given extends OptionOrText> extends QuestionOptions<
  NoInfer<OptionValue<Given>>
> {
  /**
   * What can be chosen: options, in which what is typed is looked for fuzzily; or a function that finds them for a text. It's asked once the
   * text has stayed the same for 150 ms. `signal` is aborted when there's another text, whose answer then counts alone.
   */
  readonly options:
    readonly Given[] | ((text: string, search: { readonly signal: AbortSignal }) => Promise<readonly Given[]>)
}

/** The control in which options are searched for. */
export interface SearchField extends Readonly<Record<string, ActorRefFromLogic<Searching> | undefined>> {
  /** The text, and what is found for it. */
  readonly field?: ActorRefFromLogic<Searching> | undefined
}

/** What `autocomplete` returns. Its output is the value of the chosen option, or undefined if it was left. */
export type Autocomplete<Value> = Question<Value, SearchField>

/**
 * Asks for one of many options, which are found by typing a part of it.
 *
 * ```ts
 * const country = createActor(autocomplete({ question: 'Country?', options: ['Finland', 'France', 'Fiji'] })).start()
 * country.send({ type: 'submit' }) // its output is 'Finland'
 * ```
 */
export function autocomplete<const Given extends OptionOrText>(
  options: AutocompleteOptions<Given>,
): Autocomplete<OptionValue<Given>> {
  type Value = OptionValue<Given>
  const given = options.options
  const all = typeof given === 'function' ? undefined : optionsOf(given)
  const source =
    typeof given === 'function'
      ? async (text: string, search: { readonly signal: AbortSignal }) => optionsOf(await given(text, search))
      : all!
  /** Labels of what was found, for the words of an answer. */
  const known = new Map<unknown, string>()
  return questionOf<Searched<unknown>, Value, Autocomplete<Value>>(
    {
      id: 'autocomplete',
      description: 'A question that is answered by one of many options.',
      field: searching<Value>(source),
      fieldInput: (raw) => raw,
      searches: true,
      rawOf: (value) => ({
        text: '',
        ...unsearched(all ?? [], indexOf(all ?? [], value)[0]),
        isBusy: all === undefined,
        problem: undefined,
      }),
      valueOf: (raw) => {
        const verdict = chosenIn(raw as Searched<Value>)
        const option = raw.options[raw.position ?? -1]
        if ('value' in verdict && option !== undefined) known.set(verdict.value, shownOption(option).label)
        return verdict
      },
      read: (text) => readFuzzily(text, all),
      describe: (value) =>
        known.get(value) ?? shownOption(all?.[indexOf(all, value)[0] ?? -1] ?? { value }).label,
    },
    options,
  )
}

function chosenIn<Value>({ options, position, isBusy, problem }: Searched<Value>): Verdict<Value> {
  if (isBusy) return { problem: 'it is still being searched for' }
  if (problem !== undefined) return { problem }
  const option = options[position ?? -1]
  return option === undefined ? { problem: 'nothing was found' } : { value: option.value }
}

/** By its label or its value, or by a part of a label that no other has. */
function readFuzzily<Value>(text: string, all: readonly Option<Value>[] | undefined): Verdict<Value> {
  if (all === undefined) return { problem: `${JSON.stringify(text)} has to be searched for` }
  const isNamed = (name: string) => name.toLowerCase() === text.trim().toLowerCase()
  const exact = all.find((option) => isNamed(shownOption(option).label) || isNamed(String(option.value)))
  if (exact !== undefined) return { value: exact.value }
  const [first, second] = fuzzy(text, all)
  if (first !== undefined && second === undefined) return { value: first.value }
  return { problem: `${JSON.stringify(text)} fits ${first === undefined ? 'none' : 'several'} of them` }
}
