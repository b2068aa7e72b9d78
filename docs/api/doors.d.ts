/** All doors of the package together: what one of them names, this one or another has to export. */
export * from '../../dist/app/index.js'
export * from '../../dist/app/inspect/index.js'
export * from '../../dist/app/testing/index.js'
export * from '../../dist/app/text/ansi.js'
export * from '../../dist/app/text/code.js'
export * from '../../dist/app/text/diff.js'
export * from '../../dist/app/text/index.js'
export * from '../../dist/machines/index.js'
