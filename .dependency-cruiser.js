/** The walls between the rooms: see ARCHITECTURE.md. */
const builtin = ['core']

export default {
  forbidden: [
    {
      name: 'machines-need-no-screen',
      comment: 'src/machines is what happens: it knows nothing of how it looks or where it runs.',
      severity: 'error',
      from: { path: '^src/machines/' },
      to: { path: '^src/(render|app)/' },
    },
    {
      name: 'render-is-pure',
      comment: 'src/render is what it looks like: no actors, no process, no terminal.',
      severity: 'error',
      from: { path: '^src/render/' },
      to: { path: '^src/(machines|app)/' },
    },
    {
      name: 'render-takes-text-libraries-only',
      severity: 'error',
      from: { path: '^src/render/' },
      to: {
        dependencyTypes: ['npm', ...builtin],
        pathNot: 'node_modules/(unicode-segmenter|get-east-asian-width)/',
      },
    },
    {
      name: 'machines-take-actors-and-node-only',
      severity: 'error',
      from: { path: '^src/machines/' },
      to: { dependencyTypes: ['npm'], pathNot: 'node_modules/(xstate|@xstate/store)/' },
    },
    {
      name: 'one-file-knows-terminal-kit',
      severity: 'error',
      from: { pathNot: '^src/app/terminal/terminal-kit\\.ts$' },
      to: { path: 'terminal-kit', pathNot: '^src/app/terminal/terminal-kit\\.ts$' },
    },
    {
      name: 'examples-use-the-front-doors',
      comment: 'An example is what a newcomer copies: it imports what the package exports.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^src/', pathNot: '^src/(app|machines|app/testing)/index\\.ts$' },
    },
    {
      name: 'the-engine-knows-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/testing/' },
      to: { path: '^(src/app/testing|test|examples|bench)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: 'index\\.ts$' },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['actty-source', 'import', 'node', 'default', 'types'],
    },
  },
}
