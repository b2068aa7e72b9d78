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
        pathNot: 'node_modules/(unicode-segmenter|get-east-asian-width|highlight\\.js|diff|marked|entities)/',
      },
    },
    {
      name: 'formats-are-not-loaded-by-the-engine',
      comment: 'Texts in a format, and their libraries, have doors of their own.',
      severity: 'error',
      from: { path: '^src/(render|app)/', pathNot: '^src/(render/formats|app/text)/' },
      to: {
        path: '^src/render/formats/|node_modules/(highlight\\.js|diff|marked)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'machines-take-actors-and-node-only',
      comment: 'They split text where render does: clusters of one are not measured by those of another.',
      severity: 'error',
      from: { path: '^src/machines/', pathNot: '^src/machines/terminals/' },
      to: { dependencyTypes: ['npm'], pathNot: 'node_modules/(xstate|unicode-segmenter|marked|fuzzysort)/' },
    },
    {
      name: 'a-terminal-is-emulated-behind-its-door',
      comment:
        'Its packages are optional, and programs in it count the cells of their characters as wcwidth does.',
      severity: 'error',
      from: { path: '^src/machines/terminals/' },
      to: {
        dependencyTypes: ['npm'],
        pathNot: 'node_modules/(xstate|get-east-asian-width|@xterm/headless|@lydell/node-pty)/',
      },
    },
    {
      name: 'served-apps-have-a-door',
      comment: 'An app that is not served loads none of it, and the packages that it needs are optional.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/serve/' },
      to: { path: '^src/app/serve/|node_modules/(@types/)?ssh2/' },
    },
    {
      name: 'terminals-have-a-door',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(machines/terminals|app/pty)/' },
      to: { path: '^src/machines/terminals/' },
    },
    {
      name: 'one-machine-knows-markdown',
      comment: 'It is behind actty/text, so that actty/machines does not load it.',
      severity: 'error',
      from: { path: '^src/machines/', pathNot: '^src/machines/streams/markdown-(blocks|stream)\\.ts$' },
      to: { path: '^src/machines/streams/markdown-|node_modules/marked/' },
    },
    {
      name: 'kit-knows-no-pattern',
      comment: 'src/machines/kit is what patterns and controls are made of.',
      severity: 'error',
      from: { path: '^src/machines/kit/' },
      to: { path: '^src/machines/', pathNot: '^src/machines/kit/' },
    },
    {
      name: 'encode-knows-no-nodes',
      comment: 'src/render/encode turns cells into bytes, whatever they show.',
      severity: 'error',
      from: { path: '^src/render/encode/' },
      to: { path: '^src/render/nodes/' },
    },
    {
      name: 'one-file-knows-terminal-kit',
      severity: 'error',
      from: { pathNot: '^src/app/terminal/load-image\\.ts$' },
      to: { path: 'terminal-kit' },
    },
    {
      name: 'examples-use-the-front-doors',
      comment: 'An example is what a newcomer copies: it imports what the package exports.',
      severity: 'error',
      from: { path: '^examples/' },
      to: {
        path: '^src/',
        pathNot:
          '^src/((app|machines|app/data|app/forms|app/pty|app/serve|app/testing|app/inspect)/index|app/text/[\\w-]+)\\.ts$',
      },
    },
    {
      name: 'the-engine-knows-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/(testing|explore|storyboard)/' },
      to: { path: '^(src/app/testing|test|examples|bench)/' },
    },
    {
      name: 'inspector-is-passed-in',
      comment: 'An app that does not inspect loads none of it, and has none of it in its bundle.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/(inspect/|commands/inspect\\.ts$)' },
      to: { path: '^src/app/inspect/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'one-file-knows-the-inspector',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/app/(inspect/|commands/inspect\\.ts$|lifecycle/inspection\\.ts$)',
      },
      to: { path: '^src/app/inspect/' },
    },
    {
      name: 'viewer-runs-in-a-browser',
      comment: 'What the page loads imports nothing but itself and types.',
      severity: 'error',
      from: { path: '^src/app/inspect/viewer/' },
      to: { pathNot: '^src/app/inspect/viewer/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-the-inspector-serves',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/app/inspect/' },
      to: { path: 'node_modules/ws/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-circles-of-types',
      comment:
        'Not even by types: each file can be read after those that it imports. One exception: the union of all nodes names its kinds, and kinds of nodes have nodes in them.',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true, viaOnly: { pathNot: '^src/render/nodes/index\\.ts$' } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '(index|\\.d)\\.ts$' },
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
