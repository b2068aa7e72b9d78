import {
  autocomplete,
  type Autocomplete,
  type AutocompleteOptions,
} from '../../../machines/forms/autocomplete.ts'
import { shownOption, type OptionOrText, type OptionValue } from '../../../machines/forms/choices.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { optionLines } from './choices.ts'
import { questionView, type QuestionView } from './question.ts'
import { searchingView } from './searching.ts'

/**
 * A question with many options, of which those are shown that fit what is typed. The arrow keys go among them, and Enter chooses.
 *
 * ```ts
 * const country = await run(autocompleteView({ question: 'Country', options: ['Finland', 'France', 'Fiji'] }), { screen: 'inline' })
 * ```
 */
export function autocompleteView<const Given extends OptionOrText, Value = OptionValue<Given>>(
  logicOrOptions: Autocomplete<Value> | AutocompleteOptions<Given>,
): QuestionView<Autocomplete<Value>> {
  const logic = isLogic<Autocomplete<Value>>(logicOrOptions)
    ? logicOrOptions
    : (autocomplete(logicOrOptions) as unknown as Autocomplete<Value>)
  const field = searchingView('nothing found', false)
  return questionView<Autocomplete<Value>>(logic, {
    field: (snapshot) => region(snapshot.children.field, field, { focus: snapshot.hasTag('asking') }),
    isWaiting: ({ children }) => children.field?.getSnapshot().context.value.isBusy === true,
    found: ({ children }) => {
      const { text, options } = children.field!.getSnapshot().context.value
      return text === '' && options.length > MAX_UNASKED ? [] : optionLines(options.map(shownOption))
    },
    how: ({ children }) => {
      const { options, text, position } = children.field!.getSnapshot().context.value
      const isShown = options.length > 0 && (text !== '' || options.length <= MAX_UNASKED)
      const numbers = isShown
        ? `a number from 1 to ${options.length}, or a text to search for`
        : 'a text to search for'
      const first = options[position ?? -1]
      return first === undefined ? numbers : `${numbers}, Enter for ${shownOption(first).label}`
    },
    read: (line, { children }) => {
      const { options } = children.field!.getSnapshot().context.value
      const number = /^\d+$/.test(line.trim()) ? options[Number(line) - 1] : undefined
      const named = options.find(
        (option) => shownOption(option).label.toLowerCase() === line.trim().toLowerCase(),
      )
      const chosen = named ?? number
      return chosen === undefined ? { search: line.trim() } : { value: chosen.value }
    },
  })
}

/** The most options that are said before anything is searched for. */
const MAX_UNASKED = 20
