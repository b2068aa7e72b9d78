import { pathInput, type PathInput, type PathInputOptions } from '../../../machines/forms/path-input.ts'
import { region } from '../../region.ts'
import { isLogic } from '../logic-or-options.ts'
import { questionView, type QuestionView } from './question.ts'
import { searchingView } from './searching.ts'

/**
 * A question with a field for a path, and what is there below it. The arrow keys go among that, and Tab completes the path.
 *
 * ```ts
 * const file = await run(pathInputView({ question: 'File', exists: 'file' }), { screen: 'inline' })
 * ```
 */
export function pathInputView(logicOrOptions: PathInput | PathInputOptions): QuestionView<PathInput> {
  const logic = isLogic<PathInput>(logicOrOptions) ? logicOrOptions : pathInput(logicOrOptions)
  const field = searchingView('nothing there', true, 'a path')
  return questionView(logic, {
    how: ({ context }) => {
      const { text } = context.raw as { readonly text: string }
      return text === '' ? '' : `(Enter for ${text})`
    },
    field: (snapshot) => region(snapshot.children.field, field, { focus: snapshot.hasTag('asking') }),
  })
}
