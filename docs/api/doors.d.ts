/** All doors of the package together: what one of them names, this one or another has to export. */
export * from '../../dist/app/index.js'
export * from '../../dist/app/data/index.js'
export * from '../../dist/app/forms/index.js'
export * from '../../dist/app/inspect/index.js'
export * from '../../dist/app/testing/index.js'
export * from '../../dist/app/text/ansi.js'
export * from '../../dist/app/text/code.js'
export * from '../../dist/app/text/diff.js'
export * from '../../dist/app/text/index.js'
export * from '../../dist/app/text/markdown.js'
export * from '../../dist/machines/index.js'
/** Two doors have these names: a field, and a question with such a field. */
export { textInput, textInputView } from '../../dist/app/forms/index.js'
